import { isRecord } from '../http';
import type { CompanyFile } from './companyFile';
import { ALL_RESOURCES, isNested, type FinanceRecord, type Kind } from './kinds';
import { pointsInto } from './references';
import { invalidInContext, nameTaken } from './status';

/** The name of an employee is made of its parts; a full name joins parent and child with a colon. */
export function named(kind: Kind, record: FinanceRecord): FinanceRecord {
	const { Name: name, ParentRef: parent } = record as { Name?: string; ParentRef?: FinanceRecord };
	if (kind.value === 'employee') {
		const parts = [record.FirstName, record.MiddleName, record.LastName].filter(Boolean);
		return { ...record, Name: parts.join(' ') };
	}
	if (!isNested(kind)) return record;
	const fullName = parent ? `${String(parent.FullName)}:${name}` : name;
	return {
		...record,
		FullName: fullName,
		Sublevel: String(String(fullName).split(':').length - 1),
	};
}

/** Inactive records hold their names too, and so do those of other lists in the same space. */
export function requireFreeName(
	company: CompanyFile,
	kind: Kind,
	record: FinanceRecord,
	old?: FinanceRecord,
) {
	if (!kind.nameSpace) return;
	const holder = company.holderOf(kind, record.FullName ?? record.Name);
	if (holder && holder.record !== old) throw nameTaken(String(record.Name));
}

/** Refuses a record that stands under itself. */
export function requireNoCircle(kind: Kind, record: FinanceRecord): void {
	const parent = record.ParentRef as FinanceRecord | undefined;
	if (parent && parent.ListID === record.ListID) {
		throw invalidInContext(
			'ParentRef',
			String(parent.FullName),
			`A ${kind.qbObject} cannot be its own parent.`,
		);
	}
}

/** A record that got another name shows it wherever it is named, and passes it on to those under it. */
export function followName(
	company: CompanyFile,
	kind: Kind,
	old: FinanceRecord,
	record: FinanceRecord,
): void {
	const name = record.FullName ?? record.Name;
	const parentId = (of: FinanceRecord) => (of.ParentRef as FinanceRecord | undefined)?.ListID;
	if (kind.value === 'customer' && parentId(old) !== parentId(record)) company.rebuildLedger();
	if (name === (old.FullName ?? old.Name)) return;
	const follow = (own: string, value: unknown): void => {
		if (Array.isArray(value)) return value.forEach((each) => follow(own, each));
		if (!isRecord(value)) return;
		for (const [member, inner] of Object.entries(value)) {
			const isIt =
				isRecord(inner) && inner.ListID === record.ListID && pointsInto(member, own, kind.value);
			if (isIt) inner.FullName = name;
			else follow(own, inner);
		}
	};
	for (const resource of ALL_RESOURCES)
		company.all(resource).forEach((each) => follow(resource.value, each));
	if (!isNested(kind)) return;
	for (const child of company.all(kind)) {
		if (parentId(child) !== record.ListID) continue;
		const renamed = named(kind, child);
		company.replace(kind, child, renamed);
		followName(company, kind, child, renamed);
	}
}
