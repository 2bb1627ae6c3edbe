/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { NODE_TITLE } from '../editor';
import { useScene } from '../fixture';
import { takePicture } from '../pictures';
import { browserTest } from '../session';

const CREATE_INSTANCE = 'Create QuickBooks Enterprise instance';

const scene = useScene({ instances: [{ name: 'Harbour Store' }] });

browserTest(
	'The panel finds the node by what else it is called',
	scene,
	async ({ page, editor }) => {
		await editor.startWorkflow();
		await editor.searchNodes('Intuit');
		for (const word of ['Intuit', 'qbXML']) {
			await page.getByTestId('node-creator-search-bar').fill(word);
			await editor.panelItem(NODE_TITLE).waitFor();
		}
	},
);

browserTest(
	'Creating an instance is in sight as soon as the panel shows the actions',
	scene,
	async ({ page, editor }) => {
		await page.getByTestId('node-creator-search-bar').fill('quickbooks');
		await editor.panelItem(NODE_TITLE).click();
		const action = editor.panelItem(CREATE_INSTANCE);
		await action.waitFor();
		const box = await action.boundingBox();
		const height = page.viewportSize()?.height ?? 0;
		assert.ok(box && box.y + box.height < height, `at ${box?.y} of ${height} pixels`);
		await takePicture(page, 'actions');
	},
);

browserTest(
	'Where application name and host are found stands under the fields',
	scene,
	async ({ page, editor }) => {
		await editor.panelItem(CREATE_INSTANCE).click();
		await editor.node.waitFor();
		await editor.form.getByText('Edit → Preferences → Integrated Applications').waitFor();
		await editor.form.getByText('registrations panel shows it').waitFor();
		await takePicture(page, 'instance-hints');
	},
);

browserTest('There is no value where a condition takes none', scene, async ({ page, editor }) => {
	await editor.choose('resource', 'Invoice');
	await editor.choose('operation', 'Get Many');
	await editor.pick('instanceId', 'Harbour Store');
	await editor.addRow('Add condition');
	await editor.choose('field', 'Memo');
	await editor.parameter('value').waitFor();
	await editor.choose('operator', 'Is Empty');
	await editor.parameter('value').waitFor({ state: 'hidden' });
	await takePicture(page, 'is-empty', {
		from: editor.form.getByTestId('fixed-collection-conditions'),
	});
	await editor.choose('operator', 'Like');
	await editor.parameter('value').waitFor();
});

browserTest('Objects for bulk are all in the plural', scene, async ({ page, editor }) => {
	await editor.closeNode();
	await editor.addAction('Download records in bulk');
	await editor.pick('instanceId', 'Harbour Store');
	const entries = await editor.listed('objectName');
	const names = (await entries.allInnerTexts()).map((text) => text.trim());
	assert.ok(names.length > 30);
	assert.deepEqual(
		names.filter((name) => !/s\b/.test(name)),
		[],
	);
	await takePicture(page, 'bulk-objects');
	await page.keyboard.press('Escape');
});

browserTest(
	'The panel leads from a changed invoice to the trigger',
	scene,
	async ({ page, editor }) => {
		await editor.startWithTrigger(NODE_TITLE, 'On invoice created');
		await editor.parameter('events').getByText('Invoice Created', { exact: true }).waitFor();
		await editor.form.getByText("that begin with 'Record'; the others name theirs").waitFor();
		await editor.pick('instanceId', 'Harbour Store');
		await page.getByText('Listening waits for a change of the chosen records').waitFor();
		await takePicture(page, 'trigger-invoice-created');
	},
);
