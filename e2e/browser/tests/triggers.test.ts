/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { until } from '../../support/until';
import { NODE_TITLE, TRIGGER_TITLE } from '../editor';
import { useScene } from '../fixture';
import { takePicture } from '../pictures';
import { browserTest } from '../session';

/** A minute of the service. */
const EVENT_MINUTE_MS = 1000;

const FOREIGN_CALLBACK = 'https://other.example.com/hooks/quickbooks';
const CALLBACK_KEY = 'event.notification.callback.url';

const scene = useScene({
	sandbox: { eventMinuteMs: EVENT_MINUTE_MS },
	instances: [{ name: 'Harbour Store' }],
});
let settingsBefore = '';

const watched = () => scene.sandbox.instances[0];

const settings = () => JSON.stringify(watched().configuration);
const callback = () => watched().configuration[CALLBACK_KEY];

/** Adds a customer as QuickBooks itself would, and gives its ID. */
async function addCustomer(name: string): Promise<string> {
	const answer = await fetch(`${scene.sandbox.url}/elements/api-v2/customers`, {
		method: 'POST',
		headers: {
			Authorization: `User ${scene.sandbox.userSecret}, Element ${watched().token}`,
			'Content-Type': 'application/json',
		},
		body: JSON.stringify({ Name: name }),
	});
	assert.equal(answer.status, 200);
	return String(((await answer.json()) as { ListID: string }).ListID);
}

/** What was sent to change the settings of instances. */
const settingsWritten = () => scene.sandbox.requests.filter(({ method }) => method === 'PATCH');

const openHelp = async (page: Page) =>
	await page.getByText('When will this node trigger my flow?').click();

browserTest('The panel leads from the event to the trigger', scene, async ({ page, editor }) => {
	settingsBefore = settings();
	await editor.startWithTrigger(NODE_TITLE, 'On record created');
	assert.deepEqual(
		await editor
			.parameter('events')
			.getByText(/^Record /)
			.allInnerTexts(),
		['Record Created'],
	);
	await editor.pick('instanceId', 'Harbour Store');
	await editor.chooseAlso('resources', 'Customers');
	await editor.fill('refreshInterval', '1');
	await openHelp(page);
	const help = page.getByText('every minute');
	await help.waitFor();
	await takePicture(page, 'trigger');
	await openHelp(page);
	assert.deepEqual(
		scene.sandbox.requests.filter(({ method }) => method !== 'GET'),
		[],
	);
});

