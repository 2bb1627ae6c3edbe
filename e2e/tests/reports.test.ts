/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { executeWorkflow } from '../../tools/n8n/drive/cli';
import { temporaryFolder, undoAll } from '../../tools/n8n/serve/leftovers';
import { projectFolder } from '../../tools/n8n/install/pack';
import { type Execution, outputOf, type Workflow } from '../../tools/n8n/drive/workflow';
import { loadExamples } from '../../tools/n8n/drive/examples';
import { executionFailure } from '../../tools/n8n/drive/failure';
import { createFixture, type Fixture } from '../support/fixture';
import { attachmentsOf, type Mailbox, startMailbox } from '../support/mailbox';

const EXAMPLES = ['customer-import', 'find-or-create-customer', 'month-end-pack'];

let fixture: Fixture;
let mailbox: Mailbox;
/** n8n lets workflows read files below the user's home folder only: this stands for it. */
let home: string;
let filesFolder: string;
let store: number;

/** The example with its files where this machine may have them, and a period in which something was posted. */
function here(workflow: Workflow): Workflow {
	const text = JSON.stringify(workflow)
		.replaceAll('/home/node/.n8n-files', filesFolder.replaceAll('\\', '/'))
		.replace(/=\{\{ \$now[^"]*startOf\('month'\)[^"]*\}\}/, '2017-01-01')
		.replace(/=\{\{ \$now[^"]*endOf\('month'\)[^"]*\}\}/, '2017-12-31')
		.replaceAll('"smtp":{"id":null', '"smtp":{"id":"mailbox"');
	return JSON.parse(text) as Workflow;
}

before(async () => {
	home = await temporaryFolder('home');
	filesFolder = path.join(home, '.n8n-files');
	await mkdir(filesFolder);
	mailbox = await startMailbox();
	const examples = await loadExamples({ id: 'sandboxCredential', name: 'Cloud Elements account' });
	const wanted = examples.filter(({ id }) => EXAMPLES.includes(id ?? '')).map(here);
	assert.equal(wanted.length, EXAMPLES.length);
	fixture = await createFixture(
		() => wanted,
		() => [mailbox.credential],
	);
});
beforeEach(() => {
	fixture.sandbox.reset();
	store = fixture.sandbox.addInstance({ name: 'Downtown Store' }).id;
	mailbox.mails.length = 0;
});
after(undoAll);

async function execute(workflowId: string): Promise<Execution> {
	const execution = await executeWorkflow(fixture.instance, workflowId, {
		HOME: home,
		USERPROFILE: home,
	});
	assert.equal(executionFailure(execution), undefined);
	return execution;
}

/** In the column behind the label of a row. */
const TOTAL = /,total,/;
const cents = (amount: unknown) => Math.round(Number(amount) * 100);

test('month-end-pack sends four reports as one mail, and the receivables are the invoices less the payments', async () => {
	await execute('month-end-pack');
	assert.equal(mailbox.mails.length, 1);
	const [mail] = mailbox.mails;
	assert.match(mail, /Subject: Books of Downtown Store, 2017-01-01 to 2017-12-31/);
	const files = attachmentsOf(mail);
	assert.deepEqual(
		files.map(({ name }) => name).sort(),
		['balance-sheet', 'payables', 'profit-and-loss', 'receivables'].map(
			(name) => `${name}-2017-12-31.csv`,
		),
	);
	for (const { name, text } of files) {
		assert.match(text, /,rowKind,rowHeading/, name);
		assert.match(text, TOTAL, name);
	}

	const sum = async (list: string, ...members: string[]) =>
		(await fixture.sandbox.records(store, list))
			.filter(({ TxnDate }) => String(TxnDate) <= '2017-12-31')
			.flatMap((record) => members.map((member) => cents(record[member] ?? 0)))
			.reduce((total, each) => total + each, 0);
	const owed =
		(await sum('invoices', 'Subtotal', 'SalesTaxTotal')) -
		(await sum('payments', 'TotalAmount')) -
		(await sum('credit-memos', 'TotalAmount'));
	const receivables = files.find(({ name }) => name.startsWith('receivables'))?.text ?? '';
	const total = receivables.split(/\r?\n/).find((line) => TOTAL.test(line));
	assert.equal(cents(total?.split(',').at(-1)?.replaceAll('"', '')), owed);
});

test('customer-import creates the customers of the file and names those that were refused', async () => {
	const { sandbox } = fixture;
	const errorFile = path.join(filesFolder, 'customers-not-imported.csv');
	const example = await readFile(path.join(projectFolder, 'examples', 'customers.csv'), 'utf8');
	await writeFile(path.join(filesFolder, 'customers.csv'), example);
	const names = async () => (await sandbox.records(store, 'customers')).map(({ Name }) => Name);
	const there = (await names()).length;

	const first = await execute('customer-import');
	const [{ json }] = outputOf(first, 'Upload Customers');
	assert.deepEqual([json.recordCount, json.failedCount], [3, 0]);
	assert.equal((await names()).length, there + 3);
	await assert.rejects(readFile(errorFile));

	const second = await execute('customer-import');
	assert.equal(outputOf(second, 'Upload Customers')[0].json.failedCount, 3);
	assert.equal((await names()).length, there + 3);
	const refused = await readFile(errorFile, 'utf8');
	for (const name of ['Riverside Bakery', 'Lighthouse Keepers', 'Orchard Supply']) {
		assert.match(refused, new RegExp(`^\\d,.*already in use.*${name}`, 'm'));
	}

	await rm(errorFile);
	await writeFile(path.join(filesFolder, 'customers.csv'), 'Name,IsActive\nA:B,maybe\n');
	sandbox.resetRequests();
	await execute('customer-import');
	assert.match(await readFile(errorFile, 'utf8'), /Row 2: .*colon/);
	assert.ok(!sandbox.requests.some(({ method }) => method === 'POST'));
});

test('find-or-create-customer makes a new customer of two orders once, and a second run changes nothing', async () => {
	const { sandbox } = fixture;
	const first = await execute('find-or-create-customer');
	assert.deepEqual(
		outputOf(first, 'Find or Create Customer').map(({ json }) => json.outcome),
		['created', 'created', 'unchanged'],
	);
	const customers = await sandbox.records(store, 'customers');
	const bakery = customers.filter(({ Name }) => Name === 'Riverside Bakery');
	assert.equal(bakery.length, 1);
	assert.equal(bakery[0].Phone, '555-0101');
	const numbers = ['SO-1001', 'SO-1002', 'SO-1003'];
	const invoices = async () =>
		(await sandbox.records(store, 'invoices')).filter(({ RefNumber }) =>
			numbers.includes(String(RefNumber)),
		);
	assert.equal((await invoices()).length, 3);

	sandbox.resetRequests();
	await execute('find-or-create-customer');
	assert.equal((await invoices()).length, 3);
	const writes = sandbox.requests.filter(({ method }) => method !== 'GET');
	assert.deepEqual(writes, []);
});
