import { createHmac } from 'node:crypto';

import { CallFailure } from '../../gateway/queue';
import { createRecord, resourceAt } from '../../gateway/records';
import { storeSeed } from '../../sandbox/platform/provisioning';
import { World } from '../../sandbox/world';
import { listen, type Callback } from '../support/callback';
import { until } from '../support/until';
import { useSandbox, type Json } from './client';

const use = useSandbox();

const KEY = 'a key for the signature';

let callback: Callback;
beforeEach(async () => {
	callback = await listen();
});
afterEach(async () => await callback.close());

const poller = (...resources: string[]) =>
	JSON.stringify(
		Object.fromEntries(
			resources.map((resource) => [
				resource,
				{
					url: `/hubs/finance/${resource}?where=TimeModified >= '\${date:yyyy-MM-dd'T'HH:mm:ssXXX}'`,
					idField: 'ListID',
				},
			]),
		),
	);

/** An instance that reports changes of customers to the callback. */
function watched(more: Json = {}) {
	return use.sandbox.addInstance({
		name: 'Store',
		configuration: {
			'event.notification.enabled': 'true',
			'event.notification.callback.url': callback.url,
			'event.notification.signature.key': KEY,
			'event.poller.configuration': poller('customers'),
			...more,
		},
	});
}

async function addCustomers(token: string, count: number, prefix = 'Customer'): Promise<Json[]> {
	const made: Json[] = [];
	for (let index = 0; index < count; index++) {
		const body = { Name: `${prefix} ${index}` };
		made.push((await use.client.withToken(token, 'POST', '/customers', { body })).object);
	}
	return made;
}

type Body = { message: { events: Json[]; raw: Json; instanceId: number; eventId: number } };
const bodies = () => callback.requests.map(({ body }) => JSON.parse(body) as Body);

describe('The poller', () => {
	it('tells what was created and what was changed, signed over the raw body', async () => {
		const { id, token } = watched();
		const [before] = (await use.client.withToken(token, 'GET', '/customers')).list;
		const [made] = await addCustomers(token, 1);
		await use.client.withToken(token, 'PATCH', `/customers/${String(before.ListID)}`, {
			body: { EditSequence: before.EditSequence, Notes: 'Call back' },
		});
		const [delivery] = await use.sandbox.pollNow(id);
		expect(delivery).toMatchObject({ status: 'delivered', attempts: [200] });
		const [{ headers, body }] = callback.requests;
		expect(headers['elements-webhook-id']).not.toBe('');
		const hash = createHmac('sha256', KEY).update(body).digest('base64');
		expect(headers['elements-webhook-signature']).toBe(`sha256=${hash}`);
		const [{ message }] = bodies();
		expect(message.instanceId).toBe(id);
		const types = Object.fromEntries(
			message.events.map(({ objectId, eventType }) => [objectId, eventType]),
		);
		expect(types).toEqual({
			[String(made.ListID)]: 'CREATED',
			[String(before.ListID)]: 'UPDATED',
		});
		expect(message.raw.objectType).toBe('customers');
		expect((message.raw.customers as Json[]).map(({ id: key }) => key).sort()).toEqual(
			Object.keys(types).sort(),
		);
	});

	it('splits what it found into tens, each with the whole raw part', async () => {
		const { id, token } = watched();
		await addCustomers(token, 23);
		await use.sandbox.pollNow(id);
		expect(bodies().map(({ message }) => message.events.length)).toEqual([10, 10, 3]);
		for (const { message } of bodies()) expect(message.raw.customers).toHaveLength(23);
		const { list } = await use.client.send('GET', `/instances/${id}/events`);
		expect(list.map(({ status }) => status)).toEqual(['NOTIFIED', 'NOTIFIED', 'NOTIFIED']);
		// §5.5 the id in the history is the one that the notification carries.
		expect(list.map((event) => event.id)).toEqual(
			bodies().map(({ message }) => String(message.eventId)),
		);
		expect(list.map(({ notifiedData }) => notifiedData)).toEqual(bodies().map((body) => [body]));
	});

	it('finds nothing where nothing changed, where events are off and where the instance is disabled', async () => {
		const idle = watched();
		await use.sandbox.pollNow(idle.id);
		const off = watched({ 'event.notification.enabled': 'false' });
		await addCustomers(off.token, 1);
		await use.sandbox.pollNow(off.id);
		const disabled = watched();
		await addCustomers(disabled.token, 1);
		disabled.disabled = true;
		await use.sandbox.pollNow(disabled.id);
		expect(callback.requests).toEqual([]);
	});

	it('writes its time on the clocks of a zone', async () => {
		const url = `/hubs/finance/customers?where=TimeModified >= '\${dateTimeZone:America/Denver:yyyy-MM-dd'T'HH:mm:ssXXX}'`;
		const { id, token } = watched({
			'event.poller.configuration': JSON.stringify({ customers: { url, idField: 'ListID' } }),
		});
		await addCustomers(token, 1);
		await use.sandbox.pollNow(id);
		expect(bodies()).toHaveLength(1);
	});

	it('can use the form of 2015 and the signature of older revisions', async () => {
		const { id, token } = watched();
		const [{ ListID }] = await addCustomers(token, 1);
		use.sandbox.setNotifications({ shape: 'legacy', signature: 'sha1' });
		await use.sandbox.pollNow(id);
		const [{ headers, body }] = callback.requests;
		expect(headers['elements-webhook-signature']).toMatch(/^sha1=/);
		const { response } = JSON.parse(body) as { response: { events: Json[] } };
		expect(response.events[0].path).toBe(`/hubs/finance/customers/${String(ListID)}`);
	});
});

