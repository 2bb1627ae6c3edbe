/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { useScene } from '../fixture';
import { takePicture } from '../pictures';
import { browserTest } from '../session';

const CUSTOMER = 'Harbour View Clinic:Laboratory';

const scene = useScene({ instances: [{ name: 'Harbour Store' }] });

async function invoiceOf(refNumber: string) {
	const { sandbox } = scene;
	const invoices = await sandbox.records(sandbox.instances[0].id, 'invoices');
	const found = invoices.find(({ RefNumber }) => RefNumber === refNumber);
	assert.ok(found);
	return found;
}

browserTest('An invoice of one line is created', scene, async ({ editor }) => {
	await editor.startWorkflow();
	await editor.addAction('Create invoice');
	await editor.pick('instanceId', 'Harbour Store');
	await editor.fillName('party', CUSTOMER);
	await editor.addField('Reference Number');
	await editor.fill('RefNumber', 'B-2001');
	await editor.addRow('Add line', 'Item Lines');
	await editor.fillName('item', 'Framing');
	await editor.fill('quantity', '2');
	await editor.fill('rate', '55.00');
	await editor.execute();
	assert.equal((await invoiceOf('B-2001')).Subtotal, '110.00');
});

browserTest(
	'Update says above the lines what becomes of a row that Create has left there',
	scene,
	async ({ page, editor }) => {
		await editor.choose('operation', 'Update');
		await editor.pick('recordId', 'B-2001', 'B-2001');
		const lines = editor.form.getByTestId('fixed-collection-lines');
		const notice = editor.form.getByText('A row without a Line ID (TxnLineID) is added');
		const [mode, said, rows] = await Promise.all(
			[editor.parameter('lineMode'), notice, lines].map(async (part) => await part.boundingBox()),
		);
		assert.ok(mode && said && rows && mode.y < said.y && said.y < rows.y);
		await takePicture(page, 'line-mode', { from: editor.parameter('recordId') });
	},
);

browserTest('The output tells which lines were added', scene, async ({ page, editor }) => {
	await editor.execute();
	assert.equal((await invoiceOf('B-2001')).Subtotal, '220.00');
	const { linesAdded } = await editor.outputItem();
	assert.match(linesAdded, /Framing/);
	await editor.output.getByTestId('radio-button-json').click();
	await takePicture(page, 'lines-added', { from: editor.parameter('lineMode') });
});

browserTest('A row that names its line adds none', scene, async ({ editor }) => {
	const { InvoiceLineRet } = await invoiceOf('B-2001');
	const [{ TxnLineID }] = InvoiceLineRet as Array<{ TxnLineID: string }>;
	await editor.fill('txnLineId', TxnLineID);
	await editor.fill('rate', '60.00');
	await editor.execute();
	assert.equal('linesAdded' in (await editor.outputItem()), false);
	assert.equal((await invoiceOf('B-2001')).Subtotal, '230.00');
});

browserTest('Replace says what is removed', scene, async ({ editor }) => {
	await editor.choose('lineMode', 'Replace');
	await editor.form.getByText('Lines that no row names by its Line ID').waitFor();
	await editor.execute();
	assert.equal((await invoiceOf('B-2001')).Subtotal, '120.00');
});
