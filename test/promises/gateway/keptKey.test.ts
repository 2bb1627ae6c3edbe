import { World, type Request } from './support/world';

const HALF_A_MINUTE_MS = 30_000;

const INVOICE = {
	CustomerRef: { FullName: 'Blue, Dale' },
	Memo: 'kept',
	InvoiceLineRet: [{ ItemRef: { FullName: 'Painting' }, Quantity: 3, Rate: '5.00' }],
};
const INSTANCE = {
	element: { key: 'quickbooksonprem' },
	name: 'Kept',
	configuration: { 'app.name': 'n8n', 'host.ip': 'office' },
};

describe('An answer under a key, when the power goes as soon as it is there', () => {
	it.each<[string, (token: string) => Request]>([
		['a record', (token) => ({ method: 'POST', path: '/invoices', body: INVOICE, token })],
		['an instance', () => ({ method: 'POST', path: '/instances', body: INSTANCE })],
	])('is given again, whatever has changed since: %s', async (_what, requestFor) => {
		const world = new World(50_000);
		const [computer] = world.computers;
		await world.during(async () => {
			await world.open();
			const request = { ...requestFor(computer.token), key: 'one key' };
			const first = await world.call(request);
			world.switchOff(false);
			expect(first).toMatchObject({ status: 200, isReplayed: false });

			await world.time.wait(HALF_A_MINUTE_MS);
			await changeElsewhere(world);
			const again = await world.call(request);
			expect(again).toEqual({ ...first, isReplayed: true });
		});
	});
});

/** Somebody changes what the request made: an answer that was made anew would show it. */
async function changeElsewhere(world: World): Promise<void> {
	const [computer] = world.computers;
	for (const { TxnID, EditSequence } of computer.list('Invoice', 'Memo', 'kept')) {
		computer.company.mod('Invoice', { TxnID, EditSequence, Memo: 'changed' } as never);
	}
	const { body } = await world.platform('GET', '/instances?pageSize=200');
	for (const { id, name } of body as unknown as Array<{ id: number; name: string }>) {
		if (name === 'Kept') await world.platform('PATCH', `/instances/${id}`, { name: 'Changed' });
	}
}
