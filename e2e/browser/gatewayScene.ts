/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { after, before } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { Office } from '../../test/gateway/records/support/office';
import { atEnd, undoAll, undoOnSignals } from '../../tools/n8n/serve/leftovers';
import { openBrowser, openPage } from './session';

const WINDOW = { width: 900, height: 800 };

/** The two secrets of the office's gateway. */
const SECRETS = { 'User Secret': 'user-1', 'Organization Secret': 'organization-1' };

/** A gateway with the computer of a company, and a browser. */
export interface GatewayScene {
	session: { page: Page; office: Office; browser: Browser };
}

/** @returns what is filled in before the first test, and ended after the last one */
export function useGateway(): GatewayScene {
	const scene = {} as GatewayScene;
	before(async () => {
		undoOnSignals();
		const office = await new Office().open();
		atEnd(async () => await office.close());
		const browser = await openBrowser();
		scene.session = { office, browser, page: await openGatewayPage(browser) };
	});
	after(undoAll);
	return scene;
}

/** A page of a browser that nobody else has been at, in the size of the pictures. */
export const openGatewayPage = async (
	browser: Browser,
	options: BrowserContextOptions = {},
): Promise<Page> => await openPage(browser, { viewport: WINDOW, ...options });

/** Logs in to the pages. */
export async function logIn(page: Page, { address }: Office): Promise<void> {
	await page.goto(address);
	for (const [label, secret] of Object.entries(SECRETS)) {
		await page.getByLabel(label).fill(secret);
	}
	await page.getByRole('button', { name: 'Log in' }).click();
	await page.getByRole('heading', { name: 'Companies' }).waitFor();
}
