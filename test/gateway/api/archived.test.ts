import { ready, useOffice } from '../records/support/office';

const invoice = {
	CustomerRef: { FullName: 'Blue, Dale' },
	Memo: 'Private',
	InvoiceLineRet: [{ ItemRef: { FullName: 'Painting' }, Quantity: 3, Rate: '5.00' }],
};

describe('An instance with a write of unknown outcome', () => {
	const holder = useOffice(ready, { isShared: true });

	it('is deleted only with ?archive=true, and what is unknown stands in the log with its reason', async () => {
		const office = holder.now;
		office.disturb = (moment) => (moment === 'handedOut' ? 'crash' : undefined);
		const lost = office.ask('POST', '/invoices', invoice);
		await office.whenQueued();
		await office.update();
		office.disturb = () => undefined;
		office.clock.skip(3_600_000);
		await office.update();
		const { requestId, outcome } = (await lost).body;
		expect(outcome).toBe('unknown');
		// What came later does not cover it.
		for (let later = 0; later < 1_000; later += 1) {
			await office.store.addCall({
				id: `later-${later}`,
				instanceId: office.id,
				kind: 'read',
				method: 'GET',
				path: '/invoices',
				queuedAtMs: office.clock.now(),
			});
		}
		const path = `/instances/${office.id}`;
		const listed = await office.platform('GET', `${path}/connector/calls?outcome=unknown`);
		expect(listed.body).toEqual([expect.objectContaining({ requestId, outcome: 'unknown' })]);
		expect((await office.platform('DELETE', path)).status).toBe(409);
		expect((await office.platform('DELETE', `${path}?archive=true`)).status).toBe(200);
		const logged = office.logged.filter((line) => line.includes('An unknown outcome was archived'));
		expect(logged).toHaveLength(1);
		expect(JSON.parse(logged[0])).toMatchObject({
			requestId,
			instanceId: office.id,
			method: 'POST',
			path: '/elements/api-v2/invoices',
			handedOutAtMs: expect.any(Number),
			reason: expect.stringMatching(/\S/),
		});
		expect(logged[0]).not.toContain('Private');
	});
});
