import type { Fault, FaultRule } from '../../sandbox';
import { useSandbox } from './client';

const use = useSandbox();

describe('rules', () => {
	const fault: Fault = { kind: 'status', status: 503 };
	const hits = async (
		rule: Omit<FaultRule, 'fault'>,
		method: string,
		path: string,
		body?: object,
	) => {
		use.sandbox.clearFaults();
		use.sandbox.addFault({ ...rule, fault });
		return (await use.client.send(method, path, { body })).status === 503;
	};

	it.each<[string, Omit<FaultRule, 'fault'>, string, string, boolean]>([
		['the method', { method: 'get' }, 'GET', '/elements', true],
		['another method', { method: 'POST' }, 'GET', '/elements', false],
		['a glob within a segment', { path: '/elements/*' }, 'GET', '/elements/keys', true],
		['a glob that ends at a slash', { path: '/elements/*' }, 'GET', '/elements/195/docs', false],
		['a glob across segments', { path: '/elements/**' }, 'GET', '/elements/195/docs', true],
		['the source of an expression', { path: '^/(a|elements)$' }, 'GET', '/elements', true],
		['an expression', { path: /KEYS$/i }, 'GET', '/elements/keys', true],
		['a query', { query: { pageSize: '1' } }, 'GET', '/elements?page=1&pageSize=1', true],
		['another query', { query: { pageSize: '1' } }, 'GET', '/elements?pageSize=2', false],
		[
			'a repeated query',
			{ query: { 'tags[]': ['a', 'b'] } },
			'GET',
			'/instances?tags[]=a&tags[]=b',
			true,
		],
	])('match %s', async (_what, rule, method, path, expected) => {
		expect(await hits(rule, method, path)).toBe(expected);
	});

	it('match text in the body', async () => {
		const rule = { bodyContains: '"Store 7"' };
		expect(await hits(rule, 'POST', '/instances', { name: 'Store 7' })).toBe(true);
		expect(await hits(rule, 'POST', '/instances', { name: 'Store 8' })).toBe(false);
	});

	it('match the instance of the token', async () => {
		const [one, two] = [use.sandbox.addInstance({}), use.sandbox.addInstance({})];
		use.sandbox.addFault({ instanceId: one.id, fault });
		expect((await use.client.withToken(one.token, 'GET', '/ping')).status).toBe(503);
		expect((await use.client.withToken(two.token, 'GET', '/ping')).status).toBe(200);
	});

	it('skip some, hit some, and let the next rule have the rest', async () => {
		use.sandbox.addFault({ path: '/elements', skip: 1, times: 2, fault });
		use.sandbox.addFault({ path: '/elements', times: 1, fault: { kind: 'unauthorized' } });
		const statuses = [];
		for (let count = 0; count < 4; count += 1) {
			statuses.push((await use.client.send('GET', '/elements')).status);
		}
		expect(statuses).toEqual([401, 503, 503, 200]);
	});

	it('end when removed', async () => {
		const id = use.sandbox.addFault({ fault });
		use.sandbox.removeFault(id);
		expect((await use.client.send('GET', '/elements')).status).toBe(200);
	});
});
