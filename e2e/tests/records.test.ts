/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { executeWorkflow } from '../../tools/n8n/drive/cli';
import { undoAll } from '../../tools/n8n/serve/leftovers';
import { outputOf } from '../../tools/n8n/drive/workflow';
import { byId, node, quickBooks, workflow } from '../../tools/n8n/drive/build';
import { executionFailure } from '../../tools/n8n/drive/failure';
import { mapped } from '../../tools/n8n/drive/sale';
import { createFixture, type Fixture } from '../support/fixture';

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

const listInvoices = quickBooks('List Invoices', {
	resource: 'invoice',
	operation: 'getAll',
	instanceId: byId('={{ $json.id }}'),
	returnAll: true,
	simplify: true,
	options: {},
});

/** Strict: n8n converts nothing, and stops at a text. */
const stillOpen = node('Still Open', 'n8n-nodes-base.if', 2.2, {
	conditions: {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
		conditions: [
			{
				id: 'open',
				leftValue: '={{ $json.IsPaid }}',
				rightValue: '',
				operator: { type: 'boolean', operation: 'false', singleValue: true },
			},
			{
				id: 'large',
				leftValue: '={{ $json.BalanceRemaining }}',
				rightValue: 100,
				operator: { type: 'number', operation: 'gt' },
			},
		],
		combinator: 'and',
	},
	options: {},
});

const largestFirst = node('Largest First', 'n8n-nodes-base.sort', 1, {
	sortFieldsUi: { sortField: [{ fieldName: 'BalanceRemaining', order: 'descending' }] },
	options: {},
});

const inAll = node('In All', 'n8n-nodes-base.summarize', 1.1, {
	fieldsToSummarize: {
		values: [
			{ aggregation: 'sum', field: 'BalanceRemaining' },
			{ aggregation: 'max', field: 'BalanceRemaining' },
		],
	},
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
		workflow('toSum', [createInstance, listInvoices, stillOpen, largestFirst, inAll]),
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

test('What Get Many gives is told apart, sorted and summed by the usual nodes', async () => {
	const { sandbox, instance } = fixture;
	const execution = await executeWorkflow(instance, 'toSum');
	assert.equal(executionFailure(execution), undefined);

	const [{ json: made }] = outputOf(execution, 'Create Instance');
	const records = await sandbox.records(Number(made.id), 'invoices');
	const cents = (each: Record<string, unknown>) => Math.round(Number(each.BalanceRemaining) * 100);
	const expected = records
		.filter((each) => each.IsPaid === 'false' && cents(each) > 10_000)
		.map(cents)
		.sort((one, other) => other - one);
	// As texts they would stand in another order: 9 before 1.
	assert.notDeepEqual(expected.map(String).sort().reverse(), expected.map(String));
	assert.ok(expected.length < records.length);
	assert.deepEqual(
		outputOf(execution, 'Largest First').map(({ json }) => cents(json)),
		expected,
	);
	const [{ json: sum }] = outputOf(execution, 'In All');
	assert.equal(
		Math.round(Number(sum.sum_BalanceRemaining) * 100),
		expected.reduce((total, each) => total + each, 0),
	);
	assert.equal(typeof sum.sum_BalanceRemaining, 'number');
	assert.equal(sum.max_BalanceRemaining, expected[0] / 100);
});
