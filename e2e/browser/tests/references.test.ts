/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { byId, quickBooks, workflow } from '../../../tools/n8n/drive/build';
import { useScene } from '../fixture';
import { takePicture } from '../pictures';
import { browserTest } from '../session';

const OLD = 'Invoice of before';
const CUSTOMER = 'Keenan, Bridget:Storage Shed';

const scene = useScene({
	instances: [{ name: 'Harbour Store' }],
	workflows: ({ instances: [{ id }] }) => {
		const invoice = quickBooks('Create invoice', {
			resource: 'invoice',
			operation: 'create',
			instanceId: byId(id),
			fields: {
				mappingMode: 'defineBelow',
				value: { CustomerRef: CUSTOMER },
				matchingColumns: [],
				schema: [
					{
						id: 'CustomerRef',
						displayName: 'Customer',
						required: true,
						removed: false,
						display: true,
						defaultMatch: false,
						canBeUsedToMatch: false,
						type: 'string',
					},
				],
			},
			lines: { itemLines: [{ item: 'Framing', quantity: '2', rate: '55.10' }] },
			options: {},
		});
		return [{ ...workflow('oldInvoice', [invoice]), name: OLD }];
	},
});

/** The one body that was sent to make something. */
function made(): Record<string, unknown> {
	const sent = scene.sandbox.requests.filter(({ method }) => method === 'POST');
	assert.equal(sent.length, 1);
	const { ExternalGUID, ...body } = sent[0].json as Record<string, unknown>;
	assert.ok(ExternalGUID);
	return body;
}

browserTest('The customer of an invoice is picked from a list', scene, async ({ page, editor }) => {
	await editor.startWorkflow();
	await editor.addAction('Create invoice');
	await editor.pick('instanceId', 'Harbour Store');
	const entries = await editor.listed('party', 'keenan');
	await entries.filter({ hasText: CUSTOMER }).waitFor();
	await takePicture(page, 'pick-customer');
	await entries.filter({ hasText: CUSTOMER }).click();
});

browserTest('So is the item of each of its lines', scene, async ({ page, editor }) => {
	await editor.addRow('Add line', 'Item Lines');
	const entries = await editor.listed('item', 'fram');
	await entries.filter({ hasText: 'Framing' }).first().waitFor();
	await takePicture(page, 'pick-item', { from: editor.form.getByTestId('fixed-collection-lines') });
	await entries.filter({ hasText: 'Framing' }).first().click();
	await editor.fill('quantity', '2');
	await editor.execute();
	const body = made();
	const [line] = body.InvoiceLineRet as Array<{ ItemRef: unknown }>;
	assert.match(JSON.stringify(body.CustomerRef), /^\{"ListID":"[0-9A-F]+-\d+"\}$/);
	assert.match(JSON.stringify(line.ItemRef), /^\{"ListID":"[0-9A-F]+-\d+"\}$/);
	assert.equal((await editor.outputItem()).CustomerRef, CUSTOMER);
});

browserTest('Both can be given by name', scene, async ({ editor }) => {
	await editor.fillName('party', CUSTOMER);
	await editor.fillName('item', 'Framing');
	await editor.execute();
	const body = made();
	assert.deepEqual(body.CustomerRef, { FullName: CUSTOMER });
	assert.deepEqual(body.InvoiceLineRet, [{ ItemRef: { FullName: 'Framing' }, Quantity: '2' }]);
});

browserTest(
	'What has a field of its own comes last among the fields, and says so',
	scene,
	async ({ page, editor }) => {
		const labels = await editor.openFields();
		assert.deepEqual(
			labels.slice(-3).map((label) => label.replace(/ \(.*/, '')),
			['Customer', 'Item Lines as JSON', 'Item Group Lines as JSON'],
		);
		await page
			.getByRole('menuitem')
			.filter({ hasText: labels[labels.length - 1] })
			.scrollIntoViewIfNeeded();
		await takePicture(page, 'last-fields');
		await page.getByRole('menuitem', { name: 'Memo', exact: true }).click();
		await editor.removeField('Memo');
	},
);

browserTest(
	'A field that is missing is named by its label with its key',
	scene,
	async ({ page, editor }) => {
		await editor.fillName('party', '');
		await editor.execute();
		const message = await editor.output.getByTestId('node-error-message').innerText();
		assert.match(message, /: Customer \(CustomerRef\)/);
		await takePicture(page, 'missing-customer');
		await editor.closeNode();
	},
);

browserTest(
	'A workflow of before shows its customer and its item, and works',
	scene,
	async ({ page, editor }) => {
		await page.goto(new URL('/workflow/oldInvoice', page.url()).href);
		await editor.openNode('Create invoice');
		const shown = async (key: string) =>
			await editor.parameter(key).locator('input, textarea').last().inputValue();
		assert.equal(await shown('CustomerRef'), CUSTOMER);
		assert.equal(await shown('item'), 'Framing');
		await editor.execute();
		const body = made();
		assert.deepEqual(body.CustomerRef, { FullName: CUSTOMER });
		assert.deepEqual(body.InvoiceLineRet, [
			{ ItemRef: { FullName: 'Framing' }, Quantity: '2', Rate: '55.10' },
		]);
		await editor.fillName('party', 'Blue, Dale');
		await editor.execute();
		const message = await editor.output.getByTestId('node-error-message').innerText();
		assert.match(message, /^Customer is given twice and differently/);
	},
);
