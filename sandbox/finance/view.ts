import { blockOf, blockOfRecord, isRecord, type Block } from '../../gateway/qbxml';
import { recordView, resourceAt as gatewayResource, type Resource } from '../../gateway/records';
import { objectAt } from '../../simulator/quickBooks/objects';
import { retOf } from '../../simulator/quickBooks/view/ret';
import type { FinanceCompany } from './company';
import { idOf, kindOf, resourceAt, type FinanceRecord, type Kind } from './kinds';

/** What the answers of QuickBooks have of a record: the company file keeps more for itself. */
function faced(block: Block | undefined, record: FinanceRecord): FinanceRecord {
	const members: FinanceRecord = {};
	for (const [member, value] of Object.entries(record)) {
		const element = block?.byName.get(member);
		if (!element) continue;
		const inner = blockOf(element);
		if (Array.isArray(value)) {
			// XML has no empty lists.
			if (value.length === 0) continue;
			members[member] = value.map((row: unknown) => (isRecord(row) ? faced(inner, row) : row));
		} else members[member] = isRecord(value) ? faced(inner, value) : value;
	}
	return members;
}

/** The gateway's resource behind one of the sandbox. */
export function resourceOf({ qbObject }: Pick<Kind, 'qbObject'>): Resource {
	const resource = gatewayResource(qbObject);
	if (!resource) throw new Error(`The gateway knows no object "${qbObject}".`);
	return resource;
}

/** A record of the company file as the service shows it. */
function shown(company: FinanceCompany, kind: Kind, record: FinanceRecord): FinanceRecord {
	const object = company.nameOf(kind.qbObject, idOf(record));
	const ret = `${object}Ret`;
	const whole = objectAt(object)
		? retOf(company.quickBooks.file, object, record as Parameters<typeof retOf>[2])
		: record;
	const native = { object, ret, record: faced(blockOfRecord(ret), whole) };
	return recordView(resourceOf(kind), native);
}

/** All records of a resource, for tests. */
export async function recordsOf(company: FinanceCompany, path: string): Promise<FinanceRecord[]> {
	const resource = resourceAt(path);
	if (!resource) throw new Error(`There is no resource "${path}".`);
	const kind = await kindOf(resource);
	return company.all(kind).map((record) => shown(company, kind, record));
}