browserTest(
	'Listening sets the instance up, shows the change that arrives, and puts the settings back',
	scene,
	async ({ page, editor }) => {
		let id = '';
		await editor.execute(async () => {
			await until('Listening', () => /\/webhook-test\//.test(String(callback())));
			await page.getByText('Listening for test event').waitFor();
			await page.getByText('while you listen for a test event it is one minute').waitFor();
			await takePicture(page, 'trigger-listening');
			id = await addCustomer('Ada');
		});
		const item = await editor.outputItem();
		assert.deepEqual(
			[item.eventType, item.resource, item.objectId, item.instanceName],
			['created', 'customer', id, 'Harbour Store'],
		);
		assert.equal('note' in item, false);
		await editor.output.getByTestId('radio-button-schema').click();
		await takePicture(page, 'trigger-output');
		await until('Putting back', () => settings() === settingsBefore);
	},
);

browserTest('Publishing says what happens from now on', scene, async ({ page, editor }) => {
	await editor.closeNode();
	await editor.publish();
	const dialog = page.getByTestId('activation-modal');
	await dialog.getByText('Events are set up on the instance').waitFor();
	await takePicture(page, 'trigger-published', { of: dialog });
	await dialog.getByRole('button', { name: 'Got it' }).click();
	assert.match(String(callback()), /\/webhook\//);
	assert.equal(watched().configuration['event.notification.enabled'], 'true');
});

browserTest(
	'A change starts the workflow, and the list of executions shows it with its item',
	scene,
	async ({ page, editor }) => {
		const id = await addCustomer('Grace');
		await page.getByTestId('radio-button-executions').click();
		// The first one was that of the test.
		const entries = page
			.getByTestId('current-executions-list')
			.locator('[data-test-id^="execution-details-"]');
		await entries.nth(1).waitFor();
		await entries.first().click();
		await page.getByTestId('execution-preview-label').getByText('Succeeded').waitFor();
		await takePicture(page, 'trigger-execution');
		await page.getByTestId('execution-preview-host').getByTestId('canvas-node').dblclick();
		await editor.node.waitFor();
		const item = await editor.outputItem();
		assert.deepEqual(
			[item.eventType, item.resource, item.objectId, item.instanceName],
			['created', 'customer', id, 'Harbour Store'],
		);
		await editor.closeNode();
		await page.getByTestId('radio-button-workflow').click();
	},
);

browserTest(
	'Listening leaves the callback of the published workflow alone and shows the latest change with a note',
	scene,
	async ({ page, editor }) => {
		const before = settings();
		const id = await addCustomer('Katherine');
		await editor.openNode(TRIGGER_TITLE);
		await editor.execute();
		const item = await editor.outputItem();
		assert.deepEqual([item.eventType, item.objectId], ['created', id]);
		assert.match(item.note, /^The callback of this instance is in use, so it was left alone\./);
		await editor.output.getByTestId('radio-button-schema').click();
		await editor.output
			.getByText('The callback of this instance is in use')
			.scrollIntoViewIfNeeded();
		await takePicture(page, 'trigger-sample');
		await editor.closeNode();
		assert.deepEqual(settingsWritten(), []);
		assert.equal(settings(), before);
	},
);

browserTest('Unpublishing puts the settings back', scene, async ({ editor }) => {
	await editor.unpublish();
	await until('Putting back', () => callback() === null);
	assert.equal(settings(), settingsBefore);
});

browserTest(
	'The callback of somebody else is named instead of replaced',
	scene,
	async ({ page, editor }) => {
		watched().configuration[CALLBACK_KEY] = FOREIGN_CALLBACK;
		await editor.publish();
		const note = editor.note.filter({ hasText: 'Workflow could not be published' });
		const text = await note.innerText();
		assert.ok(text.includes(`go to ${FOREIGN_CALLBACK} already`), text);
		assert.ok(text.includes('turn on Take Over'), text);
		assert.equal(callback(), FOREIGN_CALLBACK);
		await takePicture(page, 'trigger-foreign-callback', { of: note, withNotes: true });
	},
);

browserTest('With Take Over it is replaced, and is not put back', scene, async ({ editor }) => {
	await editor.openNode(TRIGGER_TITLE);
	await editor.addRow('Add option', 'Take Over');
	await editor.flip('takeOver');
	await editor.closeNode();
	await editor.publish();
	await until('Taking over', () => /\/webhook\//.test(String(callback())));
	await editor.unpublish();
	await until('Putting back', () => callback() === null);
});

browserTest(
	'The polling trigger fetches the latest change as a test event',
	scene,
	async ({ page, editor }) => {
		watched().configuration[CALLBACK_KEY] = null;
		await editor.startWithTrigger('QuickBooks Enterprise Polling', 'On record updated');
		await editor.pick('instanceId', 'Harbour Store');
		await editor.chooseAlso('resources', 'Customers');
		await editor.chooseAlso('events', 'Record Created');
		const id = await addCustomer('Mary');
		scene.sandbox.resetRequests();
		await editor.execute();
		const item = await editor.outputItem();
		assert.deepEqual([item.resource, item.objectId], ['customer', id]);
		assert.deepEqual(settingsWritten(), []);
		await editor.output.getByTestId('radio-button-schema').click();
		await takePicture(page, 'polling-trigger');
	},
);
