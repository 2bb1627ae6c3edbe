import type { JsonRecord, RetRecord } from '../record';
import type { ObjectFacts } from '../schema/compiled';
import {
	blockOf,
	blockOfRecord,
	contentOf,
	isChoice,
	schema,
	valuesOf,
	type Block,
} from '../schema/elements';
import { writeBlock } from './block';
import { escaped } from './values/characters';
import { checkCustomFields, customFieldsIn, type CustomField } from './customFields';
import { InvalidRequestError, UnsupportedOperationError } from './faults';
import { presentLines } from './lines';
import { addFault, isEmpty, type Place, type Scope } from './scope';
import type { Target } from './values/scalarText';

/** What can be asked of QuickBooks. */
export type Operation = 'add' | 'delete' | 'merge' | 'mod' | 'query' | 'void';

/** A request as a caller describes it. */
export interface RequestCall extends Target {
	/** The object as qbXML names it: `Invoice`, `ItemInventory`, `GeneralSummaryReport`, `TxnDeleted`. */
	object: string;
	operation: Operation;
	/**
	 * The record for an Add or a Mod, the id member for a deletion and a void, the filters of a query by their names in
	 * qbXML (`TxnID`, `EntityFilter`, `IncludeLineItems`), the parameters of a report.
	 */
	record: JsonRecord;
	/** The record as QuickBooks has it: for a Mod, so that lines keep their order and ids need not be repeated. */
	present?: RetRecord;
	/** Names the answer; at most 50 characters. */
	requestId?: string;
	/** The members that the answer of an Add or a Mod is to have; all when left out. */
	includeRetElement?: string[];
	/** For a query that QuickBooks can give out in parts: `Start`, then `Continue` with the id of the answer. */
	iterator?: { step: 'Continue' | 'Start' | 'Stop'; id?: string };
	metaData?: 'MetaDataAndResponseData' | 'MetaDataOnly';
	/** Gives the new record a name by which later requests of the same document can point at it (`TxnID:Name1`). */
	defMacro?: string;
}

/** A request that QuickBooks can read, for {@link writeDocument}. */
export interface RequestMessage {
	/** Such as `InvoiceAdd`. */
	name: string;
	requestId?: string;
	/** The element `InvoiceAddRq` with all that is in it. */
	text: string;
}

const TYPES = {
	delete: ['listDelType', 'txnDelType'],
	merge: ['listMergeType'],
	void: ['txnVoidType'],
} as const;

/** What the request is called, and how it names the kind of record where one request is for all kinds. */
function requestFor(object: string, facts: ObjectFacts, operation: Operation) {
	if (operation === 'add' || operation === 'mod' || operation === 'query') {
		return { name: facts[operation], type: undefined };
	}
	const own = operation === 'delete' ? facts.del : undefined;
	if (own && object !== 'List' && object !== 'Txn') return { name: own, type: undefined };
	const fact = TYPES[operation].find((each) => facts[each] !== undefined);
	if (!fact) return { name: undefined, type: undefined };
	const element = `${fact[0].toUpperCase()}${fact.slice(1)}`;
	return { name: element.replace(/Type$/, ''), type: { [element]: facts[fact] } };
}

const WORDS: Record<Operation, string> = {
	add: 'create',
	delete: 'delete',
	merge: 'merge',
	mod: 'change',
	query: 'read',
	void: 'void',
};

function checkMessage(name: string, { version, target }: Scope): void {
	const { since, notIn } = schema.messages[name];
	const { edition = 'US' } = target;
	if (notIn?.split(',').includes(edition)) {
		throw new UnsupportedOperationError(`The ${edition} edition of QuickBooks has no ${name}.`);
	}
	if (since !== undefined && since > version) {
		throw new UnsupportedOperationError(
			`${name} needs qbXML ${since.toFixed(1)}; this QuickBooks speaks ${version.toFixed(1)}.`,
		);
	}
}

/** The attributes of a request, checked against what goes together (Intuit: "query requests"). */
function attributesOf(call: RequestCall, name: string, scope: Scope): string {
	const { iterator, metaData, requestId } = call;
	const message = schema.messages[name];
	if (requestId !== undefined && requestId.length > 50) {
		addFault(scope, 'requestId', `has ${requestId.length} characters; QuickBooks takes at most 50`);
	}
	if (iterator && !message.iterator) {
		addFault(scope, 'iterator', `is not possible: QuickBooks gives ${call.object} out whole`);
	}
	if (iterator && iterator.step !== 'Stop' && isEmpty(call.record.MaxReturned)) {
		addFault(scope, 'MaxReturned', 'is required with an iterator');
	}
	if (iterator && iterator.step !== 'Start' && !iterator.id) {
		addFault(scope, 'iterator.id', 'is required to go on; the answer before gave it');
	}
	if (metaData && !message.metaData) addFault(scope, 'metaData', `is not possible with ${name}`);
	if (metaData && iterator) addFault(scope, 'metaData', 'is not possible with an iterator');
	const attributes = {
		requestID: requestId,
		metaData,
		iterator: iterator?.step,
		iteratorID: iterator?.id,
	};
	return attributeText(attributes);
}

