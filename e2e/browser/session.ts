/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import {
	chromium,
	type Browser,
	type BrowserContextOptions,
	type Page,
	selectors,
} from 'playwright-core';
import type { N8nInstance } from '../../tools/n8n/serve/instance';
import { atEnd } from '../../tools/n8n/serve/leftovers';
import { say } from '../../tools/n8n/serve/progress';
import { createOwner, startServer } from '../../tools/n8n/serve/server';
import { Editor } from './editor';
import { findBrowser, HOW_TO_GET_A_BROWSER } from './findBrowser';

/** Also the size of whole pictures in README and docs. */
const WINDOW = { width: 1440, height: 900 };
/** Long enough for a slow machine on which two n8n start. */
const ACTION_TIMEOUT_MS = 120_000;

/** n8n keeps under this that somebody has seen its tip about pinning, which lies over the output (observed). */
const PINNING_IS_KNOWN = 'N8N_PIN_DATA_DISCOVERY_NDV';

const CHROMIUM_ARGUMENTS = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// Nothing outside the machine is asked for. Playwright's own way to forbid it turns the cache off, so that each visit
	// would load all of the editor again.
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

export interface Session {
	page: Page;
	editor: Editor;
}

/** A page of a browser that nobody else has been at. */
export async function openPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
	const context = await browser.newContext({
		locale: 'en-US',
		timezoneId: 'UTC',
		colorScheme: 'light',
		reducedMotion: 'reduce',
		...options,
	});
	context.setDefaultTimeout(ACTION_TIMEOUT_MS);
	return await context.newPage();
}

/**
 * Starts the editor of an n8n and opens it in a browser, signed in as its owner. Nothing outside the machine
 * is asked for. `undoAll` ends both.
 *
 * @throws when there is no browser; says how to get one
 */
export async function openEditor(instance: N8nInstance): Promise<Session> {
	const browser = await openBrowser();
	const server = await startServer(instance);
	const login = await createOwner(server);

	// The attribute by which n8n names its own parts.
	selectors.setTestIdAttribute('data-test-id');
	const page = await openPage(browser, { viewport: WINDOW });
	const context = page.context();
	await context.addInitScript(`localStorage.setItem('${PINNING_IS_KNOWN}', 'true')`);
	const editor = new Editor(page, server.url);
	// n8n asks whether to leave a workflow that is not saved.
	page.on('dialog', (dialog) => void dialog.accept());

	await page.goto(`${server.url}/signin`);
	await page.locator('input[autocomplete="email"]').fill(login.email);
	await page.locator('input[autocomplete="current-password"]').fill(login.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(({ pathname }) => pathname.startsWith('/home'));
	return { page, editor };
}

/**
 * Starts a browser. `undoAll` ends it.
 *
 * @throws when there is none; says how to get one
 */
export async function openBrowser(): Promise<Browser> {
	const executablePath = findBrowser();
	if (!executablePath) throw new Error(`There is no browser. ${HOW_TO_GET_A_BROWSER}`);
	const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
	atEnd(async () => await browser.close());
	return browser;
}

/** One step of a file builds on the ones before it. */
let broken = false;

/**
 * A test in the browser, which goes on from where the one before it ended. When it does not pass, a picture of what the page showed stays in the machine's
 * temporary folder, and the output names it.
 */
export function browserTest<S extends { page: Page }>(
	name: string,
	scene: { readonly session: S },
	body: (session: S) => Promise<void>,
): void {
	test(name, async () => {
		if (broken) throw new Error('A step before this one did not pass.');
		broken = true;
		try {
			await body(scene.session);
			broken = false;
		} finally {
			if (broken) {
				const file = path.join(tmpdir(), `qbe-${name.replace(/\W+/g, '-')}.png`);
				await scene.session.page.screenshot({ path: file });
				say(`  What the page showed: ${file}`);
			}
		}
	});
}
