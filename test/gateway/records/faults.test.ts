/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import { ready, useOffice, type Answer, type Json, type Office } from './support/office';

/** How long a call waits for QuickBooks here. */
const waitMs = 700;

/** Status and outcome; each error has an id, which is the one of the header. */
function verdict({ status, body, headers }: Answer): unknown[] {
	expect(body.requestId).toBe(headers.get('elements-request-id'));
	return [status, body.outcome];
}

const unknownCalls = async (office: Office) => {
	const path = `/instances/${office.id}/connector/calls?outcome=unknown`;
	return (await office.platform('GET', path)).body as unknown as Json[];
};

/** QuickBooks breaks on what comes next after the introduction of a session. */
const breakOn = (office: Office, fault: { hresult: string; hasRun: boolean }): void => {
	office.disturb = (moment) => {
		if (moment === 'handedOut') office.desktop.processFaults.push(fault);
		return undefined;
	};
};

const customers = ({ company }: Office) => [...company.list('Customer')].map(({ Name }) => Name);

describe('A call that is refused before QuickBooks is asked', () => {
	const office = useOffice(ready, { isShared: true });
	afterEach(async () => expect(await office.now.store.calls(office.now.id)).toEqual([]));

	it('names every field that cannot be sent', async () => {
		const body = {
			CustomerRef: { FullName: 'Blue, Dale' },
			Colour: 'red',
			TxnDate: '2024-02-30',
			InvoiceLineRet: [{ Rate: 'much' }, { Quantity: '1,000' }],
		};
		const answer = await office.now.ask('POST', '/invoices', body);
		expect(verdict(answer)).toEqual([400, 'notSent']);
		for (const path of ['Colour', 'TxnDate', 'InvoiceLineRet[0].Rate', 'InvoiceLineRet[1].Q']) {
			expect(answer.body.message).toContain(path);
		}
	});

	it.each([
		['POST', '/invoices', '{"a":', 400],
		['POST', '/invoices', '[1]', 400],
		['POST', '/invoices', undefined, 400],
		['POST', '/products', { Name: 'Window' }, 400],
		['POST', '/products', { Name: 'Window', ItemType: 'Door' }, 400],
		['POST', '/classes', { Name: 'North' }, 405],
		['PUT', '/invoices/1-1', {}, 405],
		['POST', '/invoices/1-1', {}, 405],
		['DELETE', '/invoices', undefined, 405],
		['GET', '/Company/1', undefined, 405],
		['GET', '/unknown/1', undefined, 404],
		['PATCH', '/constructor/1', {}, 404],
	])('%s %s %j: %i', async (method, path, body, status) => {
		expect(verdict(await office.now.ask(method, path, body))).toEqual([status, 'notSent']);
	});

	it('has no token, or is for a disabled instance', async () => {
		const { token, id } = office.now;
		office.now.token = 'other';
		expect(verdict(await office.now.ask('GET', '/customers/1-1'))).toEqual([401, 'notSent']);
		office.now.token = token;
		await office.now.platform('DELETE', `/instances/${id}/enabled`);
		for (const path of ['/customers/1-1', '/ping']) {
			expect(verdict(await office.now.ask('GET', path))).toEqual([403, 'notSent']);
		}
		await office.now.platform('PUT', `/instances/${id}/enabled`);
		expect((await office.now.ask('GET', '/ping')).status).toBe(200);
	});
});

describe('A call that QuickBooks refuses', () => {
	const office = useOffice(ready, { isShared: true });

	it.each([
		['GET', '/customers/80009999-1484947875', undefined, 404],
		['PATCH', '/customers/80009999-1484947875', { Phone: '1' }, 404],
		['DELETE', '/customers/80009999-1484947875', undefined, 404],
		['GET', '/customers/abc%2F..', undefined, 400],
		['POST', '/customers', { Name: 'Blue, Dale' }, 409],
		['POST', '/invoices', { CustomerRef: { FullName: 'Nobody' } }, 400],
	])('%s %s %j: %i', async (method, path, body, status) => {
		const answer = await office.now.send(method, path, body);
		expect(verdict(answer)).toEqual([status, 'refused']);
		expect(answer.body.message).toBe('The endpoint returned an error.');
		expect(answer.body.providerMessage).toEqual(expect.any(String));
	});
});

describe('A company that has never called', () => {
	const office = useOffice();

	it('is away: nothing is sent', async () => {
		await office.now.addInstance();
		const answer = await office.now.ask('POST', '/customers', { Name: 'Ann' });
		expect(verdict(answer)).toEqual([502, 'notSent']);
		expect(answer.body.providerMessage).toMatch(/never called/);
	});
});

