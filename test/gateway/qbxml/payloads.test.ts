import { RESOURCES } from '../../../nodes/QuickBooksEnterprise/catalogue/resources';
import { objectFacts, type JsonRecord } from '../../../gateway/qbxml';
import { payloads } from '../../catalogue/payloads';
import { samples, sayAbsent } from '../../catalogue/source';
import { faultsOf } from './support/faultsOf';

const OPERATIONS = { create: 'add', update: 'mod' } as const;

/** What a record of the API misses of qbXML. */
function faults(qbObject: string, operation: 'create' | 'update', record: JsonRecord): string[] {
	const { ItemType: type, ...product } = record;
	const isProduct = qbObject === 'Item';
	const object = isProduct ? String(type) : qbObject;
	const id = { [objectFacts(object)!.key!]: '1-1', EditSequence: '1' };
	const members: JsonRecord = isProduct ? product : record;
	return Object.keys(
		faultsOf({
			object,
			operation: OPERATIONS[operation],
			record: operation === 'update' ? { ...id, ...members } : members,
		}),
	);
}

/** Members that no record of their kind has in Desktop's qbXML, and what only an update of a payment card would need. */
const UNKNOWN: Record<string, string[]> = {
	'item-receipts create': ['ItemType'],
	'journal-entries update': ['Memo'],
};

describe('records that the API takes become requests', () => {
	it.each(payloads)('of our own: $operation $resource', ({ resource, operation, record }) => {
		const { qbObject } = RESOURCES.find(({ value }) => value === resource)!;
		expect(faults(qbObject, operation, record)).toEqual([]);
	});

	it('of the vendor, where they are: read-only members left out, unknown ones named', async () => {
		const found = await samples();
		if (!found) {
			sayAbsent("The vendor's payloads were");
			return;
		}
		let looked = 0;
		for (const { path, qbObject, operations } of RESOURCES) {
			for (const operation of ['create', 'update'] as const) {
				const record = found[path]?.[operation];
				if (!record || !operations.includes(operation)) continue;
				const name = `${path} ${operation}`;
				expect([name, faults(qbObject, operation, record)]).toEqual([name, UNKNOWN[name] ?? []]);
				looked += 1;
			}
		}
		expect(looked).toBe(48);
	});
});
