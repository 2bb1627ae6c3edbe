/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { executeWorkflow } from '../../tools/n8n/drive/cli';
import { undoAll } from '../../tools/n8n/serve/leftovers';
import { outputOf } from '../../tools/n8n/drive/workflow';
import { byId, quickBooks, type Parameters, workflow } from '../../tools/n8n/drive/build';
import { executionFailure } from '../../tools/n8n/drive/failure';
import { createFixture, type Fixture } from '../support/fixture';

/** What the editor saves for fields that were filled in. */
function mapped(value: Parameters): Parameters {
	return {
		mappingMode: 'defineBelow',
		value,
		matchingColumns: [],
		schema: Object.keys(value).map((id) => ({
			id,
			displayName: id,
			required: false,
			defaultMatch: false,
			display: true,
			canBeUsedToMatch: false,
			type: 'string',
			removed: false,
		})),
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	};
}

const createInstance = quickBooks('Create Instance', {
	operation: 'create',
	specifyInstance: 'fields',
	name: 'Harbour Store',
	appName: 'Cloud Elements',
	hostIp: 'harbour.example.com',
	additionalFields: {},
	options: {},
});

const createCustomer = quickBooks('Create Customer', {
	resource: 'customer',
	operation: 'create',
	instanceId: byId('={{ $json.id }}'),
	fieldsMode: 'mapped',
	fields: mapped({
		Name: 'Lighthouse Keepers',
		CompanyName: 'Lighthouse Keepers Ltd',
		'BillAddress.Addr1': '1 Quay Street',
		'BillAddress.City': 'Bayshore',
	}),
	options: {},
});

const createInvoice = quickBooks('Create Invoice', {
	resource: 'invoice',
	operation: 'create',
	instanceId: byId("={{ $('Create Instance').item.json.id }}"),
	fieldsMode: 'mapped',
	fields: mapped({
		CustomerRef: '={{ $json.FullName }}',
		TxnDate: '2026-01-31T00:00:00',
		Memo: 'First order',
	}),
	lines: {
		itemLines: [
			{ item: 'Services', description: 'Survey', quantity: '1', rate: '120.00' },
			{ item: 'Painting', description: 'Paint', quantity: '3', rate: '19.99' },
			{ item: 'Installation', quantity: '2.5', rate: '48.35' },
		],
	},
	simplify: false,
	options: {},
});

const receivePayment = quickBooks('Receive Payment', {
	resource: 'payment',
	operation: 'create',
	instanceId: byId("={{ $('Create Instance').item.json.id }}"),
	fieldsMode: 'mapped',
	fields: mapped({
		CustomerRef: "={{ $('Create Customer').item.json.id }}",
		TotalAmount: '={{ $json.BalanceRemaining }}',
	}),
	lines: {
		appliedPayments: [{ txnId: '={{ $json.id }}', paymentAmount: '={{ $json.BalanceRemaining }}' }],
	},
	simplify: false,
	options: {},
});

const readInvoice = quickBooks('Read Invoice', {
	resource: 'invoice',
	operation: 'get',
	instanceId: byId("={{ $('Create Instance').item.json.id }}"),
	recordId: byId("={{ $('Create Invoice').item.json.id }}"),
	simplify: true,
	options: {},
});

let fixture: Fixture;
before(async () => {
	fixture = await createFixture(() => [
		workflow('toPayment', [
			createInstance,
			createCustomer,
			createInvoice,
			receivePayment,
			readInvoice,
		]),
	]);
});
beforeEach(() => fixture.sandbox.resetRequests());
after(undoAll);

test('From a new instance to a paid invoice with picked fields and rows, without JSON', async () => {
	const { sandbox, instance } = fixture;
	const execution = await executeWorkflow(instance, 'toPayment');
	assert.equal(executionFailure(execution), undefined);

	const [{ json: made }] = outputOf(execution, 'Create Instance');
	const instanceId = Number(made.id);
	const [{ json: invoice }] = outputOf(execution, 'Create Invoice');
	assert.equal(invoice.Subtotal, '300.85');
	assert.equal((invoice.InvoiceLineRet as unknown[]).length, 3);
	assert.equal(invoice.TxnDate, '2026-01-31');
	const [{ json: paid }] = outputOf(execution, 'Read Invoice');
	assert.equal(paid.IsPaid, true);
	assert.equal(paid.BalanceRemaining, 0);
	assert.equal(paid.CustomerRef, 'Lighthouse Keepers');

	const customers = await sandbox.records(instanceId, 'customers');
	const customer = customers.find(({ Name: name }) => name === 'Lighthouse Keepers');
	assert.equal(customer?.Balance, '0.00');
	assert.deepEqual(
		sandbox.requests
			.filter(({ method }) => method !== 'GET')
			.map(({ method, path }) => `${method} ${path.split('/').pop()}`),
		['POST instances', 'POST customers', 'POST invoices', 'POST payments'],
	);
});
