import type { Sandbox } from '../../sandbox';
import { useSandbox } from './client';

const use = useSandbox();

describe('admin routes', () => {
	const admin = async (sandbox: Sandbox, method: string, path: string, body?: object) => {
		const response = await fetch(`${sandbox.url}/sandbox${path}`, {
			method,
			headers: body && { 'Content-Type': 'application/json' },
			body: body && JSON.stringify(body),
		});
		return { status: response.status, json: (await response.json()) as Record<string, unknown> };
	};

	it('switch faults', async () => {
		const { client, sandbox } = use;
		const rule = { path: '/elements', fault: { kind: 'status', status: 503 } };
		const { json } = await admin(sandbox, 'POST', '/faults', rule);
		expect((await client.send('GET', '/elements')).status).toBe(503);
		const list = await admin(sandbox, 'GET', '/faults');
		expect(list.json).toEqual([{ ...rule, id: json.id, seen: 1 }]);
		await admin(sandbox, 'DELETE', `/faults/${String(json.id)}`);
		expect((await client.send('GET', '/elements')).status).toBe(200);
		await admin(sandbox, 'POST', '/faults', rule);
		await admin(sandbox, 'DELETE', '/faults');
		expect((await client.send('GET', '/elements')).status).toBe(200);
	});

	it('refuse a fault that does not exist', async () => {
		const reply = await admin(use.sandbox, 'POST', '/faults', { fault: { kind: 'fire' } });
		expect(reply.status).toBe(400);
		expect(reply.json.message).toContain('rateLimit');
	});

	it('show requests and state, set the clock, add instances, reset', async () => {
		const { client, sandbox } = use;
		await client.send('GET', '/elements');
		expect((await admin(sandbox, 'GET', '/requests')).json).toMatchObject({
			openRequestsPeak: 1,
			requests: [{ path: '/elements', status: 200 }],
		});
		await admin(sandbox, 'PUT', '/clock', { offsetMs: 5000 });
		await admin(sandbox, 'POST', '/instances', { name: 'now' });
		await admin(sandbox, 'POST', '/instances', { name: 'late', afterMs: 60_000 });
		expect((await admin(sandbox, 'GET', '/state')).json).toMatchObject({
			clockOffsetMs: 5000,
			pendingStores: 1,
			instances: [{ name: 'now' }],
		});
		await admin(sandbox, 'DELETE', '/requests');
		expect(sandbox.requests).toHaveLength(0);
		await admin(sandbox, 'POST', '/reset');
		expect(sandbox.instances).toHaveLength(0);
	});

	it('change how reports and bulk jobs behave', async () => {
		const { sandbox } = use;
		const change = { reportShape: 'rows', bulkRunMs: 5 };
		expect((await admin(sandbox, 'PUT', '/settings', change)).json).toMatchObject(change);
		expect(sandbox.settings).toMatchObject(change);
		for (const wrong of [{ nothing: 1 }, { bulkRunMs: '5' }]) {
			expect((await admin(sandbox, 'PUT', '/settings', wrong)).status).toBe(400);
		}
		await admin(sandbox, 'POST', '/reset');
		expect(sandbox.settings).toMatchObject({ reportShape: 'reportRet', bulkRunMs: 100 });
	});

	it('close the books of an instance and open them', async () => {
		const { client, sandbox } = use;
		const { id, token } = sandbox.addInstance({ name: 'Store' });
		const path = `/instances/${id}/closing-date`;
		const made = async () =>
			(
				await client.withToken(token, 'POST', '/sales-receipts', {
					body: { TxnDate: '2017-12-31', SalesReceiptLine: [{ Desc: 'x', Amount: '1.00' }] },
				})
			).status;
		expect(await made()).toBe(200);
		expect((await admin(sandbox, 'PUT', path, { day: '2017-12-31' })).status).toBe(200);
		expect(await made()).toBe(400);
		expect((await admin(sandbox, 'PUT', path, { day: 'soon' })).status).toBe(400);
		expect((await admin(sandbox, 'PUT', '/instances/9/closing-date', { day: null })).status).toBe(
			404,
		);
		expect((await admin(sandbox, 'PUT', path, { day: null })).status).toBe(200);
		expect(await made()).toBe(200);
	});

	it('answer to no web page', async () => {
		const { url } = use.sandbox;
		const response = await fetch(`${url}/sandbox/state`, {
			headers: { Origin: 'http://a.example' },
		});
		expect(response.status).toBe(403);
	});
});
