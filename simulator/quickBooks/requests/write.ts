import {
	aggregateOf,
	isAggregate,
	rowsOf,
	textOf,
	textsOf,
	type QbRecord,
	type QbValue,
} from '../../qbxml/record';
import type { Context, Reply } from '../session/context';
import { objectNotFound, staleSequence } from '../session/statuses';
import { StatusError } from '../statusError';
import { stored } from './codePage';
import { Extensions } from './extensions';
import { idOf, keyOf, requireId } from './objects';
import { PERSONAL, shownRecord, WHOLE } from './shownRecord';

/** @returns the members that `IncludeRetElement` asks for. */
export function wanted(content: QbRecord): ReadonlySet<string> | undefined {
	const names = textsOf(content, 'IncludeRetElement');
	return names.length > 0 ? new Set(names) : undefined;
}

/** What a request gives to its lines that the company file does not keep with them. */
interface LineExtra {
	/** `InvoiceLineRet`, where the line will be in the answer. */
	member: string;
	index: number;
	macro?: string;
	extensions: QbRecord[];
}

const retName = (member: string) => member.replace(/(Add|Mod)$/, 'Ret');

/** Takes names of macros and custom fields out of the lines of a request. */
function takeExtras(record: QbRecord): LineExtra[] {
	return Object.keys(record).flatMap((member) =>
		rowsOf(record, member).flatMap((row, index): LineExtra[] => {
			const macro = textOf(row, '@defMacro');
			const extensions = rowsOf(row, 'DataExt');
			delete row['@defMacro'];
			delete row.DataExt;
			const isPlain = macro === undefined && extensions.length === 0;
			return isPlain ? [] : [{ member: retName(member), index, macro, extensions }];
		}),
	);
}

function keepExtras(context: Context, object: string, record: QbRecord, extras: LineExtra[]): void {
	const store = new Extensions(context.company);
	for (const { member, index, macro, extensions } of extras) {
		const row = rowsOf(record, member)[index];
		const lineId = row && textOf(row, 'TxnLineID');
		if (lineId === undefined) continue;
		if (macro !== undefined) context.macros.define(macro, lineId);
		for (const extension of extensions) {
			store.set(object, idOf(record), {
				ownerId: textOf(extension, 'OwnerID') ?? '0',
				name: textOf(extension, 'DataExtName') ?? '',
				value: textOf(extension, 'DataExtValue') ?? '',
				lineId,
			});
		}
	}
}

/** Nothing that was sent empty says anything in an Add. */
function withoutEmpty(record: QbRecord): QbRecord {
	const one = (value: QbValue): QbValue => {
		if (Array.isArray(value)) {
			return (value as QbValue[]).map((each) => (each === null ? {} : one(each))) as QbRecord[];
		}
		return isAggregate(value) ? withoutEmpty(value) : value;
	};
	return Object.fromEntries(
		Object.entries(record)
			.filter(([, value]) => value !== null && value !== undefined)
			.map(([name, value]) => [name, one(value!)]),
	);
}

function prepared({ settings, macros }: Context, given: QbRecord): QbRecord {
	const personal = PERSONAL.find((name) => name in given);
	if (!settings.mayReadPersonalData && personal !== undefined) {
		throw new StatusError(
			3261,
			`The application does not have the required permissions to access personal data: ${personal}.`,
		);
	}
	return stored(macros.resolved(given), settings.codePage, settings.asciiFields);
}

/**
 * Adds a record.
 *
 * @throws StatusError
 */
export function add(context: Context, object: string): Reply {
	const { '@defMacro': macro, ...given } = aggregateOf(context.content, `${object}Add`) ?? {};
	if (typeof macro === 'string') context.macros.check(macro);
	const record = prepared(context, withoutEmpty(given));
	const extras = takeExtras(record);
	const result = context.company.add(object, record);
	if (typeof macro === 'string') context.macros.define(macro, idOf(result));
	keepExtras(context, object, result, extras);
	return answered(context, object, result);
}

/**
 * Changes a record. One whose `EditSequence` is old is refused with the record as it is now.
 *
 * @throws StatusError
 */
export function mod(context: Context, object: string): Reply {
	const given = aggregateOf(context.content, `${object}Mod`) ?? {};
	const field = keyOf(object);
	const id = textOf(given, field) ?? '';
	requireId(id, field);
	const current = context.company.get(object, id);
	if (!current) throw objectNotFound(id);
	const sequence = textOf(given, 'EditSequence') ?? '';
	if (sequence !== current.EditSequence) {
		const { code, message } = staleSequence(sequence);
		return { ...answered(context, object, current), code, message };
	}
	const record = prepared(context, given);
	const extras = takeExtras(record);
	const result = context.company.mod(object, record);
	keepExtras(context, object, result, extras);
	return answered(context, object, result);
}

function answered(context: Context, object: string, record: QbRecord): Reply {
	const shown = shownRecord(context, object, record, WHOLE);
	return { content: { [`${object}Ret`]: shown }, only: wanted(context.content) };
}
