import { RESOURCES } from '../../../nodes/QuickBooksEnterprise/catalogue/resources';
import { loadNode } from '../../support/builtPackage';
import { byId, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

const newInstance = () => bench.sandbox.addInstance({ name: 'Store 12' }).id;

const remove = async (instance: number, id: string, resource = 'invoice') =>
	await bench.run({
		parameters: {
			resource,
			operation: 'delete',
			instanceId: byId(instance),
			recordId: byId(id),
		},
	});

describe('Delete of a record', () => {
	it('removes it, and says the same when it is gone already', async () => {
		const instance = newInstance();
		const [record, ...others] = await bench.sandbox.records(instance, 'invoices');
		for (const time of ['first', 'second']) {
			const { json, error } = await remove(instance, String(record.TxnID));
			expect([time, json, error]).toEqual([time, [{ deleted: true }], undefined]);
		}
		expect(await bench.sandbox.records(instance, 'invoices')).toEqual(others);
	});

	it('sends no body and no record but the one that is meant', async () => {
		const instance = newInstance();
		const [record] = await bench.sandbox.records(instance, 'invoices');
		bench.sandbox.resetRequests();
		await remove(instance, String(record.TxnID));
		expect(bench.calls()).toEqual([
			`GET /instances/${instance}`,
			`DELETE /hubs/finance/invoices/${String(record.TxnID)}`,
		]);
		expect(bench.sandbox.requests[1].rawBody).toBe('');
	});

	it('after an answer that was lost, ends as deleted', async () => {
		const instance = newInstance();
		const [record, ...others] = await bench.sandbox.records(instance, 'invoices');
		bench.sandbox.addFault({
			method: 'DELETE',
			path: '/hubs/**',
			times: 1,
			fault: { kind: 'drop', when: 'after' },
		});
		const { json } = await remove(instance, String(record.TxnID));
		expect(json).toEqual([{ deleted: true }]);
		expect(await bench.sandbox.records(instance, 'invoices')).toEqual(others);
	});

	it.each([
		['another element', 404, 'This API is not currently supported for this element'],
		['a proxy', 404, undefined],
	])('of an address that is not there, by %s, is no success', async (_, status, message) => {
		const instance = newInstance();
		const [record] = await bench.sandbox.records(instance, 'invoices');
		bench.sandbox.addFault({
			method: 'DELETE',
			path: '/hubs/**',
			fault: { kind: 'status', status, ...(message ? { message } : {}) },
		});
		const { json, error } = await remove(instance, String(record.TxnID));
		expect(json).toEqual([]);
		expect(error?.httpCode).toBe('404');
	});

	it('of a record that is in use is tried again, and in the end says so', async () => {
		const instance = newInstance();
		const [record] = await bench.sandbox.records(instance, 'invoices');
		const inUse = { method: 'DELETE', path: '/hubs/**', fault: { kind: 'inUse' } } as const;
		bench.sandbox.addFault(inUse);
		const { json, error } = await remove(instance, String(record.TxnID));
		expect([json, error?.httpCode]).toEqual([[], '409']);
		expect(error?.message).toContain('Somebody is using the record');
		bench.sandbox.clearFaults();
		bench.sandbox.addFault({ ...inUse, times: 2 });
		const again = await remove(instance, String(record.TxnID));
		expect(again.json).toEqual([{ deleted: true }]);
	});

	it('exists where the service has it, and says that there is no voiding', () => {
		const { properties } = loadNode().description;
		for (const { value, operations } of RESOURCES) {
			const field = properties.find(
				({ name, displayOptions }) =>
					name === 'operation' && displayOptions?.show?.resource?.includes(value),
			);
			const option = field?.options?.find((each) => 'value' in each && each.value === 'delete') as
				| { description?: string }
				| undefined;
			expect([value, option !== undefined]).toEqual([value, operations.includes('delete')]);
			if (option)
				expect(option.description).toMatch(/removed from the books.*Voiding.*not offered/);
		}
	});
});