function attributeText(attributes: Record<string, string | undefined>): string {
	return Object.entries(attributes)
		.map(([name, value]) => (value === undefined ? '' : ` ${name}="${escaped(value)}"`))
		.join('');
}

/** A Mod needs the id and the sequence of the record that it changes. */
function identified({ operation, record, present }: RequestCall, { key }: ObjectFacts): JsonRecord {
	if (operation !== 'mod' || !key || !present) return record;
	const own = present.record;
	return {
		...record,
		...(isEmpty(record[key]) ? { [key]: own[key] } : {}),
		...(isEmpty(record.EditSequence) ? { EditSequence: own.EditSequence } : {}),
	};
}

function contentText(call: RequestCall, name: string, place: Place, scope: Scope): string {
	const facts = schema.objects[call.object];
	const content: Block = place.block;
	const [first] = content.entries;
	if (!first || isChoice(first) || first.name !== name)
		return writeBlock(place, call.record, scope);
	const own: Place = {
		block: blockOf(first)!,
		name: first.block!,
		ret: facts.ret === undefined ? undefined : blockOfRecord(facts.ret),
		present: call.present?.record,
		path: '',
	};
	if (own.ret?.byName.has('DataExtRet')) checkCustomFields(headFields(call.record), scope);
	const inner = writeBlock(own, identified(call, facts), scope);
	const macro = attributeText({ defMacro: call.defMacro });
	const rest = { ...content, entries: content.entries.slice(1) };
	const wanted = { IncludeRetElement: call.includeRetElement };
	const asked = writeBlock({ block: rest, name: '', path: '' }, wanted, scope);
	return `<${name}${macro}>${inner}</${name}>${asked}`;
}

/** Those of the record itself; those of lines go with the lines of an Add. */
const headFields = (record: JsonRecord): CustomField[] =>
	customFieldsIn(record).filter(({ lineId }) => lineId === undefined);

/** A kind of record can be younger than the request that is one for all kinds. */
function checkType(type: JsonRecord | undefined, content: Block, call: RequestCall): void {
	for (const [element, value] of Object.entries(type ?? {})) {
		const known = valuesOf(content.byName.get(element)!.enum!, Number(call.version));
		if (known.includes(String(value))) continue;
		throw new UnsupportedOperationError(
			`qbXML ${call.version} cannot ${WORDS[call.operation]} ${call.object}; a later version can.`,
		);
	}
}

/** The record of a request that is one for all kinds: its type, and of the record what names it. */
function typed(call: RequestCall, type: JsonRecord | undefined, content: Block): RequestCall {
	if (!type) return call;
	const { record } = call;
	const named = Object.keys(record).filter((key) => content.byName.has(key));
	return {
		...call,
		record: { ...Object.fromEntries(named.map((key) => [key, record[key]])), ...type },
	};
}

/** What holds while one request is written. */
export function scopeOf(
	call: Target & Pick<RequestCall, 'object' | 'present'>,
	change = false,
): Scope {
	const { object, present, version } = call;
	if (!/^\d{1,2}\.\d{1,2}$/.test(version)) {
		const fault = { path: 'version', message: 'must be a version of qbXML such as 13.0' };
		throw new InvalidRequestError(object, [fault]);
	}
	return {
		target: call,
		version: Number(version),
		object,
		change,
		lines: present && presentLines(present.record, present.lineOrder),
		faults: [],
	};
}

/**
 * Writes a request in the order of qbXML, and leaves out what QuickBooks only shows.
 *
 * @param call the request
 * @returns the request as text, in ASCII
 * @throws InvalidRequestError with all that QuickBooks would refuse, each with its path in the record
 * @throws UnsupportedOperationError where QuickBooks, or this version or edition of it, has no such request
 */
export function writeRequest(call: RequestCall): RequestMessage {
	const { object, operation, requestId } = call;
	if (!Object.prototype.hasOwnProperty.call(schema.objects, object)) {
		throw new UnsupportedOperationError(`QuickBooks has no object ${object}.`);
	}
	const { name, type } = requestFor(object, schema.objects[object], operation);
	if (name === undefined) {
		throw new UnsupportedOperationError(`QuickBooks cannot ${WORDS[operation]} ${object}.`);
	}
	const scope = scopeOf(call, operation === 'mod');
	checkMessage(name, scope);
	const content = contentOf(`${name}Rq`)!;
	checkType(type, content, call);
	const asked = typed(call, type, content);
	const attributes = attributesOf(call, name, scope);
	const inner = contentText(asked, name, { block: content, name: `${name}Rq`, path: '' }, scope);
	if (scope.faults.length > 0) throw new InvalidRequestError(name, scope.faults);
	return { name, requestId, text: `<${name}Rq${attributes}>${inner}</${name}Rq>` };
}
