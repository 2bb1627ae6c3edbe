/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { useScene } from '../fixture';
import { takePicture } from '../pictures';
import { browserTest } from '../session';

const CUSTOMER = 'Harbour View Clinic:Laboratory';
const ITEM = 'Framing';

const scene = useScene({ instances: [{ name: 'Harbour Store' }, { name: 'Airport Store' }] });

/** The bodies that the node sent with this method. */
function sent(method: string): unknown[] {
	return scene.sandbox.requests
		.filter((request) => request.method === method)
		.map(({ json }) => json);
}

/** The filters that the node asked for, page after page. */
const filters = () => {
	const lists = scene.sandbox.requests.filter(
		({ method, path }) => method === 'GET' && path.endsWith('/invoices'),
	);
	return [...new Set(lists.map(({ query }) => query.where))];
};

browserTest(
	'Create invoice shows what is required, and more on demand',
	scene,
	async ({ page, editor }) => {
		await editor.startWorkflow();
		await editor.addAction('Create invoice');
		await editor.pick('instanceId', 'Harbour Store', 'harb');
		await editor.parameter('party').waitFor();
		assert.equal(await editor.parameter('CustomerRef').count(), 0);

		for (const label of [
			'Transaction Date',
			'Reference Number',
			'Bill Address: Line 1',
			'Memo',
			'To Be Printed',
		]) {
			await editor.addField(label);
		}
		await editor.fillName('party', CUSTOMER);
		await editor.fill('RefNumber', 'B-1001');
		await editor.fill('BillAddress.Addr1', '1 Quay Street');
		await editor.choose('IsToBePrinted', 'No');
		await editor.fill('TxnDate', '2026-11-05 00:00:00');
		await page.keyboard.press('Enter');
		await takePicture(page, 'invoice-fields', { from: editor.parameter('fieldsMode') });
	},
);

browserTest(
	'An amount with a currency sign is refused with the form it takes',
	scene,
	async ({ editor }) => {
		await editor.addRow('Add line', 'Item Lines');
		await editor.fillName('item', ITEM);
		await editor.fill('quantity', '2');
		await editor.fill('rate', '$1,000');
		await editor.execute();
		const message = await editor.output.getByTestId('node-error-message').innerText();
		assert.match(message, /^Item Lines, row 1: Rate .* must be a plain number such as 1234\.50/);
		assert.deepEqual(sent('POST'), []);
	},
);

browserTest(
	'The invoice is made of what was filled in and nothing else',
	scene,
	async ({ page, editor }) => {
		await editor.fill('rate', '55.10');
		await editor.fill('description', 'Waiting room');
		await editor.execute();
		const [body] = sent('POST') as Array<Record<string, unknown>>;
		delete body.ExternalGUID;
		assert.deepEqual(body, {
			CustomerRef: { FullName: CUSTOMER },
			TxnDate: '2026-11-05',
			RefNumber: 'B-1001',
			BillAddress: { Addr1: '1 Quay Street' },
			IsToBePrinted: 'false',
			InvoiceLineRet: [
				{ ItemRef: { FullName: ITEM }, Desc: 'Waiting room', Quantity: '2', Rate: '55.10' },
			],
		});
		const [names, values] = await editor.outputTable();
		assert.equal(values[names.indexOf('RefNumber')], 'B-1001');
		await takePicture(page, 'invoice-created', {
			from: editor.form.getByTestId('fixed-collection-lines'),
		});
		await editor.closeNode();
	},
);

browserTest('A filter finds the invoice by a field of the catalogue', scene, async ({ editor }) => {
	await editor.addAction('Get many invoices');
	await editor.pick('instanceId', 'Harbour Store');
	await editor.addRow('Add condition');
	await editor.choose('field', 'Reference Number');
	await editor.fill('value', 'B-1001');
	await editor.execute();
	const [names, ...rows] = await editor.outputTable();
	assert.equal(rows.length, 1);
	assert.equal(rows[0][names.indexOf('RefNumber')], 'B-1001');
	assert.deepEqual(filters(), ["RefNumber = 'B-1001'"]);
});

