/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { createHmac } from 'node:crypto';

import { listen, type Callback } from '../../support/callback';
import { until } from '../../support/until';
import { ready, useOffice, type Json } from '../records/support/office';
import { settled } from '../support/manualClock';

const office = useOffice(ready);

const KEY = 'a key for the signature';
const MINUTE_MS = 60_000;
const DELIVERIES = '/notifications/subscriptions/deliveries';

let callback: Callback;
beforeEach(async () => {
	callback = await listen();
});
afterEach(async () => await callback.close());

const poller = (...resources: string[]) =>
	Object.fromEntries(
		resources.map((resource) => [
			resource,
			{
				url: `/hubs/finance/${resource}?where=TimeModified >= '\${date:yyyy-MM-dd'T'HH:mm:ssXXX}'`,
				idField: 'ListID',
			},
		]),
	);

const configure = async (configuration: Json) =>
	await office.now.platform('PATCH', `/instances/${office.now.id}`, { configuration });

/** Events on, and the first look, which learns what is there. */
async function watch(...resources: string[]): Promise<void> {
	await configure({
		'event.notification.enabled': 'true',
		'event.notification.callback.url': callback.url,
		'event.notification.signature.key': KEY,
		'event.poller.configuration': poller(...resources),
	});
	await look();
}

/** So much later a look is due, and the Web Connector calls. */
async function look(minutes = 15): Promise<void> {
	const { now } = office;
	now.clock.skip(minutes * MINUTE_MS);
	await now.update();
	now.clock.skip(10_000);
	await settled();
	await now.update();
	await settled();
}

type Body = { message: { events: Json[]; raw: Json; eventId: number; instanceId: number } };
const bodies = () => callback.requests.map(({ body }) => JSON.parse(body) as Body);
const told = () =>
	bodies().flatMap(({ message }) =>
		message.events.map(({ objectType, objectId, eventType }) => [objectType, objectId, eventType]),
	);

const make = async (path: string, body: Json): Promise<string> =>
	String((await office.now.send('POST', path, body)).body.id);

const history = async () =>
	(await office.now.platform('GET', `/instances/${office.now.id}/events`))
		.body as unknown as Json[];

