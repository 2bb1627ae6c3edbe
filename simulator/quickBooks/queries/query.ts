import { ORDER, textOf, textsOf, type QbRecord } from '../../qbxml/record';
import {
	idOf,
	keyOf,
	objectsIn,
	requireId,
	withId,
	withName,
	type Located,
} from '../requests/objects';
import { shownRecord, type Shown } from '../requests/shownRecord';
import { wanted } from '../requests/write';
import type { Context, Reply } from '../session/context';
import type { Found } from '../session/iterators';
import { contradiction, NOTHING_FOUND, notAllFound } from '../session/statuses';
import { testOf } from './filters';

/** What a query is over. */
export interface Source {
	/** The objects whose records it finds. */
	objects: string[];
	/** The member of the answer for a record. */
	ret: (object: string) => string;
	/** Makes what is shown of a record. */
	show?: (object: string, record: QbRecord) => QbRecord;
}

/** Records that were named one by one, and the first that is not there. */
interface Named {
	found: Located[];
	missing?: string;
}

/** By id or full name: everything else that the request says is not looked at. */
function named({ company, content }: Context, { objects }: Source): Named | undefined {
	const key = keyOf(objects[0]);
	const ids = textsOf(content, key);
	const names = textsOf(content, 'FullName');
	if (ids.length === 0 && names.length === 0) return undefined;
	for (const id of ids) requireId(id, key);
	const all = [
		...ids.map((id) => ({ asked: id, located: withId(company, objects, id) })),
		...names.map((name) => ({ asked: name, located: withName(company, objects, name) })),
	];
	return {
		found: all.flatMap(({ located }) => located ?? []),
		missing: all.find(({ located }) => !located)?.asked,
	};
}

/** All that the filters leave, as ids: a page is read when it is asked for. */
function filtered(context: Context, { objects }: Source): Found[] {
	const isIt = testOf(context);
	const found: Found[] = [];
	for (const object of objects) {
		for (const record of context.company.list(object)) {
			if (isIt(record, object)) found.push({ object, id: idOf(record) });
		}
	}
	return found;
}

function shownOf({ content, grammar, name }: Context): Shown {
	const { elements } = grammar.block(`${name}Rq`);
	const lines = ['IncludeLineItems', 'IncludeComponentLineItems'].filter((each) =>
		elements.has(each),
	);
	const isTrue = (member: string) => ['true', '1'].includes(textOf(content, member) ?? '');
	return {
		lines: lines.length === 0 || lines.some(isTrue),
		links: isTrue('IncludeLinkedTxns'),
		owners: textsOf(content, 'OwnerID'),
	};
}

/** The members of the answer, each record under the name of its kind. */
function contentOf(context: Context, { ret, show }: Source, records: Located[]): QbRecord {
	const shown = shownOf(context);
	const content: Record<string, QbRecord[]> = {};
	const order: string[] = [];
	for (const { object, record } of records) {
		const name = ret(object);
		const whole = show ? show(object, record) : record;
		(content[name] ??= []).push(shownRecord(context, object, whole, shown));
		order.push(name);
	}
	return { ...content, [ORDER]: order };
}

const located = ({ company }: Context, found: Found[]): Located[] =>
	found.flatMap(({ object, id }) => {
		const record = company.get(object, id);
		return record ? [{ object, record }] : [];
	});

/** The filters as one text, for telling whether they are the same; what only shapes a page is left out. */
function filtersOf(content: QbRecord): string | undefined {
	const isFilter = ([member]: [string, unknown]) =>
		!/^(Include|MaxReturned$|OwnerID$|#)/.test(member);
	const filters = Object.entries(content).filter(isFilter);
	return filters.length > 0 ? JSON.stringify(filters) : undefined;
}

function iterated(context: Context, source: Source, iterator: string): Reply {
	const { iterators, name, content, attributes } = context;
	if (isCounted(context)) throw contradiction('metaData cannot be combined with an iterator.');
	if (iterator === 'Stop') {
		iterators.stop(attributes.iteratorID, name);
		return {};
	}
	const filters = filtersOf(content);
	const id =
		iterator === 'Start'
			? iterators.start(name, filters ?? '', filtered(context, source))
			: attributes.iteratorID;
	const maximum = textOf(content, 'MaxReturned');
	const { page, remaining } = iterators.next(
		id,
		name,
		filters,
		maximum === undefined ? undefined : Number(maximum),
	);
	return {
		...(page.length === 0 ? { code: 1, message: NOTHING_FOUND } : {}),
		attributes: { iteratorRemainingCount: String(remaining), iteratorID: id },
		content: contentOf(context, source, located(context, page)),
		only: wanted(content),
	};
}

const isCounted = ({ attributes: { metaData } }: Context) =>
	metaData === 'MetaDataOnly' || metaData === 'MetaDataAndResponseData';

/**
 * Answers a query over records.
 *
 * @throws StatusError
 */
export function query(context: Context, source: Source): Reply {
	const { attributes, content } = context;
	const asked = named(context, source);
	if (!asked && attributes.iterator !== undefined) {
		return iterated(context, source, attributes.iterator);
	}
	const maximum = Number(textOf(content, 'MaxReturned') ?? Infinity);
	const records = asked
		? asked.found
		: located(context, filtered(context, source).slice(0, maximum));
	const status = () => {
		if (asked?.missing !== undefined) return { code: 500, message: notAllFound(asked.missing) };
		return records.length === 0 ? { code: 1, message: NOTHING_FOUND } : {};
	};
	return {
		...status(),
		attributes: isCounted(context) ? { retCount: String(records.length) } : {},
		content: attributes.metaData === 'MetaDataOnly' ? {} : contentOf(context, source, records),
		only: wanted(content),
	};
}

/** @returns what the query of an object is over: the object itself, or the kinds that it stands for. */
export const sourceOf = (object: string): Source => ({
	objects: objectsIn(object),
	ret: (each) => `${each}Ret`,
});
