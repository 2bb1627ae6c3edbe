/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Fault } from '../../../sandbox';
import { useScene } from '../fixture';
import { takePicture } from '../pictures';
import { browserTest } from '../session';

const LOCKED: Fault = {
	kind: 'status',
	status: 500,
	message: 'The call broke off',
	providerMessage: 'Company file is locked',
};
const DOWN: Fault = { kind: 'status', status: 503 };

const scene = useScene({ instances: [{ name: 'Harbour Store' }] });

/** A text as it is seen: what a browser shows in one line is one line. */
async function linesOf(text: Locator): Promise<string[]> {
	return (await text.innerText())
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
}

/** Checks that a description begins with a sentence of advice, and goes on with what was said, a line each. */
async function assertLines(description: Locator): Promise<void> {
	const [advice, ...said] = await linesOf(description);
	assert.match(advice, /^[A-Z].*\.$/);
	assert.deepEqual(said.slice(0, 2), [
		'Cloud Elements said: The call broke off',
		'QuickBooks or its connector said: Company file is locked',
	]);
	assert.match(said[2], /^Request ID: \w+/);
	assert.equal(said[3], 'HTTP status: 500');
}

browserTest(
	'An error says what to do first, and then line by line what was said',
	scene,
	async ({ page, editor }) => {
		await editor.startWorkflow();
		await editor.addAction('Get many invoices');
		await editor.pick('instanceId', 'Harbour Store');
		scene.sandbox.addFault({ path: '/hubs/**', fault: LOCKED });
		await editor.execute();
		await assertLines(editor.output.getByTestId('node-error-description'));
		await takePicture(page, 'error-lines');
		const notes = (await editor.note.allInnerTexts()).join('\n');
		assert.doesNotMatch(notes, /<br>|&lt;/);
	},
);

browserTest(
	'So it is in the list of executions and in the logs below the canvas',
	scene,
	async ({ page, editor }) => {
		await editor.closeNode();
		await page.getByTestId('radio-button-executions').click();
		await page
			.getByTestId('current-executions-list')
			.locator('[data-test-id^="execution-details-"]')
			.first()
			.click();
		await page.getByTestId('execution-preview-label').waitFor();
		await page.getByTestId('execution-preview-host').getByTestId('canvas-node').last().dblclick();
		await assertLines(editor.output.getByTestId('node-error-description'));
		await editor.closeNode();
		await page.getByTestId('radio-button-workflow').click();
	},
);

browserTest(
	'A service that is down is told of after two attempts',
	scene,
	async ({ page, editor }) => {
		const { sandbox } = scene;
		sandbox.clearFaults();
		sandbox.addFault({ fault: DOWN });
		await editor.openNode('Get many invoices');
		sandbox.resetRequests();
		await editor.execute();
		assert.equal(sandbox.requests.length, 2);
		const message = await editor.output.getByTestId('node-error-message').innerText();
		assert.match(message, /^Cloud Elements /);
		assert.ok(
			(await linesOf(editor.output.getByTestId('node-error-description'))).includes('Attempts: 2'),
		);
		await takePicture(page, 'service-down');
	},
);

browserTest('The errors of a trigger are shown in the same way', scene, async ({ editor }) => {
	const { sandbox } = scene;
	sandbox.clearFaults();
	await editor.startWithTrigger('QuickBooks Enterprise Polling', 'On record updated');
	await editor.pick('instanceId', 'Harbour Store');
	await editor.chooseAlso('resources', 'Customers');
	sandbox.addFault({ path: '/hubs/**', fault: LOCKED });
	await editor.execute();
	await assertLines(editor.output.getByTestId('node-error-description'));
});
