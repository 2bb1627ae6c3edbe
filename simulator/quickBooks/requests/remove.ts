import { OBJECTS } from '../../qbxml/grammar';
import { aggregateOf, textOf, textsOf, type QbRecord } from '../../qbxml/record';
import type { Deletion } from '../company';
import type { Context, Reply } from '../session/context';
import { NOTHING_FOUND, objectNotFound, staleSequence } from '../session/statuses';
import { StatusError } from '../statusError';
import { Extensions } from './extensions';
import { idOf, requireId, withId } from './objects';
import { wanted } from './write';

/** Which of the words of a request names an object. */
type Word = 'deletes' | 'voids' | 'merges';

/** @returns the object of a kind that a type such as `ListDelType` stands for. */
function objectFor(kind: 'list' | 'txn', word: Word, type: string): string | undefined {
	const entries = Object.entries(OBJECTS).filter(([, each]) => each.kind === kind);
	return entries.find(([, each]) => each[word] === type)?.[0];
}

/** The object and id that a request names. */
function targetOf(
	{ company, content }: Context,
	kind: 'list' | 'txn',
	word: Word,
	typeName: string,
) {
	const field = kind === 'list' ? 'ListID' : 'TxnID';
	const id = textOf(content, field) ?? '';
	requireId(id, field);
	const object = objectFor(kind, word, textOf(content, typeName) ?? '');
	const record = object === undefined ? undefined : company.get(object, id);
	if (object === undefined || !record) throw objectNotFound(id);
	return { object, id, record };
}

/** `ListDel` and `TxnDel`. */
export function remove(context: Context, kind: 'list' | 'txn'): Reply {
	const typeName = kind === 'list' ? 'ListDelType' : 'TxnDelType';
	const { object, id } = targetOf(context, kind, 'deletes', typeName);
	const { TimeDeleted, FullName, RefNumber } = context.company.delete(object, id);
	new Extensions(context.company).forget(object, id);
	const { content } = context;
	const common = { [typeName]: content[typeName], TimeDeleted };
	return {
		content:
			kind === 'list' ? { ...common, ListID: id, FullName } : { ...common, TxnID: id, RefNumber },
	};
}

/** `TxnVoid`. */
export function voidTransaction(context: Context): Reply {
	const { object, id } = targetOf(context, 'txn', 'voids', 'TxnVoidType');
	const { TimeCreated, TimeModified, RefNumber } = context.company.void(object, id);
	const { TxnVoidType } = context.content;
	return { content: { TxnVoidType, TxnID: id, TimeCreated, TimeModified, RefNumber } };
}

/** `ClearedStatusMod`. */
export function clearedStatus({ company, content }: Context): Reply {
	const given = aggregateOf(content, 'ClearedStatusMod') ?? {};
	const id = textOf(given, 'TxnID') ?? '';
	requireId(id, 'TxnID');
	company.clear(id, textOf(given, 'TxnLineID'), textOf(given, 'ClearedStatus') ?? '');
	return {};
}

/** `ListMerge`. */
export function merge({ company, content }: Context): Reply {
	const type = textOf(content, 'ListMergeType') ?? '';
	const object = objectFor('list', 'merges', type) ?? type;
	const side = (member: string) => {
		const given = aggregateOf(content, member) ?? {};
		const id = textOf(given, 'ListID') ?? '';
		requireId(id, 'ListID');
		const found = withId(company, [object], id);
		if (!found) throw objectNotFound(id);
		const sequence = textOf(given, 'EditSequence') ?? '';
		if (sequence !== found.record.EditSequence) throw staleSequence(sequence);
		return found.record;
	};
	const [from, to] = [side('MergeFrom'), side('MergeTo')];
	if (idOf(from) === idOf(to))
		throw new StatusError(3210, 'A record cannot be merged with itself.');
	const stays = company.merge(object, idOf(from), idOf(to));
	new Extensions(company).forget(object, idOf(from));
	const name = (record: QbRecord) => record.FullName ?? record.Name;
	return {
		content: {
			ListMergeType: type,
			MergedFrom: {
				ListID: idOf(from),
				TimeDeleted: stays.TimeModified,
				FullName: name(from),
			},
			MergedTo: { ...stays, FullName: name(stays) },
		},
	};
}

/** QuickBooks remembers what was deleted for so long. */
const REMEMBERED_MS = 90 * 24 * 60 * 60 * 1000;

/** `ListDeletedQuery` and `TxnDeletedQuery`: by type, then by time. */
export function deletedQuery(context: Context, kind: 'list' | 'txn'): Reply {
	const { company, content, attributes, time } = context;
	const isList = kind === 'list';
	const typeName = isList ? 'ListDelType' : 'TxnDelType';
	const range = aggregateOf(content, 'DeletedDateRangeFilter') ?? {};
	const [from, to] = ['FromDeletedDate', 'ToDeletedDate'].map((member) => textOf(range, member));
	const isWithin = ({ TimeDeleted }: Deletion) => {
		const at = time.ofRecord(TimeDeleted);
		const isRemembered = Date.parse(TimeDeleted) >= company.now().getTime() - REMEMBERED_MS;
		const isAfter = from === undefined || at >= time.ofFilter(from);
		return isRemembered && isAfter && (to === undefined || at <= time.ofFilter(to));
	};
	const types = [...new Set(textsOf(content, typeName))];
	const deletions = [...company.deletions()].filter(isWithin);
	const records = types.flatMap((type) => {
		const object = objectFor(kind, 'deletes', type);
		return deletions
			.filter((deletion) => deletion.object === object)
			.sort((a, b) => Date.parse(a.TimeDeleted) - Date.parse(b.TimeDeleted))
			.map(({ id, TimeCreated, TimeDeleted, FullName, RefNumber }): QbRecord => {
				const common = { [typeName]: type, TimeCreated, TimeDeleted };
				return isList ? { ...common, ListID: id, FullName } : { ...common, TxnID: id, RefNumber };
			});
	});
	return queryReply(
		isList ? 'ListDeletedRet' : 'TxnDeletedRet',
		records,
		context,
		attributes.metaData,
	);
}

/** Answers a query with all that it found. */
export function queryReply(
	ret: string,
	records: QbRecord[],
	{ content }: Context,
	metaData?: string,
): Reply {
	const isCounted = metaData === 'MetaDataOnly' || metaData === 'MetaDataAndResponseData';
	return {
		...(records.length === 0 ? { code: 1, message: NOTHING_FOUND } : {}),
		attributes: isCounted ? { retCount: String(records.length) } : {},
		content: metaData === 'MetaDataOnly' ? {} : { [ret]: records },
		only: wanted(content),
	};
}
