import type { CompanyFile } from '../books/companyFile';
import { OBJECTS, type QbObject } from '../objects';
import { idIn, idOf, nameOf, type QbRecord } from '../record';
import { badParent, invalidName, nameTaken } from '../refusals/status';
import { renameIn } from './references';

/** The parts of a person's name in one. */
export const personName = (record: QbRecord) =>
	[record.FirstName, record.MiddleName, record.LastName].filter(Boolean).join(' ');

/** The name of an employee is made of its parts; a full name joins parent and child with a colon. */
export function named(object: QbObject, record: QbRecord): QbRecord {
	if (object.name === 'Employee') return { ...record, Name: personName(record) };
	if (!object.isNested) return record;
	const parent = record.ParentRef as QbRecord | undefined;
	const fullName = parent ? `${String(parent.FullName)}:${String(record.Name)}` : record.Name;
	return {
		...record,
		FullName: fullName,
		Sublevel: String(String(fullName).split(':').length - 1),
	};
}

/**
 * Inactive records hold their names too, and so do those of other lists that share their names.
 *
 * @throws StatusError 3100, or 3090 for a name that would be read as a path.
 */
export function requireFreeName(
	file: CompanyFile,
	object: QbObject,
	record: QbRecord,
	old?: QbRecord,
): void {
	if (!object.nameMember || object.name === 'Template') return;
	const own = String(record[object.nameMember] ?? '');
	if (own.includes(':') && object.name !== 'Lead') {
		throw invalidName(own);
	}
	const holder = file.named(object.name, nameOf(record));
	if (holder && holder.record !== old) throw nameTaken(own);
}

/**
 * Refuses a record that stands under itself or under one of its own, or too deep.
 *
 * @throws StatusError 3130
 */
export function requireParent(file: CompanyFile, object: QbObject, record: QbRecord): void {
	let parentId = idIn(record, 'ParentRef');
	const parent = file.get(object.table, parentId ?? '');
	for (let depth = 1; parentId !== undefined; depth += 1) {
		const name = String((record.ParentRef as QbRecord).FullName);
		if (parentId === record.ListID) {
			throw badParent(name, `A ${object.name} cannot be its own parent.`);
		}
		if (depth > 4) throw badParent(name, 'Lists go at most five levels deep.');
		parentId = idIn(file.get(object.table, parentId), 'ParentRef');
	}
	if (object.name === 'Account' && parent && parent.AccountType !== record.AccountType) {
		throw badParent(String(parent.FullName), 'A subaccount has the type of its parent.');
	}
}

/** A record that got another name shows it wherever it is named, and passes it on to those under it. */
export function followName(
	file: CompanyFile,
	object: QbObject,
	old: QbRecord,
	record: QbRecord,
): void {
	const hasMoved = idIn(old, 'ParentRef') !== idIn(record, 'ParentRef');
	if (hasMoved && (object.name === 'Customer' || object.name === 'Account')) file.rebuildLedger();
	if (nameOf(record) === nameOf(old)) return;
	for (const each of OBJECTS) {
		for (const one of file.all(each.name)) {
			const copy = structuredClone(one);
			if (renameIn(each.name, copy, record, object.name)) file.replace(each.name, one, copy);
		}
	}
	if (!object.isNested) return;
	for (const { object: kind, record: child } of file.holders(object.table)) {
		if (idIn(child, 'ParentRef') !== record.ListID) continue;
		// Another one may have changed it since.
		const current = file.get(kind.name, idOf(child)) ?? child;
		const renamed = named(kind, current);
		file.replace(kind.name, current, renamed);
		followName(file, kind, current, renamed);
	}
}
