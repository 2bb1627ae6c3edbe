/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';

import { startSandbox } from '../../sandbox';
import { Client, useSandbox } from './client';

const use = useSandbox();

/** A name of an instance, with each character escaped. */
const escaped = (text: string) => text.replace(/./g, (one) => `%${one.charCodeAt(0).toString(16)}`);

describe('paths of the API', () => {
	it.each([
		['as it is', (id: string) => `/instances/${id}`],
		['with a slash at its end', (id: string) => `/instances/${id}/`],
		['with an escaped parameter', (id: string) => `/instances/${escaped(id)}`],
		['with an escaped name', (id: string) => `/%69nstances/${id}`],
		['with a query', (id: string) => `/instances/${id}?x=%zz`],
	])('%s: leads to an instance', async (_name, pathOf) => {
		const { id } = use.sandbox.addInstance({});
		const { object } = await use.client.send('GET', pathOf(String(id)));
		expect(object.id).toBe(id);
	});

	it.each([
		['as it is', '/instances/'],
		['with a query', '/instances/?x=1&id='],
	])(
		'with the whole address, as a proxy gets it: leads to an instance, %s',
		async (_name, path) => {
			const { id } = use.sandbox.addInstance({});
			const { base, user, organization } = use.client;
			const whole = request(use.sandbox.url, {
				path: `${base}${path}${id}`,
				headers: { authorization: `${user}, ${organization}` },
			}).end();
			const [answer] = (await once(whole, 'response')) as [IncomingMessage];
			answer.resume();
			expect(answer.statusCode).toBe(200);
			expect(use.sandbox.requests).toMatchObject([{ path: expect.stringContaining('/instances') }]);
		},
	);

	it('with no more than the host of a whole address: leads to nothing', async () => {
		const whole = request(use.sandbox.url, { path: use.sandbox.url }).end();
		const [answer] = (await once(whole, 'response')) as [IncomingMessage];
		answer.resume();
		expect(answer.statusCode).toBe(404);
	});

	const NOTHING = 'There is nothing at this address.';

	it.each([
		['of another case', '/Instances/7', 404, NOTHING],
		['with two slashes', '//instances/7', 404, NOTHING],
		['with a longer parameter than the longest', `/instances/${'1'.repeat(10_001)}`, 404, NOTHING],
		[
			'with an escaped slash',
			'/instances/7%2Fdocs',
			404,
			'No element instance found with ID 7/docs',
		],
		['that is not an encoding', '/instances/7%zz', 400, 'is not a valid url component'],
	])('%s: leads to none', async (_name, path, status, message) => {
		const reply = await use.client.send('GET', path);
		expect(reply.status).toBe(status);
		expect(reply.object.message).toContain(message);
	});

	it.each([
		['POST', 405],
		['HEAD', 404],
		['OPTIONS', 404],
	])('%s is not for an instance', async (method, status) => {
		const { id } = use.sandbox.addInstance({});
		expect((await use.client.send(method, `/instances/${id}`)).status).toBe(status);
	});

	it('lead to the sandbox that was called, of several in a process', async () => {
		const other = await startSandbox();
		use.sandbox.addInstance({ name: 'one' });
		other.addInstance({ name: 'other' });
		const answers = [use.client, new Client(other)].map(async (client) =>
			(await client.send('GET', '/instances')).list.map(({ name }) => name),
		);
		const names = await Promise.all(answers).finally(async () => await other.stop());
		expect(names).toEqual([['one'], ['other']]);
	});
});