describe('A company that fails', () => {
	const office = useOffice(ready, { waitMs });

	it('does not come in time: nothing is sent, also later', async () => {
		const answer = await office.now.ask('POST', '/customers', { Name: 'Ann' });
		expect(verdict(answer)).toEqual([504, 'notSent']);
		await office.now.update();
		expect(customers(office.now)).not.toContain('Ann');
	});

	it('took the call and did not answer in time: the outcome is unknown', async () => {
		office.now.disturb = (moment) => (moment === 'ran' ? 'crash' : undefined);
		const answer = await office.now.send('POST', '/customers', { Name: 'Ann' });
		expect(verdict(answer)).toEqual([504, 'unknown']);
		expect(customers(office.now)).toContain('Ann');
	});

	it('lost the session with a write: unknown, under the id that the error names', async () => {
		office.now.disturb = (moment) => (moment === 'handedOut' ? 'crash' : undefined);
		const call = office.now.ask('POST', '/customers', { Name: 'Ann' });
		await office.now.update();
		office.now.disturb = () => undefined;
		await office.now.update();
		const answer = await call;
		expect(verdict(answer)).toEqual([502, 'unknown']);
		expect(customers(office.now)).not.toContain('Ann');
		expect(await unknownCalls(office.now)).toMatchObject([
			{ requestId: answer.body.requestId, method: 'POST', outcome: 'unknown' },
		]);
	});

	it('lost the session with a read: it is asked again', async () => {
		const [{ ListID: id }] = office.now.company.list('Customer');
		office.now.disturb = (moment) => (moment === 'ran' ? 'crash' : undefined);
		const call = office.now.ask('GET', `/customers/${String(id)}`);
		await office.now.update();
		office.now.disturb = () => undefined;
		await office.now.update();
		expect((await call).body.id).toBe(id);
	});

	it('breaks on a write: unknown, with its words', async () => {
		breakOn(office.now, { hresult: '0x80040402', hasRun: true });
		const answer = await office.now.send('POST', '/customers', { Name: 'Ann' });
		expect(verdict(answer)).toEqual([502, 'unknown']);
		expect(answer.body.providerMessage).toEqual(expect.any(String));
	});

	it('cannot read a document: a fault of the gateway, and nothing was done', async () => {
		breakOn(office.now, { hresult: '0x80040400', hasRun: false });
		const answer = await office.now.send('POST', '/customers', { Name: 'Ann' });
		expect(verdict(answer)).toEqual([500, 'refused']);
	});
});

describe('Books that nobody has confirmed', () => {
	const office = useOffice();

	it('are read, and not written to', async () => {
		await office.now.connect();
		const [{ ListID: id }] = office.now.company.list('Customer');
		const path = `/customers/${String(id)}`;
		expect((await office.now.send('GET', path)).body.id).toBe(id);
		const writes: Array<[string, string, Json?]> = [
			['POST', '/customers', { Name: 'Ann' }],
			['PATCH', path, { Phone: '1' }],
			['DELETE', path],
		];
		for (const [method, at, body] of writes) {
			const answer = await office.now.send(method, at, body);
			expect(verdict(answer)).toEqual([403, 'notSent']);
			expect(answer.body.message).toContain('Nobody has confirmed');
		}
		await office.now.confirm();
		expect((await office.now.send('PATCH', path, { Phone: '1' })).status).toBe(200);
	});

	it('that are others than the named ones are not asked at all', async () => {
		await office.now.connect('Other Company');
		const answer = await office.now.ask('GET', '/customers/80000001-1');
		expect(verdict(answer)).toEqual([502, 'notSent']);
		expect(answer.body.providerMessage).toContain('Other Company');
	});
});

describe('A caller that hangs up', () => {
	const office = useOffice(ready);

	it('drops what is still queued', async () => {
		const hangUp = new AbortController();
		const gone = office.now
			.ask('POST', '/customers', { Name: 'Ann' }, hangUp.signal)
			.catch((error: Error) => error.name);
		await pause(50);
		const [call] = await office.now.store.calls(office.now.id);
		expect(call.state).toBe('queued');
		hangUp.abort();
		expect(await gone).toBe('AbortError');
		await pause(50);
		expect((await office.now.store.call(call.id))!.state).toBe('dropped');
		await office.now.update();
		expect(customers(office.now)).not.toContain('Ann');
	});

	it('does not undo what has been handed out', async () => {
		const hangUp = new AbortController();
		const handedOut = new EventTarget();
		office.now.disturb = (moment) => {
			if (moment === 'handedOut') handedOut.dispatchEvent(new Event('now'));
			return undefined;
		};
		const isOut = once(handedOut, 'now').then(() => hangUp.abort());
		const gone = office.now
			.send('POST', '/customers', { Name: 'Ann' }, hangUp.signal)
			.catch((error: Error) => error.name);
		await isOut;
		expect(await gone).toBe('AbortError');
		const [call] = await office.now.store.calls(office.now.id);
		expect(call.state).toBe('answered');
		expect(customers(office.now)).toContain('Ann');
	});
});
