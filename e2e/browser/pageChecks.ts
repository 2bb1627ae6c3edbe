/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { source, type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** A small phone. */
const NARROW = { width: 360, height: 740 };

const schemes = ['light', 'dark'] as const;

/**
 * Looks at a page as those need it who see it otherwise: axe-core finds nothing in either colour scheme, and nothing is
 * wider than a small phone.
 */
export async function checkPage(page: Page, name: string): Promise<void> {
	const size = page.viewportSize()!;
	for (const colorScheme of schemes) {
		await page.emulateMedia({ colorScheme });
		await page.setViewportSize(size);
		await expectNoFindings(page, `${name}, ${colorScheme}`);
		await page.setViewportSize(NARROW);
		await expectNoFindings(page, `${name}, ${colorScheme}, narrow`);
		const width = await page.evaluate<number>('document.documentElement.scrollWidth');
		assert.ok(width <= NARROW.width, `${name} is ${width} pixels wide on a small phone`);
	}
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize(size);
}

async function expectNoFindings(page: Page, name: string): Promise<void> {
	// The pages let no script in that is not theirs; the browser itself may.
	await page.evaluate(source);
	const { violations } = await page.evaluate<AxeResults>('axe.run()');
	const findings = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
	assert.deepEqual(findings, [], name);
}

/** Goes on with the tabulator until the named element has the focus. */
export async function tabTo(
	page: Page,
	role: 'button' | 'link' | 'radio' | 'textbox',
	name: RegExp | string,
): Promise<void> {
	const wanted = page.getByRole(role, { name, exact: typeof name === 'string' }).first();
	await wanted.waitFor();
	for (let steps = 0; steps < 60; steps += 1) {
		await page.keyboard.press('Tab');
		if (await wanted.evaluate((element) => element.matches(':focus'))) return;
	}
	throw new Error(`The tabulator does not lead to ${name}.`);
}
