/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { sandboxCredential } from '../../../tools/n8n/drive/credential';
import { exampleId, PROVISIONING_EXAMPLE, readExamples } from '../../../tools/n8n/drive/examples';
import { examplesInOrder } from '../../../tools/n8n/drive/session';
import { useScene } from '../fixture';
import { takePicture } from '../pictures';
import { atRest, lasting } from '../reading';
import { browserTest } from '../session';

/** Room below the text of a note, in pixels of the canvas. */
const ROOM = { least: 8, most: 32 };

const scene = useScene({
	workflows: async (sandbox) => await examplesInOrder(sandboxCredential(sandbox)),
});

const addressOf = (page: Page, path: string) => new URL(path, page.url()).href;

browserTest('The example that the demo runs stands on top of the list', scene, async ({ page }) => {
	await page.goto(addressOf(page, '/home/workflows'));
	const cards = page.getByTestId('workflow-card-name');
	await cards.first().waitFor();
	const first = (await readExamples()).find(({ file }) => exampleId(file) === PROVISIONING_EXAMPLE);
	assert.equal((await cards.first().innerText()).split('\n')[0].trim(), first?.workflow.name);
	await takePicture(page, 'examples-list');
});

browserTest(
	'Notes are as large as their text, and lie behind no button',
	scene,
	async ({ page }) => {
		const complaints: string[] = [];
		for (const { file, workflow } of await readExamples()) {
			await page.goto(addressOf(page, `/workflow/${exampleId(file)}`));
			await page.getByTestId('sticky').first().waitFor();
			await page.getByTestId('canvas-node').last().waitFor();
			// n8n moves the canvas until all of the workflow is in sight.
			await atRest(page.getByTestId('canvas-node'));
			for (const complaint of await lasting(async () => await complaintsAboutNotes(page))) {
				complaints.push(`${file}: ${complaint}`);
			}
			if (exampleId(file) === PROVISIONING_EXAMPLE) await takePicture(page, 'example');
			assert.ok(workflow.nodes.length > 0);
		}
		assert.deepEqual(complaints, []);
	},
);

async function complaintsAboutNotes(page: Page): Promise<string[]> {
	const notes = await page.getByTestId('sticky').evaluateAll(factsOf);
	assert.ok(notes.length > 0, 'there are notes');
	return notes.flatMap(({ title, room, covering }) => [
		...(room < ROOM.least || room > ROOM.most ? [`"${title}" has ${room} pixels to spare`] : []),
		...covering.map((button) => `"${title}" lies behind ${button}`),
	]);
}

/** Runs in the page: uses nothing from outside, and no function of its own has a name. */
function factsOf(notes: Element[]): Array<{ title: string; room: number; covering: string[] }> {
	const buttons = Array.from(document.querySelectorAll('button')).filter(
		(button) =>
			button.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
			!button.closest('[data-test-id="sticky"]'),
	);
	return notes.map((note) => {
		const box = note.getBoundingClientRect();
		const scale = (note as HTMLElement).offsetHeight / box.height;
		const heading = note.querySelector('h2');
		const last = heading?.parentElement?.lastElementChild;
		const covering = buttons
			.filter((button) => {
				const { left, right, top, bottom } = button.getBoundingClientRect();
				return left < box.right && box.left < right && top < box.bottom && box.top < bottom;
			})
			.map((button) => button.getAttribute('data-test-id') ?? button.textContent ?? 'a button');
		return {
			title: heading?.textContent ?? '',
			room: last ? Math.round((box.bottom - last.getBoundingClientRect().bottom) * scale) : NaN,
			covering,
		};
	});
}