browserTest(
	'Several conditions and a time narrow the list further',
	scene,
	async ({ page, editor }) => {
		await editor.choose('operator', 'Like');
		await editor.fill('value', 'B-%');
		await editor.addRow('Add condition');
		await editor.choose('field', 'Memo', 1);
		await editor.choose('operator', 'Is Empty', 1);
		await editor.fill('modifiedSince', '2026-01-31 00:00:00');
		await page.keyboard.press('Enter');
		await editor.execute();
		const [names, ...rows] = await editor.outputTable();
		assert.deepEqual(
			rows.map((row) => row[names.indexOf('RefNumber')]),
			['B-1001'],
		);
		const [where, ...others] = filters();
		assert.deepEqual(others, []);
		assert.match(
			String(where),
			/^\(?RefNumber LIKE 'B-%' AND Memo IS NULL\)? AND TimeModified >= '2026-01-31T/,
		);
		await takePicture(page, 'filter', {
			from: editor.form.getByTestId('fixed-collection-conditions'),
		});
	},
);

browserTest('Any of several conditions is enough with OR', scene, async ({ editor }) => {
	await editor.choose('combinator', 'OR');
	await editor.choose('operator', 'Equals');
	await editor.fill('value', 'nothing has this number');
	await editor.choose('operator', 'Greater Than', 1);
	await editor.choose('field', 'Reference Number', 1);
	await editor.fill('value', 'B-1000', 1);
	await editor.execute();
	const [where] = filters();
	assert.match(
		String(where),
		/^\(RefNumber = 'nothing has this number' OR RefNumber > 'B-1000'\) AND TimeModified >= /,
	);
	assert.equal((await editor.outputItem()).RefNumber, 'B-1001');
});

browserTest('A filter can be written in the language of the service', scene, async ({ editor }) => {
	await editor.choose('filterMode', 'Expression (CEQL)');
	await editor.parameter('conditions').waitFor({ state: 'hidden' });
	await editor.fill('ceql', "RefNumber IN ('B-1001', 'B-1002')");
	await editor.execute();
	assert.match(
		String(filters()[0]),
		/^\(?RefNumber IN \('B-1001', 'B-1002'\)\)? AND TimeModified >= /,
	);
	assert.equal((await editor.outputItem()).RefNumber, 'B-1001');
	await editor.closeNode();
});

browserTest(
	'A record is picked from the list and changed in one field',
	scene,
	async ({ page, editor }) => {
		await editor.addAction('Update invoice');
		await editor.pick('instanceId', 'Harbour Store');
		await editor.pick('recordId', 'B-1001', 'B-1001');
		await editor.addField('Memo');
		await editor.fill('Memo', 'Paid by cheque');
		await editor.execute();
		const [body] = sent('PATCH') as Array<Record<string, unknown>>;
		assert.equal(body.Memo, 'Paid by cheque');
		assert.deepEqual(Object.keys(body).sort(), ['EditSequence', 'Memo']);
		await takePicture(page, 'update-invoice');
	},
);

browserTest('A field that was added and removed again is not sent', scene, async ({ editor }) => {
	await editor.addField('Other');
	await editor.fill('Other', 'never mind');
	await editor.removeField('Other');
	await editor.fill('Memo', 'Paid in cash');
	await editor.execute();
	const [body] = sent('PATCH') as Array<Record<string, unknown>>;
	assert.deepEqual(Object.keys(body).sort(), ['EditSequence', 'Memo']);
});

browserTest(
	'A name that QuickBooks does not know is named in the message',
	scene,
	async ({ editor }) => {
		await editor.fillName('party', 'Nobody Yet');
		await editor.execute();
		const message = await editor.output.getByTestId('node-error-message').innerText();
		assert.match(message, /^There is no Customer 'Nobody Yet' in QuickBooks/);
		const description = await editor.output.getByTestId('node-error-description').innerText();
		assert.match(description, /Request ID: \w+/);
	},
);
