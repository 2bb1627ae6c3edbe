/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { loseCall } from '../../../test/gateway/pages/loseCall';
import { logIn, openGatewayPage, useGateway } from '../gatewayScene';
import { checkPage, tabTo } from '../pageChecks';
import { takePicture } from '../pictures';
import { browserTest } from '../session';

const scene = useGateway();

browserTest('lets nobody in but with the two secrets', scene, async ({ page, office }) => {
	await office.addInstance();
	await office.platform('PATCH', `/instances/${office.id}`, { name: 'Warehouse' });
	await office.connect();
	await page.goto(office.address);
	await checkPage(page, 'The log-in');
	await tabTo(page, 'textbox', 'User Secret');
	await page.keyboard.type('user-1');
	await tabTo(page, 'textbox', 'Organization Secret');
	await page.keyboard.type('wrong');
	await page.keyboard.press('Enter');
	await page.getByRole('alert').waitFor();
	await checkPage(page, 'A log-in that was refused');
	await logIn(page, office);
});

browserTest('shows companies and what to do', scene, async ({ page, office }) => {
	await page.getByText('Waits to be confirmed').waitFor();
	await page.getByText('Waits to be connected').waitFor();
	await checkPage(page, 'The overview');
	await tabTo(page, 'link', 'Store');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: /^Yes, these are the books of/ }).click();
	await page.getByText(/^You have confirmed/).waitFor();
	const made = office.send('POST', '/customers', { Name: 'Somebody new' });
	assert.equal((await made).status, 200);
	await loseCall(office);
	await page.getByRole('link', { name: 'Companies' }).click();
	await page.getByText('Say what became of the calls of unknown outcome').waitFor();
	await takePicture(page, 'gateway-overview', { of: page.locator('body') });
});

browserTest('has an unknown outcome settled by keyboard', scene, async ({ page, office }) => {
	await page.goto(`${office.address}/companies/${office.id}`);
	await page.getByRole('heading', { name: 'Unknown outcomes' }).waitFor();
	await checkPage(page, 'A company with an unknown outcome');
	await takePicture(page, 'gateway-company', { of: page.locator('body') });
	await tabTo(page, 'radio', /INV-7/);
	await page.keyboard.press('Space');
	await tabTo(page, 'button', 'Settle it');
	await page.keyboard.press('Enter');
	await page.getByText('It is settled.').waitFor();
	const call = await office.store.call('lost-1');
	assert.deepEqual([call?.state, call?.recordId], ['answered', '80-1']);
});

browserTest('makes links and passwords, and keeps a log of it', scene, async ({ page }) => {
	await page.getByRole('button', { name: 'Make a new link' }).click();
	assert.match(await page.getByLabel('The new link, shown this once').inputValue(), /\/connect\//);
	await checkPage(page, 'A company with a new link');
	await page.getByRole('button', { name: 'Make a new password' }).click();
	await page.getByLabel(/^The new password of the user/).waitFor();
	await page.getByRole('link', { name: 'Log', exact: true }).click();
	await page.getByRole('cell', { name: 'Unknown outcome settled' }).waitFor();
	await checkPage(page, 'The log');
	await takePicture(page, 'gateway-log', { of: page.locator('body') });
});

browserTest('removes a company after a page that names it', scene, async ({ page, office }) => {
	await page.goto(`${office.address}/companies/${office.id}`);
	await page.getByRole('link', { name: 'Remove Store …' }).click();
	await page.getByRole('heading', { name: 'Remove Store?' }).waitFor();
	await checkPage(page, 'The question before a removal');
	await page.getByRole('button', { name: 'Yes, remove Store' }).click();
	await page.getByRole('heading', { name: 'Companies' }).waitFor();
	assert.equal((await office.store.instances()).length, 1);
	await page.getByRole('button', { name: 'Log out' }).click();
	await page.getByRole('heading', { name: 'Log in to the gateway' }).waitFor();
});

browserTest('works without JavaScript', scene, async ({ browser, office }) => {
	await office.connect();
	await loseCall(office, 'lost-2');
	const page = await openGatewayPage(browser, { javaScriptEnabled: false });
	await logIn(page, office);
	await page.getByLabel('Name, as n8n shows it').fill('Branch');
	await page.getByRole('button', { name: 'Add it, and make a setup link' }).click();
	await page.getByRole('heading', { name: 'Branch', exact: true }).waitFor();
	await page.getByLabel('The new link, shown this once').waitFor();
	await page.goto(`${office.address}/companies/${office.id}`);
	await page.getByRole('button', { name: 'Make a new link' }).click();
	await page.getByLabel('The new link, shown this once').waitFor();
	await page.getByRole('radio', { name: /was not carried out/ }).check();
	await page.getByRole('button', { name: 'Settle it' }).click();
	await page.getByText('It is settled.').waitFor();
	assert.equal((await office.store.call('lost-2'))?.state, 'dropped');
	await page.context().close();
});

browserTest('is used on a phone in the dark', scene, async ({ browser, office }) => {
	const page = await openGatewayPage(browser, {
		viewport: { width: 360, height: 740 },
		colorScheme: 'dark',
	});
	await logIn(page, office);
	await takePicture(page, 'gateway-phone');
	await page.context().close();
});