describe('Events of the gateway, over the Web Connector', () => {
	it('tell of what was created, changed and deleted, each once', async () => {
		const before = await make('/customers', { Name: 'There before' });
		const goes = await make('/customers', { Name: 'Goes' });
		await watch('customers', 'invoices');
		expect(callback.requests).toEqual([]);
		const made = await make('/customers', { Name: 'New' });
		const bill = await make('/invoices', {
			CustomerRef: { FullName: 'Blue, Dale' },
			InvoiceLineRet: [{ ItemRef: { FullName: 'Painting' }, Quantity: 1, Rate: '5.00' }],
		});
		// The second of its creation has to be over.
		await new Promise((resolve) => setTimeout(resolve, 1_100));
		await office.now.send('PATCH', `/customers/${before}`, { Phone: '1' });
		await office.now.send('DELETE', `/customers/${goes}`);
		await look();
		await until(() => callback.requests.length === 3);
		expect(told().sort()).toEqual(
			[
				['customers', made, 'CREATED'],
				['customers', before, 'UPDATED'],
				['customers', goes, 'DELETED'],
				['invoices', bill, 'CREATED'],
			].sort(),
		);
		await office.now.send('DELETE', `/invoices/${bill}`);
		await look();
		await until(() => callback.requests.length === 4);
		expect(told().at(-1)).toEqual(['invoices', bill, 'DELETED']);
		await look();
		expect(callback.requests).toHaveLength(4);
	}, 30_000);

	it('are signed over the raw body, and are in the history under the id that they carry', async () => {
		await watch('customers');
		const made = await make('/customers', { Name: 'New' });
		await look();
		await until(() => callback.requests.length === 1);
		const [{ headers, body }] = callback.requests;
		const hash = createHmac('sha256', KEY).update(body).digest('base64');
		expect(headers['elements-webhook-signature']).toBe(`sha256=${hash}`);
		const [{ message }] = bodies();
		expect(message.raw.customers).toMatchObject([{ id: made, Name: 'New' }]);
		await until(async () => (await history())[0].status === 'NOTIFIED');
		const [event] = await history();
		expect(event.id).toBe(String(message.eventId));
		expect(event.notifiedData).toEqual([JSON.parse(body)]);
		const path = `/instances/${office.now.id}/events`;
		expect((await office.now.platform('GET', `${path}/${String(event.id)}`)).body).toEqual(event);
		expect((await office.now.platform('GET', `${path}/999`)).status).toBe(404);
		expect((await office.now.platform('GET', `${path}?from=2100-01-01`)).status).toBe(404);
		expect((await office.now.platform('GET', `${path}?from=x`)).status).toBe(400);
		const shown = await office.now.platform('GET', `/instances/${office.now.id}`);
		expect(JSON.stringify(shown.body)).not.toContain(KEY);
	}, 30_000);

	it('go on where they were after a restart', async () => {
		await watch('customers');
		const made = await make('/customers', { Name: 'New' });
		await office.now.restart();
		await look();
		await until(() => callback.requests.length === 1);
		expect(told()).toEqual([['customers', made, 'CREATED']]);
	}, 30_000);

	it('are not looked for where they are off, and begin anew when they are switched on again', async () => {
		await watch('customers');
		await configure({ 'event.notification.enabled': 'false' });
		await look();
		await make('/customers', { Name: 'New' });
		await configure({ 'event.notification.enabled': 'true' });
		await look();
		await look();
		expect(callback.requests).toEqual([]);
	}, 30_000);

	it('wait in the queue for a callback that fails, until they are asked for', async () => {
		await office.now.platform('PATCH', '/accounts/settings', {
			'notification.webhook.failure.policy': 'queue',
		});
		await watch('customers');
		callback.answerWith(500);
		await make('/customers', { Name: 'New' });
		await look();
		const where = (status: string) =>
			`${DELIVERIES}?where=${encodeURIComponent(`channel='webhook' and status='${status}' and config.url='${callback.url}'`)}`;
		const count = async (status: string) =>
			(await office.now.platform('GET', where(status))).status === 200;
		await until(async () => await count('queued'));
		await make('/customers', { Name: 'Later' });
		await look();
		await until(async () => (await history()).length === 2);
		expect(callback.requests).toHaveLength(1);
		callback.answerWith(204);
		expect((await office.now.platform('PUT', where('queued'))).status).toBe(200);
		await until(async () => !(await count('queued')));
		expect(callback.requests).toHaveLength(3);
	}, 30_000);

	it('have one setting of the account', async () => {
		const name = 'notification.webhook.failure.policy';
		expect((await office.now.platform('GET', '/accounts/settings')).body).toEqual({
			[name]: 'retry',
		});
		expect(
			(await office.now.platform('POST', '/accounts/1/settings', { [name]: 'queue' })).body,
		).toEqual({
			[name]: 'queue',
		});
		for (const method of ['GET', 'PATCH']) {
			const other = await office.now.platform(
				method,
				'/accounts/123456/settings',
				method === 'GET' ? undefined : {},
			);
			expect([other.status, other.body.message]).toEqual([404, 'No account found with ID 123456']);
		}
		const wrong = await office.now.platform('PATCH', '/accounts/settings', { [name]: 'x', y: 1 });
		expect([wrong.status, wrong.body.message]).toEqual([
			400,
			`Invalid settings: ${name} must be retry or queue; y is not known.`,
		]);
	});

	it('write no secret and nothing of the books into the log, whatever fails', async () => {
		const { now } = office;
		const hook = `${callback.url}?key=SECRET-OF-THE-CALLBACK`;
		await configure({
			'event.notification.enabled': 'true',
			'event.notification.callback.url': hook,
			'event.notification.signature.key': KEY,
			'event.poller.configuration': {
				...poller('customers'),
				vendors: { url: "/hubs/finance/vendors?where=Nonsense = 'Jane Private'" },
			},
		});
		await look();
		callback.answerWith(500);
		await make('/customers', { Name: 'John Private' });
		await look();
		await until(() => callback.requests.length === 1);
		// The company goes away before the next look is over. Nor can anything be read when the store fails.
		now.clock.skip(15 * MINUTE_MS);
		await now.update();
		now.clock.skip(10_000);
		await settled();
		now.clock.skip(MINUTE_MS);
		const said = (words: string) => now.logged.some((line) => line.includes(words));
		await until(() => said('A look for changes failed'));
		jest.spyOn(now.store, 'instances').mockRejectedValueOnce(new RangeError('The disk is full.'));
		now.clock.skip(10_000);
		await until(() => said('Changes could not be looked for'));
		expect(said('QuickBooks refused to show some records')).toBe(true);
		const log = now.logged.join('');
		const { token, link } = (await now.store.instance(now.id))!.secrets;
		const secrets = [KEY, token, link, 'user-1', 'organization-1', 'SECRET-OF', 'Private'];
		expect(secrets.filter((secret) => secret && log.includes(secret))).toEqual([]);
	}, 30_000);

	it('leave one resource out that QuickBooks refuses, and a configuration that is no JSON', async () => {
		await watch('customers', 'nothing');
		await configure({
			'event.poller.configuration': JSON.stringify({
				bad: { url: "/hubs/finance/vendors?where=Nonsense ~ '1'" },
				none: null,
				...poller('customers'),
			}),
		});
		const made = await make('/customers', { Name: 'New' });
		await look();
		await until(() => callback.requests.length === 1);
		expect(told()).toEqual([['customers', made, 'CREATED']]);
		await configure({ 'event.poller.configuration': 'no JSON' });
		await look();
		expect(callback.requests).toHaveLength(1);
	}, 30_000);
});
