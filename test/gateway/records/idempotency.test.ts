/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { ready, useOffice, type Office } from './support/office';

const invoice = (memo: string) => ({
	CustomerRef: { FullName: 'Blue, Dale' },
	Memo: memo,
	InvoiceLineRet: [{ ItemRef: { FullName: 'Painting' }, Quantity: 3, Rate: '5.00' }],
});

const count = ({ company }: Office, memo: string): number =>
	[...company.list('Invoice')].filter(({ Memo }) => Memo === memo).length;

describe('A request under an idempotency key', () => {
	const holder = useOffice(ready, { isShared: true });
	let office: Office;

	beforeEach(() => {
		office = holder.now;
		office.key = expect.getState().currentTestName!.slice(-200);
	});

	it('gets the first answer again, also after a restart, and does nothing again', async () => {
		const first = await office.send('POST', '/invoices', invoice('once'));
		await office.restart();
		const again = await office.ask('POST', '/invoices', invoice('once'));
		expect(again).toMatchObject({ status: 200, body: first.body });
		const marks = [first, again].map(({ headers }) => headers.get('idempotent-replayed'));
		expect(marks).toEqual([null, 'true']);
		expect(count(office, 'once')).toBe(1);
		const gone = await office.send('DELETE', `/invoices/${String(first.body.id)}`);
		expect(gone.status).toBe(422);
	});

	it('waits for the one that is under way', async () => {
		const both = [1, 2].map(async () => await office.ask('POST', '/invoices', invoice('two')));
		await office.whenQueued();
		await office.update();
		const [one, two] = await Promise.all(both);
		expect([one.status, two.body]).toEqual([200, one.body]);
		expect(count(office, 'two')).toBe(1);
	});

	it('is done where nothing was sent before, and not where QuickBooks refused', async () => {
		const path = `/instances/${office.id}/enabled`;
		const { key } = office;
		office.key = undefined;
		await office.platform('DELETE', path);
		office.key = key;
		expect((await office.ask('POST', '/invoices', invoice('later'))).status).toBe(403);
		office.key = undefined;
		await office.platform('PUT', path);
		office.key = key;
		expect((await office.send('POST', '/invoices', invoice('later'))).status).toBe(200);
		office.key = `${key}-2`;
		const wrong = { ...invoice('wrong'), CustomerRef: { FullName: 'Nobody' } };
		const refused = await office.send('POST', '/invoices', wrong);
		const again = await office.ask('POST', '/invoices', wrong);
		expect(refused.body).toMatchObject({ outcome: 'refused' });
		expect([again.status, again.body]).toEqual([refused.status, refused.body]);
	});

	it('gets the record that was booked after its caller had given up', async () => {
		const caller = new AbortController();
		const gone = office.ask('POST', '/invoices', invoice('slow'), caller.signal).catch(() => 0);
		await office.whenQueued();
		office.disturb = (moment) => {
			if (moment === 'handedOut') caller.abort();
			return undefined;
		};
		await office.update();
		office.disturb = () => undefined;
		await gone;
		const again = await office.send('POST', '/invoices', invoice('slow'));
		expect(again).toMatchObject({ status: 200, body: { Memo: 'slow' } });
		expect(again.headers.get('idempotent-replayed')).toBe('true');
		expect(count(office, 'slow')).toBe(1);
	});

	it.each([
		['done', 200, 1],
		['done without its record', 200, 1],
		['notDone', 200, 1],
	] as const)('stays unknown until it is settled as %s', async (how, status, times) => {
		const memo = `settled ${how}`;
		office.disturb = (moment) => (moment === 'handedOut' ? 'crash' : undefined);
		const lost = office.ask('POST', '/invoices', invoice(memo));
		await office.whenQueued();
		await office.update();
		office.clock.skip(3_600_000);
		office.disturb = () => undefined;
		await office.update();
		const { requestId, outcome: first } = (await lost).body;
		expect(first).toBe('unknown');
		const again = await office.ask('POST', '/invoices', invoice(memo));
		expect(again.body).toMatchObject({ outcome: 'unknown', requestId });
		const { key } = office;
		office.key = undefined;
		const { body } = await office.send('POST', '/invoices', invoice(memo));
		const path = `/instances/${office.id}/connector/calls/${String(requestId)}`;
		const done = { outcome: 'done', recordId: body.id };
		if (how === 'done without its record') {
			await office.platform('PUT', path, { outcome: 'done' });
			office.key = key;
			const nameless = await office.ask('POST', '/invoices', invoice(memo));
			expect(nameless).toMatchObject({ status: 409, body: { outcome: 'unknown', requestId } });
			expect(nameless.body.message).toContain('with its recordId');
			office.key = undefined;
		}
		const settled = how === 'notDone' ? { outcome: how } : done;
		expect((await office.platform('PUT', path, settled)).status).toBe(200);
		expect((await office.platform('PUT', path, settled)).status).toBe(409);
		if (how === 'notDone') await office.send('DELETE', `/invoices/${String(body.id)}`);
		office.key = key;
		const last = await office.send('POST', '/invoices', invoice(memo));
		expect([last.status, last.body.Memo, count(office, memo)]).toEqual([status, memo, times]);
	});

	it('keeps its key where it is repeated while nothing can be sent', async () => {
		const caller = new AbortController();
		const gone = office.ask('POST', '/invoices', invoice('kept'), caller.signal).catch(() => 0);
		await office.whenQueued();
		office.disturb = (moment) => {
			if (moment === 'handedOut') caller.abort();
			return undefined;
		};
		await office.update();
		await gone;
		office.disturb = () => undefined;
		const path = `/instances/${office.id}/enabled`;
		const { key } = office;
		office.key = undefined;
		await office.platform('DELETE', path);
		office.key = key;
		const meanwhile = await office.ask('POST', '/invoices', invoice('kept'));
		office.key = undefined;
		await office.platform('PUT', path);
		office.key = key;
		const again = await office.send('POST', '/invoices', invoice('kept'));
		expect(meanwhile).toMatchObject({ status: 403, body: { outcome: 'unknown' } });
		expect(meanwhile.body.providerMessage).toBe('The element instance is disabled.');
		expect(again).toMatchObject({ status: 200, body: { Memo: 'kept' } });
		expect(count(office, 'kept')).toBe(1);
	});

	it('is answered after a repeat gave up while it waited for the one that is under way', async () => {
		const first = office.ask('POST', '/invoices', invoice('third'));
		await office.whenQueued();
		const caller = new AbortController();
		const second = office.ask('POST', '/invoices', invoice('third'), caller.signal);
		const end = second.catch(() => 'gone');
		await new Promise((resolve) => setTimeout(resolve, 50));
		caller.abort();
		expect(await end).toBe('gone');
		await office.update();
		expect((await first).status).toBe(200);
		const limit = AbortSignal.timeout(5_000);
		const third = await office.ask('POST', '/invoices', invoice('third'), limit);
		expect(third.body).toEqual((await first).body);
	});

	it('makes one instance, also where its answer was lost with the gateway', async () => {
		const body = {
			element: { key: 'quickbooksonprem' },
			name: 'Twice',
			configuration: { 'app.name': 'n8n', 'host.ip': 'office' },
		};
		const { keep } = office.store.keys;
		office.store.keys.keep = async () => await Promise.reject(new Error('The power is off'));
		expect((await office.platform('POST', '/instances', body)).status).toBe(500);
		office.store.keys.keep = keep;
		await office.restart();
		const second = await office.platform('POST', '/instances', body);
		const third = await office.platform('POST', '/instances', body);
		expect(second).toMatchObject({ status: 200, body: { token: expect.any(String) } });
		expect(third.body).toEqual(second.body);
		const named = office.store.instancesNow().filter(({ facts }) => facts.name === 'Twice');
		expect(named).toHaveLength(1);
	});
});
