/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { useScene } from '../fixture';
import { takePicture } from '../pictures';
import { browserTest } from '../session';

/** Where nothing listens. */
const NOBODY = 'http://127.0.0.1:9';

const scene = useScene({ hasCredential: false });

const dialogOf = (page: Page) => page.getByTestId('editCredential-modal');

const fieldOf = (page: Page, key: string): Locator =>
	dialogOf(page).getByTestId(`parameter-input-${key}`).locator('input');

/** Saves, so that n8n tests the credential, and gives all that it says then, once it says what is expected. */
async function saveInVain(page: Page, expected: string): Promise<string> {
	const dialog = dialogOf(page);
	await dialog.getByTestId('credential-save-button').click();
	const said = dialog.getByText(expected);
	const details = dialog.getByText('More details');
	await said.or(details).first().waitFor();
	// Once opened they stay open.
	if (await details.isVisible()) await details.click();
	await said.waitFor();
	const text = await dialog.innerText();
	for (const secret of [scene.sandbox.userSecret, scene.sandbox.organizationSecret]) {
		assert.equal(text.includes(secret), false);
	}
	return text;
}

browserTest(
	'Where the secrets are stands under their fields without asking',
	scene,
	async ({ page, editor }) => {
		await editor.startWorkflow();
		await editor.addAction('Create QuickBooks Enterprise instance');
		await editor.form.getByRole('button', { name: 'Connect to Cloud Elements' }).click();
		const dialog = dialogOf(page);
		const hint = dialog.getByText('In the Cloud Elements console: your name at the bottom left');
		await hint.waitFor();
		await dialog.getByText('In the same place, next to the user secret').waitFor();
		const [field, box] = await Promise.all([
			fieldOf(page, 'userSecret').boundingBox(),
			hint.boundingBox(),
		]);
		assert.ok(field && box && box.y > field.y && box.y - field.y < 80);
	},
);

browserTest('A host that is not reached is said in words', scene, async ({ page }) => {
	const { sandbox } = scene;
	const dialog = dialogOf(page);
	await dialog.getByTestId('parameter-input-environment').getByRole('combobox').click();
	await page.getByRole('option', { name: 'Custom' }).click();
	await fieldOf(page, 'baseUrl').fill(NOBODY);
	await fieldOf(page, 'userSecret').fill(sandbox.userSecret);
	await fieldOf(page, 'organizationSecret').fill(sandbox.organizationSecret);
	const text = await saveInVain(
		page,
		'Cloud Elements could not be reached to test the credential: nothing takes calls at 127.0.0.1:9',
	);
	assert.doesNotMatch(text, /ECONNREFUSED/);
	await takePicture(page, 'credential-unreachable', { of: dialog });
});

browserTest('A secret that is missing is named', scene, async ({ page }) => {
	await fieldOf(page, 'baseUrl').fill(scene.sandbox.url);
	await fieldOf(page, 'organizationSecret').fill('');
	await saveInVain(page, 'Organization Secret is empty');
	assert.deepEqual(scene.sandbox.requests, []);
});

browserTest('A whole header in one field is enough', scene, async ({ page }) => {
	const { userSecret, organizationSecret } = scene.sandbox;
	await fieldOf(page, 'userSecret').fill(
		`Authorization: User ${userSecret}, Organization ${organizationSecret}`,
	);
	const dialog = dialogOf(page);
	await dialog.getByTestId('credential-save-button').click();
	// n8n closes a new credential as soon as it passes.
	await dialog.waitFor({ state: 'hidden' });
	assert.deepEqual(
		scene.sandbox.requests.map(({ status, headers }) => [status, headers.authorization]),
		[[200, `User ${userSecret}, Organization ${organizationSecret}`]],
	);
});