describe('Deliveries', () => {
	const DELIVERIES = '/notifications/subscriptions/deliveries';
	const queued = (url: string) =>
		`${DELIVERIES}?where=${encodeURIComponent(`channel='webhook' and status='queued' and config.url='${url}'`)}`;

	it('are tried again, then queued, and sent when they are asked for', async () => {
		const { id, token } = watched();
		callback.answerWith(500);
		await addCustomers(token, 1);
		const [failed] = await use.sandbox.pollNow(id);
		expect(failed).toMatchObject({ status: 'queued', attempts: [500, 500, 500, 500, 500] });
		callback.answerWith(200);
		await addCustomers(token, 1, 'Later');
		const [waiting] = await use.sandbox.pollNow(id);
		expect(waiting).toMatchObject({ status: 'queued', attempts: [] });
		expect((await use.client.send('GET', queued(callback.url))).list).toHaveLength(2);
		expect((await use.client.send('GET', queued('http://127.0.0.1:1/'))).status).toBe(404);
		await use.client.send('PUT', queued(callback.url));
		await until(() => use.sandbox.deliveries.every(({ status }) => status === 'delivered'));
		await addCustomers(token, 1, 'Latest');
		expect(await use.sandbox.pollNow(id)).toMatchObject([{ status: 'delivered', attempts: [200] }]);
	});

	it('are queued at once where the account says so', async () => {
		const { id, token } = watched();
		const body = { 'notification.webhook.failure.policy': 'queue' };
		await use.client.send('PATCH', '/accounts/settings', { body });
		callback.answerWith(503);
		await addCustomers(token, 1);
		expect(await use.sandbox.pollNow(id)).toMatchObject([{ status: 'queued', attempts: [503] }]);
		const { object } = await use.client.send('GET', '/accounts/1/settings');
		expect(object).toEqual(body);
		use.sandbox.reset();
		expect((await use.client.send('GET', '/accounts/settings')).object).toEqual({
			'notification.webhook.failure.policy': 'retry',
		});
	});

	it('go to this machine only', async () => {
		const { id, token } = watched({
			'event.notification.callback.url': 'https://n8n.example.com/webhook',
		});
		await addCustomers(token, 1);
		const [delivery] = await use.sandbox.pollNow(id);
		expect(delivery.attempts).toEqual([null, null, null, null, null]);
	});

	it('can tell what the poller would not find', async () => {
		const { id } = watched();
		await use.sandbox.deliver(id, [
			{ objectType: 'customers', objectId: '80000001-1', eventType: 'DELETED' },
		]);
		expect(bodies()[0].message.events[0]).toMatchObject({ eventType: 'DELETED' });
	});
});

describe('A sandbox whose minutes are short', () => {
	const fast = useSandbox({ eventMinuteMs: 10 });

	it('polls at the interval of the instance by itself', async () => {
		const { token } = fast.sandbox.addInstance({
			name: 'Store',
			configuration: {
				'event.notification.enabled': 'true',
				'event.notification.callback.url': callback.url,
				'event.poller.refresh_interval': '1',
				'event.poller.configuration': poller('customers'),
			},
		});
		await fast.client.withToken(token, 'POST', '/customers', { body: { Name: 'New' } });
		await until(() => callback.requests.length > 0);
		expect(callback.requests[0].headers['elements-webhook-signature']).toBeUndefined();
	});
});

it('A look that fails harms nothing, and the next one tells what it would have told', async () => {
	const world = new World({ eventMinuteMs: 5 }, undefined, () => undefined);
	const { id } = storeSeed(world, {
		configuration: {
			'event.notification.enabled': 'true',
			'event.notification.callback.url': callback.url,
			'event.poller.refresh_interval': '1',
			'event.poller.configuration': poller('customers'),
		},
	});
	const company = world.companies.of(id);
	await createRecord(company.lists, resourceAt('customers')!, { Name: 'New' });
	const looks = jest.spyOn(company, 'port').mockImplementationOnce(() => {
		throw new CallFailure('away', 'notSent', 'The computer is off.');
	});
	const running = world.eventService.run().catch(() => undefined);
	await until(() => callback.requests.length > 0).finally(async () => {
		world.lifetime.restart();
		await running;
		await world.lists.close();
	});
	expect(looks.mock.results[0].type).toBe('throw');
});
