import { ready, useOffice, type Answer, type Office } from '../records/support/office';
import type { Disturbance, Moment } from '../../../simulator/webConnector';

const MINUTE_MS = 60_000;

const line = { ItemRef: { FullName: 'Painting' }, Quantity: 3, Rate: '5.00' };
const invoice = (memo: string) => ({
	CustomerRef: { FullName: 'Blue, Dale' },
	Memo: memo,
	InvoiceLineRet: [line],
});

/** The Web Connector dies once at a moment of the next document. */
function crashAt(office: Office, moment: Moment): void {
	let isOver = false;
	office.disturb = (now): Disturbance => {
		if (now !== moment || isOver) return undefined;
		isOver = true;
		return 'crash';
	};
}

/** A call whose session breaks once, and the session after that. */
async function broken(
	office: Office,
	moment: Moment,
	call: Parameters<Office['ask']>,
	between: () => unknown = () => {},
): Promise<Answer> {
	crashAt(office, moment);
	const answer = office.ask(...call);
	answer.catch(() => undefined);
	await office.whenQueued();
	await office.update();
	await between();
	await office.update();
	return await answer;
}

const invoices = ({ company }: Office, memo: string) =>
	[...company.list('Invoice')].filter(({ Memo }) => Memo === memo);

const unknown = async (office: Office) =>
	(await office.platform('GET', `/instances/${office.id}/connector/calls?outcome=unknown`))
		.body as unknown as Array<Record<string, unknown>>;

const MOMENTS = ['handedOut', 'ran'] as const;

