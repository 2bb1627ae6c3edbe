/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Locator } from 'playwright-core';
import { undoAll } from '../../n8n/leftovers';
import { createFixture } from '../../support/fixture';
import type { Editor } from '../editor';
import { NODE_TITLE } from '../editor';
import { complaintsAbout } from '../reading';
import { browserTest, openEditor, type Session } from '../session';

/** Every operation of what is no kind of record, and of some that are: one of each sort. */
const RESOURCES = [
	'Instance',
	'Other Object',
	'Report',
	'Bulk',
	'Invoice',
	'Customer',
	'Journal Entry',
];

let session: Session;
const current = () => session;

before(async () => {
	const { sandbox, instance } = await createFixture(() => []);
	sandbox.addInstance({ name: 'Harbour Store' });
	session = await openEditor(instance);
});
after(undoAll);

/** Opens what a collection offers, one after the other, until it offers nothing more. */
async function openCollections({ page, editor }: Session, path: string): Promise<number> {
	let opened = 0;
	const adders = editor.form.getByTestId('collection-parameter-add');
	for (let at = 0; at < (await adders.count()); ) {
		const adder = adders.nth(at).getByRole('combobox');
		const before = await adders.count();
		await adder.click();
		const option = page.getByRole('option').filter({ visible: true }).first();
		await option.waitFor();
		const [name] = (await option.innerText()).split('\n');
		await option.click();
		await editor.form.getByText(name.trim(), { exact: true }).first().waitFor();
		opened += 1;
		assert.ok(opened < 100, `${path}: a collection never ends`);
		// The last option takes the button away; one that is a collection itself brings another.
		if ((await adders.count()) === before && !(await isOffering(adders.nth(at)))) at += 1;
	}
	return opened;
}

const isOffering = async (adder: Locator) => await adder.getByRole('combobox').isEnabled();

async function readForm(read: Session, path: string): Promise<void> {
	const { page, editor } = read;
	await openCollections(read, path);
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		assert.deepEqual(await complaintsAbout(editor.form), [], `${path}, ${colorScheme}`);
	}
	await page.emulateMedia({ colorScheme: 'light' });
}

async function operationsOf({ page, editor }: { page: Session['page']; editor: Editor }) {
	const texts = await (await editor.choices('operation')).allInnerTexts();
	await page.keyboard.press('Escape');
	return texts
		.map((text) => text.split('\n')[0].trim())
		.filter((name) => name !== 'Custom API Call');
}

for (const resource of RESOURCES) {
	browserTest(`Each form of ${resource} reads well`, current, async (read) => {
		const { editor } = read;
		if (resource === RESOURCES[0]) {
			await editor.startWorkflow();
			await editor.addAction('Create QuickBooks Enterprise instance');
		}
		await editor.choose('resource', resource);
		const operations = await operationsOf(read);
		assert.ok(operations.length > 1);
		for (const operation of operations) {
			await editor.choose('operation', operation);
			await readForm(read, `${resource} › ${operation}`);
		}
	});
}

browserTest(
	'A description shows as soon as somebody asks for it',
	current,
	async ({ page, editor }) => {
		await editor.choose('resource', 'Instance');
		await editor.choose('operation', 'Create');
		const label = editor.form
			.getByTestId('input-label')
			.filter({ hasText: 'Configured Application Name' });
		await label.hover();
		await label.locator('svg').first().hover();
		await page
			.getByText('Exactly as authorised in QuickBooks')
			.filter({ visible: true })
			.first()
			.waitFor();
		await editor.closeNode();
	},
);

for (const [entry, trigger] of [
	[NODE_TITLE, 'On record created'],
	[`${NODE_TITLE} Polling`, 'On record updated'],
]) {
	browserTest(`The form of ${entry}, ${trigger}, reads well`, current, async (read) => {
		await read.editor.startWithTrigger(entry, trigger);
		await readForm(read, entry);
	});
}

browserTest('The form of the credential reads well', current, async ({ page, editor }) => {
	await editor.form.getByTestId('credential-edit-button').click();
	const dialog = page.getByTestId('editCredential-modal');
	await dialog.getByTestId('parameter-input-userSecret').waitFor();
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		assert.deepEqual(await complaintsAbout(dialog), [], colorScheme);
	}
});
