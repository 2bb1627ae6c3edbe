/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import {
	GatewayProcess,
	ORGANIZATION_SECRET,
	USER_SECRET,
} from '../../test/gateway/support/gatewayProcess';
import { COMPANY, Office } from '../../tools/gateway/office';
import { importCredentials } from '../../tools/n8n/drive/cli';
import { executionsOf } from '../../tools/n8n/drive/editorRun';
import {
	activateWorkflow,
	loadExamples,
	storeWorkflow,
	webhookOf,
} from '../../tools/n8n/drive/examples';
import { executionFailure } from '../../tools/n8n/drive/failure';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE } from '../../tools/n8n/drive/product';
import { outputOf, type Workflow } from '../../tools/n8n/drive/workflow';
import { prepareN8n } from '../../tools/n8n/install/install';
import { freePorts, type N8nInstance } from '../../tools/n8n/serve/instance';
import { atEnd, temporaryFolder, undoAll, undoOnSignals } from '../../tools/n8n/serve/leftovers';
import { createOwner, startServer } from '../../tools/n8n/serve/server';
import { createUserFolder, installPackage } from '../../tools/n8n/serve/userFolder';
import { tarballToTest } from '../support/fixture';
import { openForm, sendForm } from '../support/form';
import { startMailbox, textOf, type Mailbox } from '../support/mailbox';

const MAIL_TIMEOUT_MS = 60_000;
const POLL_MS = 100;
const GATEWAY_CREDENTIAL = 'gatewayCredential';

let gateway: string;
let instance: N8nInstance;
let mailbox: Mailbox;

before(async () => {
	undoOnSignals();
	const [port] = await freePorts(1);
	const running = await GatewayProcess.start(await temporaryFolder('gateway'), port);
	atEnd(async () => await running.kill());
	gateway = running.address;
	mailbox = await startMailbox();
	instance = { installation: await prepareN8n(), userFolder: await createUserFolder() };
	await installPackage(instance.userFolder, await tarballToTest());
	const data = {
		environment: 'gateway',
		baseUrl: gateway,
		userSecret: USER_SECRET,
		organizationSecret: ORGANIZATION_SECRET,
	};
	await importCredentials(instance, [
		{ id: GATEWAY_CREDENTIAL, name: CREDENTIAL_NAME, type: CREDENTIAL_TYPE, data },
		mailbox.credential,
	]);
});
after(undoAll);

/** The example with the credentials of this test, which has less time. */
async function example(): Promise<Workflow> {
	const examples = await loadExamples({ id: GATEWAY_CREDENTIAL, name: CREDENTIAL_NAME });
	const found = examples.find(({ id }) => id === 'connect-by-mail');
	assert.ok(found);
	const text = JSON.stringify(found);
	const changed = text
		.replaceAll('"smtp":{"id":null', `"smtp":{"id":"${mailbox.credential.id}"`)
		.replace('"name":"secondsBetweenLooks","value":300', '"name":"secondsBetweenLooks","value":1');
	assert.notEqual(changed, text);
	return JSON.parse(changed) as Workflow;
}

/** Waits for the mail of that number, from 0. */
async function mailOf(number: number): Promise<string> {
	for (const endMs = Date.now() + MAIL_TIMEOUT_MS; Date.now() < endMs; await wait(POLL_MS)) {
		if (mailbox.mails.length > number) return mailbox.mails[number];
	}
	throw new Error(`Only ${mailbox.mails.length} mails came.`);
}

test('connect-by-mail mails the link, waits until the company is connected, and writes its first invoice', async () => {
	const server = await startServer(instance);
	const login = await createOwner(server);
	const stored = await storeWorkflow(server, login, await example());
	await activateWorkflow(server, login, stored);
	const url = `${server.url}/form/${webhookOf(stored, 'Company Form')}`;
	assert.match(await openForm(url), /Company.*E-Mail.*Customer.*Item.*Quantity.*Price of One/);
	const recipient = 'counter@example.com';
	const order = ['Riverside Bakery', 'Services', '2', '35.00'];
	await sendForm(url, [COMPANY, recipient, ...order]);

	const mail = await mailOf(0);
	assert.match(mail, /^To: counter@example\.com$/m);
	const [link] = /http:\/\/localhost:\d+\/connect\/[\w-]+/.exec(textOf(mail)) ?? [''];
	assert.ok(link.startsWith(`${gateway}/connect/`), textOf(mail));

	const office = new Office(gateway);
	atEnd(async () => await office.close());
	await office.checkPage(link);
	assert.equal((await office.open(link)).state, 'waiting');
	assert.equal(office.documents.length, 0);
	await office.connect(link);
	await office.whenClosed(link);

	const done = textOf(await mailOf(1));
	const [execution] = await executionsOf(server, login, stored.id, 1);
	assert.equal(executionFailure(execution), undefined);
	const [{ json: invoice }] = outputOf(execution, 'Create Invoice');
	assert.match(
		done,
		new RegExp(`number ${String(invoice.RefNumber)} for Riverside Bakery, 70\\.00 before tax`),
	);
	const added = office.documents.filter((document) => document.includes('<InvoiceAddRq '));
	assert.equal(added.length, 1);
	assert.match(added[0], /<FullName>Services<\/FullName>/);
	assert.equal(mailbox.mails.length, 2);
	const looks = execution.data.resultData.runData['Get Instance'].length;
	assert.ok(looks >= 1);
	await server.stop();
});
