import { ready, useOffice, type Office } from '../records/support/office';

const TOKEN = 'metrics-1';

const get = async ({ address }: Office, path: string, authorization?: string) => {
	const headers = authorization === undefined ? undefined : { authorization };
	const answer = await fetch(address + path, { headers });
	return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

const metricsOf = async (office: Office): Promise<string> =>
	(await get(office, '/metrics', `Bearer ${TOKEN}`)).text;

describe('The health of the gateway', () => {
	const office = useOffice(async () => undefined, { isShared: true });

	it('is bad for as long as nothing can be written down', async () => {
		expect((await get(office.now, '/healthz')).status).toBe(200);
		const { check } = office.now.store;
		office.now.store.check = async () => await Promise.reject(new Error('disk is full'));
		office.now.clock.skip(1_000);
		const bad = await get(office.now, '/healthz');
		expect([bad.status, bad.text.includes('disk is full')]).toEqual([503, false]);
		expect(office.now.logged.join()).toContain('disk is full');
		office.now.store.check = check;
		office.now.clock.skip(1_000);
		expect((await get(office.now, '/healthz')).status).toBe(200);
	});

	it('is bad where the store gives no answer', async () => {
		let [asked, isAsked] = [() => {}, Promise.resolve()];
		isAsked = new Promise<void>((resolve) => (asked = resolve));
		office.now.store.check = async () => {
			asked();
			await new Promise(() => {});
		};
		office.now.clock.skip(1_000);
		const answer = get(office.now, '/healthz');
		await isAsked;
		office.now.clock.skip(5_000);
		expect((await answer).status).toBe(503);
	});

	it('asks the store once for many who ask at once', async () => {
		let asked = 0;
		office.now.store.check = async () => void (asked += 1);
		office.now.clock.skip(1_000);
		await Promise.all(Array.from({ length: 20 }, async () => await get(office.now, '/healthz')));
		expect(asked).toBe(1);
	});
});

describe('Metrics', () => {
	const office = useOffice(ready, { metricsToken: TOKEN });

	it('count companies, and what became of calls', async () => {
		const before = await metricsOf(office.now);
		expect(before).toContain('gateway_companies{state="connected"} 1\n');
		expect(before).toContain('gateway_companies{state="refused"} 0\n');
		await office.now.send('POST', '/customers', { Name: 'Counted' });
		await office.now.send('POST', '/customers', { Name: 'Counted' });
		const { headers, text } = await get(office.now, '/metrics', `Bearer ${TOKEN}`);
		expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
		expect(text).toContain('gateway_calls_total{kind="write",outcome="answered"} 1\n');
		expect(text).toContain('gateway_calls_total{kind="write",outcome="refused"} 1\n');
		expect(text).toContain('gateway_call_duration_seconds_count{kind="write"} 2\n');
		expect(text).toMatch(/process_resident_memory_bytes [1-9]/);
	});

	it('say who waits, and for how long', async () => {
		const answer = office.now.ask('POST', '/customers', { Name: 'Waits' });
		await office.now.whenQueued();
		// As on a clock that nobody else moves: the call has not waited for as long as callers wait.
		office.now.clock.skip(2_000);
		const text = await metricsOf(office.now);
		expect(text).toContain('gateway_waiting_calls 1\n');
		const [, seconds] = /^gateway_oldest_waiting_call_seconds (\S+)$/m.exec(text)!;
		expect(Number(seconds)).toBeGreaterThanOrEqual(2);
		await office.now.update();
		expect((await answer).status).toBe(200);
		expect(await metricsOf(office.now)).toContain('gateway_waiting_calls 0\n');
	});

	it('count what nobody knows the outcome of', async () => {
		await office.now.store.addCall({
			id: 'lost',
			instanceId: office.now.id,
			kind: 'write',
			method: 'POST',
			path: '/customers',
			queuedAtMs: 1,
		});
		await office.now.store.handOut(['lost'], {
			sessionId: 's',
			atMs: 2,
			document: '',
			isSynced: true,
		});
		await office.now.store.settle('lost', ['handedOut'], {
			state: 'unknown',
			atMs: 3,
			isSynced: true,
		});
		expect(await metricsOf(office.now)).toContain('gateway_unknown_outcomes 1\n');
	});
});

describe('Metrics, for those who have no token', () => {
	const open = useOffice(async () => undefined, { isShared: true, metricsToken: TOKEN });
	const closed = useOffice(async () => undefined, { isShared: true });

	it.each([undefined, 'Bearer wrong', 'Bearer metrics-12', `User ${TOKEN}`, `Basic ${TOKEN}`])(
		'are not shown to %s',
		async (authorization) => {
			const { status, headers, text } = await get(open.now, '/metrics', authorization);
			expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
			expect(text).not.toContain('gateway_');
		},
	);

	it('are guessed 30 times in ten minutes at most, and shown to a right token all the same', async () => {
		for (let tries = 0; tries < 30; tries += 1) await get(open.now, '/metrics', 'Bearer wrong');
		const { status, headers } = await get(open.now, '/metrics', 'Bearer wrong');
		expect([status, headers.has('retry-after')]).toEqual([429, true]);
		expect((await get(open.now, '/metrics', `Bearer ${TOKEN}`)).status).toBe(200);
	});

	it('are nowhere where no token is set', async () => {
		for (const authorization of [undefined, 'Bearer ', 'Bearer undefined']) {
			expect((await get(closed.now, '/metrics', authorization)).status).toBe(404);
		}
	});
});