describe('A write whose session broke', () => {
	describe('in a company that gives GUIDs back', () => {
		const holder = useOffice(
			async (office) => {
				await ready(office);
				await office.send('POST', '/invoices', invoice('first'));
			},
			{ isShared: true },
		);
		let office: Office;

		beforeEach(() => {
			office = holder.now;
		});

		afterEach(async () => {
			for (const { requestId } of await unknown(office)) {
				const path = `/instances/${office.id}/connector/calls/${String(requestId)}`;
				await office.platform('PUT', path, { outcome: 'notDone' });
			}
		});

		it.each(MOMENTS)('adds one record, broken when %s', async (moment) => {
			const answer = await broken(office, moment, ['POST', '/invoices', invoice(moment)]);
			expect(answer).toMatchObject({ status: 200, body: { Memo: moment } });
			expect(answer.body.InvoiceLineRet).toHaveLength(1);
			expect(invoices(office, moment)).toHaveLength(1);
			expect(await unknown(office)).toEqual([]);
		});

		it.each(MOMENTS)('adds one line to a record, broken when %s', async (moment) => {
			const memo = `line ${moment}`;
			const { body } = await office.send('POST', '/invoices', invoice(memo));
			const [{ TxnLineID }] = body.InvoiceLineRet as Array<Record<string, string>>;
			const change = { InvoiceLineRet: [{ TxnLineID }, { ...line, TxnLineID: '-1' }] };
			const path = `/invoices/${String(body.id)}`;
			crashAt(office, 'handedOut');
			const answer = office.ask('PATCH', path, change);
			await office.whenQueued();
			// The read before it is asked again; then the change itself breaks.
			await office.update();
			let documents = 0;
			office.disturb = (now) => (now === moment && (documents += 1) === 2 ? 'crash' : undefined);
			await office.update();
			await office.update();
			expect((await answer).status).toBe(200);
			expect((await answer).body.InvoiceLineRet).toHaveLength(2);
			expect(invoices(office, memo)[0].InvoiceLineRet).toHaveLength(2);
		});

		it.each(MOMENTS)('deletes a record, broken when %s', async (moment) => {
			const memo = `gone ${moment}`;
			const { body } = await office.send('POST', '/invoices', invoice(memo));
			const answer = await broken(office, moment, ['DELETE', `/invoices/${String(body.id)}`]);
			expect(answer.status).toBe(200);
			expect(invoices(office, memo)).toEqual([]);
		});

		it.each(MOMENTS)('adds one record of a list by its name, broken when %s', async (moment) => {
			const type = { Name: `Type ${moment}` };
			const answer = await broken(office, moment, ['POST', '/CustomerType', type]);
			expect(answer).toMatchObject({ status: 200, body: type });
			const there = [...office.company.list('CustomerType')];
			expect(there.filter(({ Name }) => Name === type.Name)).toHaveLength(1);
		});

		it('is unknown where somebody else has just made another record of its name', async () => {
			office.company.add('StandardTerms', { Name: 'Net 12', StdDueDays: '45' });
			const terms = { Name: 'Net 12', StdDueDays: 12 };
			const answer = await broken(office, 'handedOut', ['POST', '/StandardTerms', terms]);
			expect(answer).toMatchObject({ status: 502, body: { outcome: 'unknown' } });
			const [listed] = await unknown(office);
			expect(listed.message).toContain('holds something else than was sent');
			expect(listed.candidates).toMatchObject([{ name: 'Net 12' }]);
		});

		it('is done where a record of its name holds all that was sent', async () => {
			const terms = { Name: 'Net 13', StdDueDays: 13, DiscountPct: '2.50' };
			const answer = await broken(office, 'ran', ['POST', '/StandardTerms', terms]);
			expect(answer).toMatchObject({ status: 200, body: { Name: 'Net 13' } });
			expect(await unknown(office)).toEqual([]);
		});

		it.each(MOMENTS)('is refused where QuickBooks says no, broken when %s', async (moment) => {
			const wrong = { ...invoice('wrong'), CustomerRef: { FullName: 'Nobody' } };
			const answer = await broken(office, moment, ['POST', '/invoices', wrong]);
			expect(answer.body).toMatchObject({ outcome: 'refused' });
			expect(await unknown(office)).toEqual([]);
		});

		it('takes its answer twice, and with the ticket of a session that is over', async () => {
			let times = 0;
			office.disturb = (now) => (now === 'ran' && (times += 1) === 1 ? 'repeat' : undefined);
			const answer = await office.send('POST', '/invoices', invoice('twice'));
			expect(answer.status).toBe(200);
			expect(invoices(office, 'twice')).toHaveLength(1);
		});

		it('goes on after a restart of the gateway, and says what it found', async () => {
			crashAt(office, 'ran');
			const lost = office.ask('POST', '/invoices', invoice('restart')).catch(() => undefined);
			await office.whenQueued();
			await office.update();
			await office.restart();
			await lost;
			await office.update();
			const [call] = await office.store.calls(office.id);
			expect(call).toMatchObject({ state: 'answered', recordId: expect.any(String) });
			expect(invoices(office, 'restart')[0].TxnID).toBe(call.recordId);
		});

		it('is not sent again when too much time has passed: it is unknown', async () => {
			const call = ['POST', '/invoices', invoice('late')] as const;
			const answer = await broken(office, 'handedOut', [...call], () =>
				office.clock.skip(16 * MINUTE_MS),
			);
			expect(answer).toMatchObject({ status: 504, body: { outcome: 'unknown' } });
			expect(invoices(office, 'late')).toEqual([]);
			const [listed] = await unknown(office);
			expect(listed.message).toContain('too much time');
		});
	});

	describe('in a company that has given no GUID back yet', () => {
		const holder = useOffice(ready);

		it.each([
			['handedOut', 502, 0],
			['ran', 200, 1],
		] as const)('is known where it is found, broken when %s', async (moment, status, count) => {
			const office = holder.now;
			const answer = await broken(office, moment, ['POST', '/invoices', invoice('first')]);
			expect([answer.status, invoices(office, 'first').length]).toEqual([status, count]);
			expect(await unknown(office)).toHaveLength(1 - count);
		});
	});
});
