/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { NODE_TITLE } from '../editor';
import { useScene } from '../fixture';
import { takePicture } from '../pictures';
import { browserTest } from '../session';

const WRONG_SECRET = 'a-secret-that-nobody-has';

const scene = useScene({ hasCredential: false });

/** Whatever shows an Element token: in the output, and as input of a later node. */
function tokens(page: Page): Locator[] {
	return scene.sandbox.instances.map(({ token }) => page.getByText(token));
}

browserTest(
	'The panel of nodes finds the node by "quickbooks"',
	scene,
	async ({ page, editor }) => {
		await editor.startWorkflow();
		await editor.searchNodes('quickbooks');
		const entry = editor.panelItem(NODE_TITLE);
		await entry.waitFor();
		// Nothing else that is found has this name.
		assert.equal(await entry.count(), 1);
		assert.ok(
			await entry
				.locator('img')
				.first()
				.evaluate((icon: HTMLImageElement) => icon.naturalWidth > 0),
		);
		await takePicture(page, 'node-panel');

		await entry.click();
		await editor.panelItem('Create QuickBooks Enterprise instance').click();
		await editor.node.waitFor();
		assert.deepEqual(scene.sandbox.requests, []);
	},
);

browserTest(
	'A wrong secret is named as such, and is not shown',
	scene,
	async ({ page, editor }) => {
		await editor.form.getByRole('button', { name: 'Connect to Cloud Elements' }).click();
		const dialog = page.getByTestId('editCredential-modal');
		const field = (key: string) => dialog.getByTestId(`parameter-input-${key}`);
		await field('environment').getByRole('combobox').click();
		await page.getByRole('option', { name: 'Custom' }).click();
		await field('baseUrl').locator('input').fill(scene.sandbox.url);
		await field('userSecret').locator('input').fill(WRONG_SECRET);
		await field('organizationSecret').locator('input').fill(scene.sandbox.organizationSecret);
		await dialog.getByTestId('credential-save-button').click();
		await dialog.getByText('More details').click();
		await dialog
			.getByText(
				'Cloud Elements did not accept the secrets: check User Secret, Organization Secret and Environment',
			)
			.waitFor();
		assert.ok(!(await dialog.innerText()).includes(WRONG_SECRET));
		assert.deepEqual([...new Set(scene.sandbox.requests.map(({ status }) => status))], [401]);
	},
);

browserTest('The right secrets pass the test', scene, async ({ page, editor }) => {
	const dialog = page.getByTestId('editCredential-modal');
	await dialog
		.getByTestId('parameter-input-userSecret')
		.locator('input')
		.fill(scene.sandbox.userSecret);
	await dialog.getByTestId('credential-save-button').click();
	// n8n closes a new credential as soon as it passes, and tests it anew when it is opened.
	await dialog.waitFor({ state: 'hidden' });
	await editor.form.getByTestId('credential-edit-button').click();
	await dialog.getByText('Connection tested successfully').waitFor();
	assert.deepEqual([...new Set(scene.sandbox.requests.map(({ status }) => status))], [200]);
	// The port differs from run to run; only what is shown is changed, not what n8n has.
	await dialog
		.getByTestId('parameter-input-baseUrl')
		.locator('input')
		.evaluate((input: HTMLInputElement) => (input.value = 'http://127.0.0.1:4010'));
	await takePicture(page, 'credential', { of: dialog });
	await dialog.getByRole('button', { name: /close/i }).click();
	await dialog.waitFor({ state: 'hidden' });
	const chosen = editor.form.getByTestId('node-credentials-select').getByRole('combobox');
	assert.equal(await chosen.inputValue(), 'Cloud Elements account');
});

browserTest('Empty fields are named before anything is sent', scene, async ({ page, editor }) => {
	await page.getByTestId('node-execute-button').click();
	const note = editor.note.filter({ hasText: 'Workflow execution cannot start' });
	await note.waitFor();
	const text = await note.innerText();
	for (const label of ['Instance Name', 'Configured Application Name', 'Host Name/IP']) {
		assert.ok(text.includes(`Parameter "${label}" is required`), text);
	}
	assert.deepEqual(scene.sandbox.requests, []);
});

browserTest('Create by hand makes the instance and shows it', scene, async ({ page, editor }) => {
	await editor.fill('name', 'Store 12');
	await editor.fill('appName', 'Cloud Elements Connector');
	await editor.fill('hostIp', 'https://4711.g2c.cloud-elements.com');
	await editor.fill('tags', 'stores, west');
	await editor.execute();
	const [names, values] = await editor.outputTable();
	const [stored] = scene.sandbox.instances;
	const shown = Object.fromEntries(names.map((name, index) => [name, values[index]]));
	assert.deepEqual(
		[shown.id, shown.name, shown.token],
		[String(stored.id), 'Store 12', stored.token],
	);
	assert.deepEqual(
		stored.tags.filter((tag) => !tag.includes(':')),
		['stores', 'west'],
	);
	await takePicture(page, 'create-instance', { masked: tokens(page) });
	await editor.closeNode();
});

browserTest(
	'The next node picks the instance from the list and checks it',
	scene,
	async ({ editor }) => {
		await editor.addAction('Check QuickBooks Enterprise connection');
		const entries = await editor.listed('instanceId');
		assert.deepEqual(await entries.allInnerTexts(), [
			`Store 12 (${scene.sandbox.instances[0].id})`,
		]);
		await entries.first().click();
		await editor.execute();
		const [names, values] = await editor.outputTable();
		assert.equal(values[names.indexOf('ok')], 'true');
	},
);

browserTest(
	'Values that are missing in an item are listed by label and key',
	scene,
	async ({ page, editor }) => {
		await editor.closeNode();
		await editor.addAction('Create QuickBooks Enterprise instance');
		const expressions = { name: 'store', appName: 'app', hostIp: 'host' };
		for (const [key, member] of Object.entries(expressions)) {
			await editor.fillExpression(key, `{{ $json.${member} }}`);
		}
		scene.sandbox.resetRequests();
		await editor.execute();
		assert.equal(
			await editor.output.getByTestId('node-error-message').innerText(),
			'Missing required configuration: Instance Name (name), Configured Application Name (app.name), Host Name/IP (host.ip)',
		);
		await takePicture(page, 'missing-values', {
			from: editor.parameter('resource'),
			masked: tokens(page),
		});
		assert.deepEqual(
			scene.sandbox.requests.filter(({ method }) => method === 'POST'),
			[],
		);
	},
);
