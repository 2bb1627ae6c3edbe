import { byId, useSandbox } from '../../../support/sandboxed';

const bench = useSandbox();

async function newInstance(): Promise<number> {
	return bench.sandbox.addInstance({ name: 'Store 12' }).id;
}

describe('Get of a record', () => {
	it('reads it through the instance and shows at most ten members', async () => {
		const instance = await newInstance();
		const [record] = await bench.sandbox.records(instance, 'invoices');
		const { json } = await bench.run({
			parameters: {
				resource: 'invoice',
				operation: 'get',
				instanceId: byId(instance),
				recordId: byId(String(record.TxnID)),
			},
		});
		expect(json).toHaveLength(1);
		expect(json[0]).toMatchObject({ id: record.TxnID, RefNumber: record.RefNumber });
		expect(typeof json[0].CustomerRef).toBe('string');
		expect(Object.keys(json[0]).length).toBeLessThanOrEqual(10);
	});
});
