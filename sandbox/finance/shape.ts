import type {
	Field,
	FieldSet,
	WriteOperation,
} from '../../nodes/QuickBooksEnterprise/catalogue/types';
import { isRecord } from '../http';
import type { CompanyFile } from './companyFile';
import type { FinanceRecord, Kind } from './kinds';
import { amountText, cents } from './money';
import { resolved } from './references';

/** A write in progress. */
export interface Write {
	company: CompanyFile;
	kind: Kind;
	on: WriteOperation;
	/** Kind of product, where there is one. */
	variant?: string;
	at: Date;
}

const indexes = new WeakMap<FieldSet, Map<string, Field>>();

/** The fields of a set by their paths. */
export function fieldsByPath(set: FieldSet): Map<string, Field> {
	const known = indexes.get(set);
	if (known) return known;
	const index = new Map(set.fields.map((field) => [field.path, field]));
	indexes.set(set, index);
	return index;
}

/** What QuickBooks takes of a request: read-only members are ignored (observed), unknown ones too (our choice). */
function isTaken(field: Field, { on, variant }: Write): boolean {
	if (field.readOnly || field[on] === 'none') return false;
	return !field.variants || variant === undefined || field.variants.includes(variant);
}

/** Minutes and lengths of time are both taken (observed); what is shown has the form of the sample. */
function durationText(text: string): string {
	const [, days, hours, minutes] =
		/^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/.exec(text) ?? [];
	const total = /^\d+$/.test(text)
		? Number(text)
		: Number(days ?? 0) * 1440 + Number(hours ?? 0) * 60 + Number(minutes ?? 0);
	return `PT${Math.floor(total / 60)}H${String(total % 60).padStart(2, '0')}M`;
}

/** All scalars are text on the way out (observed), whatever they were on the way in. */
function scalarText(field: Field, value: unknown): string {
	const text = String(value);
	switch (field.type) {
		case 'boolean':
			return /^(true|1)$/i.test(text) ? 'true' : 'false';
		case 'amount':
			return amountText(cents(text));
		case 'duration':
			return durationText(text);
		default:
			return text;
	}
}

function one(write: Write, set: FieldSet, field: Field, member: string, value: unknown): unknown {
	if (field.type === 'reference' && isRecord(value)) {
		const isNothing = !value.ListID && !value.FullName;
		return isNothing ? null : resolved(write.company, write.kind, member, value);
	}
	if (field.type === 'object' && isRecord(value))
		return shaped(write, set, value, `${field.path}.`);
	return value === '' ? null : scalarText(field, value);
}

/**
 * The members of a request as QuickBooks would keep them. A member that an update empties is null.
 *
 * @throws ApiError when a reference leads nowhere.
 */
export function shaped(
	write: Write,
	set: FieldSet,
	members: FinanceRecord,
	prefix = '',
): FinanceRecord {
	const record: FinanceRecord = {};
	for (const [member, value] of Object.entries(members)) {
		const field = fieldsByPath(set).get(`${prefix}${member}`);
		if (!field || value === undefined || value === null || !isTaken(field, write)) continue;
		const kept = Array.isArray(value)
			? value.map((each) => one(write, set, field, member, each))
			: one(write, set, field, member, value);
		if (kept !== null || write.on === 'update') record[member] = kept;
	}
	return record;
}

/** A record with what an update gives: groups member by member, references and lists as wholes; null takes away. */
export function merged(old: FinanceRecord, given: FinanceRecord): FinanceRecord {
	const record = { ...old };
	for (const [member, value] of Object.entries(given)) {
		if (value === null) delete record[member];
		else if (isRecord(value) && isRecord(old[member]) && !member.endsWith('Ref')) {
			record[member] = merged(old[member], value);
		} else record[member] = value;
	}
	return record;
}
