import { World } from './support/world';

const BOOKED_AFTER_MS = 70_000;
const HALF_A_MINUTE_MS = 30_000;

const invoice = {
	CustomerRef: { FullName: 'Blue, Dale' },
	Memo: 'late',
	InvoiceLineRet: [{ ItemRef: { FullName: 'Painting' }, Quantity: 3, Rate: '5.00' }],
};

describe('A write that QuickBooks books after 70 seconds', () => {
	it.each([
		['the gateway has answered that it does not know, after 50 seconds', 50_000, 504],
		['its caller has given up, after 60 seconds', 100_000, undefined],
	])('gives its first answer under the same key where %s', async (_how, waitMs, status) => {
		const world = new World(waitMs);
		const [computer] = world.computers;
		await world.during(async () => {
			await world.open();
			computer.mishap = { slowMs: BOOKED_AFTER_MS };
			const call = {
				method: 'POST',
				path: '/invoices',
				body: invoice,
				token: computer.token,
				key: 'one key',
			} as const;
			const first = await world.call(call);
			expect([first?.status, first?.body.outcome]).toEqual([status, status && 'unknown']);
			expect(computer.list('Invoice', 'Memo', 'late')).toEqual([]);

			const again = await world.call(call);
			await world.time.wait(HALF_A_MINUTE_MS);
			const later = await world.call(call);
			const booked = computer.list('Invoice', 'Memo', 'late');
			expect(booked).toHaveLength(1);
			for (const answer of [again, later]) {
				expect(answer).toMatchObject({ status: 200, isReplayed: true });
				expect(answer!.body.id).toBe(booked[0].TxnID);
			}
		});
	});
});
