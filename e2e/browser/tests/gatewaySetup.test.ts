/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { PROBLEMS } from '../../../gateway/pages/texts';
import { openGatewayPage, useGateway } from '../gatewayScene';
import { checkPage, tabTo } from '../pageChecks';
import { takePicture } from '../pictures';
import { browserTest } from '../session';

const OTHER_FILE = 'C:\\Books\\paper.qbw';
const FILE = 'C:\\Books\\rock.qbw';

const scene = useGateway();
/** That the person got. */
let link: string;

const problem = (page: Page) => page.locator('#problem-title');
const whole = (page: Page) => ({ of: page.locator('body') });

/** What the Web Connector reports by itself, without the person doing anything. */
const REPORTED = Object.keys(PROBLEMS).filter((code) => code.startsWith('0x'));

browserTest('shows three steps, which nobody is lost in', scene, async ({ page, office }) => {
	link = await office.addInstance();
	await page.goto(link);
	await page.getByRole('heading', { name: 'Connect Store with QuickBooks' }).waitFor();
	await takePicture(page, 'gateway-setup', whole(page));
	await checkPage(page, 'The setup page');
});

browserTest('is followed by keyboard alone', scene, async ({ page, office }) => {
	await tabTo(page, 'button', 'Download the file');
	const downloaded = page.waitForEvent('download');
	await page.keyboard.press('Enter');
	const qwc = await readFile(await (await downloaded).path(), 'utf8');
	// Nobody refreshes the page.
	await page.locator('#download-state .done').waitFor();
	await tabTo(page, 'button', 'Show the password');
	await page.keyboard.press('Enter');
	const box = page.getByLabel(/^Password of the user/);
	const password = await box.inputValue();
	await takePicture(page, 'gateway-password', {
		masked: [box],
		of: page.getByRole('article', { name: '3. Give the Web Connector its password' }),
	});
	await checkPage(page, 'The setup page with the password');
	await office.addFile(qwc, password);
	await office.update();
	await page.getByRole('heading', { name: 'Are these the right books?' }).waitFor();
	await takePicture(page, 'gateway-confirm', {
		of: page.getByRole('region', { name: 'Are these the right books?' }),
	});
	await checkPage(page, 'The question about the books');
});

browserTest('lets wrong books go, and takes that back', scene, async ({ page, office }) => {
	await tabTo(page, 'button', 'No, these are the wrong books');
	await page.keyboard.press('Enter');
	await page.getByText('is let go').waitFor();
	office.clock.skip(60_000);
	await office.update();
	await problem(page).filter({ hasText: PROBLEMS.wrongBooks.title }).waitFor();
	await checkPage(page, 'The page of wrong books');
	await page.getByRole('button', { name: /^They were right after all/ }).click();
	await office.update();
	await page.getByRole('heading', { name: 'Are these the right books?' }).waitFor();
});

browserTest('ends with the connected company', scene, async ({ page, office }) => {
	await tabTo(page, 'button', /^Yes, these are the books of/);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Connected' }).waitFor();
	await checkPage(page, 'The end');
	const instance = await office.store.instance(office.id);
	assert.equal(instance?.facts.connector.isConfirmed, true);
	await page.goto(link);
	await page.getByRole('heading', { name: 'This link opens nothing any more' }).waitFor();
	await checkPage(page, 'A link that is over');
});

browserTest('says of each failure what to click', scene, async ({ page, office }) => {
	link = await office.addInstance();
	await office.add(link);
	await page.goto(link);
	for (const code of [...REPORTED, '0x80049999']) {
		office.desktop.fault = code;
		office.clock.skip(60_000);
		await office.update();
		await page.reload();
		const { title, what } = PROBLEMS[code] ?? PROBLEMS.other;
		assert.equal(await problem(page).innerText(), title, code);
		assert.deepEqual(await page.locator('.problem li').allInnerTexts(), what, code);
	}
	office.desktop.fault = '0x80040414';
	office.clock.skip(60_000);
	await office.update();
	await page.reload();
	await takePicture(page, 'gateway-problem', { of: page.locator('.problem') });
	await checkPage(page, 'A page with a problem');
	office.desktop.fault = undefined;
});

browserTest(
	'says when it is the person who is to do something',
	scene,
	async ({ page, office }) => {
		link = await office.addInstance(OTHER_FILE);
		await office.add(link);
		await page.goto(link);
		await office.update();
		await problem(page).filter({ hasText: PROBLEMS.otherCompany.title }).waitFor();
		const next = await office.addInstance();
		await office.add(next);
		const renew = page.getByRole('button', { name: 'Make a new password' });
		await page.goto(next);
		await office.update();
		await renew.click();
		await office.update();
		await problem(page).filter({ hasText: PROBLEMS.wrongPassword.title }).waitFor();
		const changed = await office.store.changeInstance(office.id, ({ facts, ...rest }) => ({
			...rest,
			facts: { ...facts, disabled: true },
		}));
		assert.ok(changed);
		await problem(page).filter({ hasText: PROBLEMS.switchedOff.title }).waitFor();
		const last = await office.addInstance();
		await office.add(last);
		await office.update();
		office.clock.skip(3_600_000);
		await page.goto(last);
		await problem(page).filter({ hasText: PROBLEMS.quiet.title }).waitFor();
		assert.equal(office.desktop.openFile, FILE);
	},
);

browserTest('is read and clicked without JavaScript', scene, async ({ browser, office }) => {
	const page = await openGatewayPage(browser, { javaScriptEnabled: false });
	await page.goto(await office.addInstance());
	await page.getByRole('heading', { name: 'Connect Store with QuickBooks' }).waitFor();
	const downloaded = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Download the file' }).click();
	const qwc = await readFile(await (await downloaded).path(), 'utf8');
	await page.getByRole('button', { name: 'Show the password' }).click();
	await office.addFile(qwc, await page.getByLabel(/^Password of the user/).inputValue());
	await office.update();
	await page.getByRole('link', { name: 'Refresh this page' }).click();
	await page.getByRole('button', { name: /^Yes, these are the books of/ }).click();
	await page.getByRole('heading', { name: 'Connected' }).waitFor();
	await page.context().close();
});
