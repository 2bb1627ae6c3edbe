import { aggregateOf, isAggregate, textOf, textsOf, type QbRecord } from '../../qbxml/record';
import { keyOf, idOf, requireId, withId, withName } from '../requests/objects';
import type { Context } from '../session/context';
import { invalidReference } from '../session/statuses';

/** @returns the ids of all references whose names fit, however deep they stand. */
export function* idsIn(record: QbRecord, name: RegExp, depth = 3): Generator<string> {
	for (const [member, value] of Object.entries(record)) {
		for (const each of Array.isArray(value) ? value : [value]) {
			if (!isAggregate(each)) continue;
			const id = textOf(each, 'ListID');
			if (name.test(member) && id !== undefined) yield id;
			else if (depth > 0) yield* idsIn(each, name, depth - 1);
		}
	}
}

/** Those that stand under a record, and itself. */
function withChildren({ company }: Context, object: string, record: QbRecord): string[] {
	const name = (textOf(record, 'FullName') ?? '').toLowerCase();
	const isUnder = (other: QbRecord) =>
		(textOf(other, 'FullName') ?? '').toLowerCase().startsWith(`${name}:`);
	const under = [...company.list(object)].filter(isUnder);
	return [idOf(record), ...under.map(idOf)];
}

/**
 * The list ids that a filter such as `EntityFilter` names.
 *
 * @param objects that it may name.
 * @param noun for the refusal.
 * @throws StatusError 3140 where one is not there, which is our choice: no answer of a QuickBooks to it is known.
 */
export function idsOf(
	context: Context,
	filter: QbRecord,
	objects: string[],
	noun: string,
): Set<string> {
	const refusal = (name: string) => invalidReference(noun, name, context.name);
	const known = objects.filter((object) => keyOf(object) === 'ListID');
	const byId = (id: string) => {
		requireId(id, 'ListID');
		const found = withId(context.company, known, id);
		if (!found) throw refusal(id);
		return found;
	};
	const byName = (name: string) => {
		const found = withName(context.company, known, name);
		if (!found) throw refusal(name);
		return found;
	};
	const one = [...textsOf(filter, 'ListID').map(byId), ...textsOf(filter, 'FullName').map(byName)];
	const whole = [
		...textsOf(filter, 'ListIDWithChildren').map(byId),
		...textsOf(filter, 'FullNameWithChildren').map(byName),
	];
	return new Set([
		...one.map(({ record }) => idOf(record)),
		...whole.flatMap(({ object, record }) => withChildren(context, object, record)),
	]);
}

/** @returns the ids of the references of a record's head, and of lines where those carry them. */
export function headIds(record: QbRecord, name: RegExp, lines: readonly string[]): string[] {
	const head = Object.keys(record).filter((member) => name.test(member));
	const own = head.flatMap((member) => textOf(aggregateOf(record, member) ?? {}, 'ListID') ?? []);
	const rows = Object.fromEntries(lines.map((line) => [line, record[line]]));
	return [...own, ...idsIn(rows, name)];
}
