import { NODE_TITLE } from '../editor';
import { useScene } from '../fixture';
import { readForm, readInBothThemes } from '../reading';
import { browserTest } from '../session';

const scene = useScene({ instances: [{ name: 'Harbour Store' }] });

browserTest('A description shows as soon as somebody asks for it', scene, async (read) => {
	const { page, editor } = read;
	await editor.startWorkflow();
	await editor.addAction('Create QuickBooks Enterprise instance');
	const label = editor.form
		.getByTestId('input-label')
		.filter({ hasText: 'Configured Application Name' });
	await label.hover();
	await label.locator('svg').first().hover();
	await page.getByText('The application that QuickBooks lets in').first().waitFor();
	await editor.closeNode();
});

browserTest('Each kind of row of an invoice reads well', scene, async (read) => {
	const { editor } = read;
	await editor.addAction('Create or update invoice');
	for (const kind of ['Item Lines', 'Item Group Lines']) await editor.addRow('Add line', kind);
	await editor.parameter('itemGroup').waitFor();
	await readForm(read, 'rows');
	await editor.closeNode();
});

for (const [entry, trigger] of [
	[NODE_TITLE, 'On record created'],
	[`${NODE_TITLE} Polling`, 'On record updated'],
]) {
	browserTest(`The form of ${entry}, ${trigger}, reads well`, scene, async (read) => {
		await read.editor.startWithTrigger(entry, trigger);
		await readForm(read, entry);
	});
}

browserTest('The form of the credential reads well', scene, async (read) => {
	const { page, editor } = read;
	await editor.form.getByTestId('credential-edit-button').click();
	const dialog = page.getByTestId('editCredential-modal');
	await dialog.getByTestId('parameter-input-userSecret').waitFor();
	const form = dialog.getByTestId('node-credentials-config-container');
	await readInBothThemes(read, form, 'the credential');
});
