/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { projectFolder } from '../../tools/n8n/install/pack';

/** Names the folder that pictures are put into; without it they are taken all the same, and dropped. */
export const PICTURES_VARIABLE = 'QBE_PICTURES';

/** Where README and docs find them. */
export const picturesFolder = path.join(projectFolder, 'docs', 'images');

const MASK_COLOR = '#c8c8c8';

/** n8n's own notes about what just happened, which come and go. */
const NOTES = '.el-notification';

/** What a list shows while more of it is on its way. */
const LOADING = '[class*="loadingItem"]';

export interface PictureOptions {
	/** What must not be read in the picture, a token above all. */
	masked?: Locator[];
	/** The part of the page that is shown; the whole window otherwise. */
	of?: Locator;
	/** What the form is scrolled to. */
	from?: Locator;
	/** Leaves the mouse where it is: something is being dragged. */
	keepsMouse?: boolean;
	/** With n8n's own notes about what just happened, which come and go. */
	withNotes?: boolean;
}

/**
 * Takes a picture for README or docs: always in the same size, without caret, animations and passing messages.
 *
 * @param name of the file, without `.png`
 */
export async function takePicture(
	page: Page,
	name: string,
	{ masked = [], of, from, keepsMouse = false, withNotes = false }: PictureOptions = {},
): Promise<void> {
	const folder = process.env[PICTURES_VARIABLE];
	if (!keepsMouse) await page.mouse.move(0, 0);
	await page.locator(LOADING).first().waitFor({ state: 'hidden' });
	if (from) {
		// A field that has the focus shows a tip of n8n's below it.
		await page.evaluate('document.activeElement?.blur()');
		await from.evaluate((element) => element.scrollIntoView());
	}
	await (of ?? page).screenshot({
		path: folder && path.join(folder, `${name}.png`),
		animations: 'disabled',
		caret: 'hide',
		mask: masked,
		maskColor: MASK_COLOR,
		style: withNotes ? '' : `${NOTES} { display: none !important; }`,
	});
}
