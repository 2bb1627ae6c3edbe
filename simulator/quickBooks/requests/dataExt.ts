import { aggregateOf, rowsOf, textOf, textsOf, type QbRecord } from '../../qbxml/record';
import { OBJECTS } from '../../qbxml/grammar';
import type { Context, Reply } from '../session/context';
import type { StoredExtension, StoredExtensionDefinition } from '../session/memory';
import { invalidReference, objectNotFound } from '../session/statuses';
import { StatusError } from '../statusError';
import { stored } from './codePage';
import { Extensions } from './extensions';
import { idOf, ITEMS, referred, requireId } from './objects';
import { queryReply } from './remove';

/** The company itself has fields too; there is one. */
const COMPANY = { object: 'Company', id: 'company' };
/** How long values are, by type. */
const LENGTHS: Readonly<Record<string, number>> = { STR255TYPE: 255, STR1024TYPE: 1024 };
const NUMBER = /^-?\d+(\.\d+)?$/;

/** Which record, or which of its lines, a custom field belongs to. */
interface Owner {
	object: string;
	id: string;
	lineId?: string;
}

function ofList({ company, name }: Context, type: string, reference: QbRecord): Owner {
	const found = referred(company, type === 'Item' ? ITEMS : [type], reference);
	if (found) return { object: found.object, id: idOf(found.record) };
	const text = textOf(reference, 'ListID') ?? textOf(reference, 'FullName') ?? '';
	throw invalidReference(type, text, name);
}

function ofTransaction({ company }: Context, object: string, given: QbRecord): Owner {
	const id = textOf(given, 'TxnID') ?? '';
	const lineId = textOf(given, 'TxnLineID');
	requireId(id, 'TxnID');
	const record = company.get(object, id);
	if (!record) throw objectNotFound(id);
	if (lineId === undefined) return { object, id };
	const kinds = OBJECTS[object]?.lines ?? [];
	const isThere = kinds.some((kind) =>
		rowsOf(record, kind).some((row) => textOf(row, 'TxnLineID') === lineId),
	);
	if (!isThere) throw objectNotFound(lineId);
	return { object, id, lineId };
}

function ownerOf(context: Context, given: QbRecord): Owner {
	const list = textOf(given, 'ListDataExtType');
	if (list !== undefined) return ofList(context, list, aggregateOf(given, 'ListObjRef') ?? {});
	const transaction = textOf(given, 'TxnDataExtType');
	return transaction === undefined ? COMPANY : ofTransaction(context, transaction, given);
}

/** `Item` for every kind of item, as definitions name them. */
const assigned = (object: string) => (ITEMS.includes(object) ? 'Item' : object);

function definitionFor(context: Context, ownerId: string, name: string, { object }: Owner) {
	const definition = new Extensions(context.company).definition(ownerId, name);
	if (definition?.objects.includes(assigned(object))) return definition;
	throw invalidReference('DataExtDef', name, context.name);
}

function requireValue({ type }: StoredExtensionDefinition, value: string): void {
	const length = LENGTHS[type];
	if (length !== undefined && value.length > length) {
		throw new StatusError(3070, `The string "${value}" in the field "DataExtValue" is too long.`);
	}
	const isNumeric = /^(AMT|INT|PERCENT|PRICE|QUAN)TYPE$/.test(type);
	if (isNumeric && !NUMBER.test(value)) {
		throw new StatusError(3085, `"${value}" in the field "DataExtValue" is not a number.`);
	}
}

/** `DataExtAdd`, `DataExtMod` and `DataExtDel`: each of them changes the `EditSequence` of its record. */
export function writeExtension(context: Context, operation: 'Add' | 'Mod' | 'Del'): Reply {
	const { company, settings, macros } = context;
	const sent = macros.resolved(aggregateOf(context.content, `DataExt${operation}`) ?? {});
	const given = stored(sent, settings.codePage, settings.asciiFields);
	const owner = ownerOf(context, given);
	const [ownerId, name] = [textOf(given, 'OwnerID') ?? '0', textOf(given, 'DataExtName') ?? ''];
	const definition = definitionFor(context, ownerId, name, owner);
	const extensions = new Extensions(company);
	const extension: StoredExtension = {
		ownerId: definition.ownerId,
		name: definition.name,
		value: textOf(given, 'DataExtValue') ?? '',
		...(owner.lineId === undefined ? {} : { lineId: owner.lineId }),
	};
	const known = extensions.find(owner.object, owner.id, extension);
	if (operation === 'Add' && known) {
		throw new StatusError(
			3180,
			`There was an error when saving a Data Extension named "${name}". QuickBooks error message: It already has a value; change it with DataExtMod.`,
		);
	}
	if (operation === 'Del') {
		if (!known) throw objectNotFound(name);
		extensions.delete(owner.object, owner.id, known);
	} else {
		requireValue(definition, extension.value);
		extensions.set(owner.object, owner.id, extension);
	}
	if (owner !== COMPANY) company.touch(owner.object, owner.id);
	const { ListDataExtType, TxnDataExtType, OtherDataExtType, ListObjRef, TxnID, TxnLineID } = given;
	return operation === 'Del'
		? {
				content: {
					DataExtDelRet: {
						OwnerID: ownerId,
						DataExtName: name,
						...chosen({
							ListDataExtType,
							ListObjRef,
							TxnDataExtType,
							TxnID,
							TxnLineID,
							OtherDataExtType,
						}),
						TimeDeleted: nowText(context),
					},
				},
			}
		: { content: { DataExtRet: extensions.ret(extension) } };
}

const nowText = ({ company }: Context) => `${company.now().toISOString().slice(0, 19)}+00:00`;

/** What the request did not say is not there. */
const chosen = (members: QbRecord): QbRecord =>
	Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** @returns the custom fields of the company itself. */
export const companyExtensions = ({ company, content }: Context): QbRecord[] =>
	new Extensions(company).shown(COMPANY.object, COMPANY.id, textsOf(content, 'OwnerID'));

const definitionRet = (definition: StoredExtensionDefinition, at: number): QbRecord => ({
	OwnerID: definition.ownerId,
	DataExtID: String(at + 1),
	DataExtName: definition.name,
	DataExtType: definition.type,
	AssignToObject: definition.objects,
	DataExtListRequire: definition.listRequire ?? 'false',
	DataExtTxnRequire: definition.txnRequire ?? 'false',
	DataExtFormatString: definition.formatString ?? '',
});

/** `DataExtDefQuery`: definitions of the owners or for the objects that are asked for. */
export function definitionQuery(context: Context): Reply {
	const { company, content, attributes } = context;
	const owners = textsOf(content, 'OwnerID');
	const objects = textsOf(content, 'AssignToObject');
	const records = company.memory.extensionDefinitions
		.map((definition, at) => ({ definition, ret: definitionRet(definition, at) }))
		.filter(({ definition }) => owners.length === 0 || owners.includes(definition.ownerId))
		.filter(
			({ definition }) =>
				objects.length === 0 || definition.objects.some((each) => objects.includes(each)),
		);
	const rets = records.map(({ ret }) => ret);
	return queryReply('DataExtDefRet', rets, context, attributes.metaData);
}

/** What a custom field that users see may be assigned to. */
const VISIBLE = ['Customer', 'Employee', 'Item', 'Vendor'];

/** `DataExtDefAdd`. */
export function addDefinition({ company, content }: Context): Reply {
	const given = aggregateOf(content, 'DataExtDefAdd') ?? {};
	const definition: StoredExtensionDefinition = {
		ownerId: textOf(given, 'OwnerID') ?? '0',
		name: textOf(given, 'DataExtName') ?? '',
		type: textOf(given, 'DataExtType') ?? 'STR255TYPE',
		objects: textsOf(given, 'AssignToObject'),
		listRequire: textOf(given, 'DataExtListRequire'),
		txnRequire: textOf(given, 'DataExtTxnRequire'),
		formatString: textOf(given, 'DataExtFormatString'),
	};
	const { ownerId, name, type, objects } = definition;
	if (new Extensions(company).definition(ownerId, name)) {
		throw new StatusError(3100, `The name "${name}" of the list element is already in use.`);
	}
	const hidden = objects.filter((object) => !VISIBLE.includes(object));
	if (ownerId === '0' && (type !== 'STR255TYPE' || hidden.length > 0)) {
		throw new StatusError(
			3210,
			`A custom field is a STR255TYPE of ${VISIBLE.join(', ')}: ${[type, ...hidden].join(', ')} is not.`,
		);
	}
	const { extensionDefinitions } = company.memory;
	extensionDefinitions.push(definition);
	return { content: { DataExtDefRet: definitionRet(definition, extensionDefinitions.length - 1) } };
}

function knownDefinition({ company }: Context, given: QbRecord): StoredExtensionDefinition {
	const name = textOf(given, 'DataExtName') ?? '';
	const definition = new Extensions(company).definition(textOf(given, 'OwnerID') ?? '0', name);
	if (definition) return definition;
	throw objectNotFound(name);
}

/** `DataExtDefMod`: another name, other objects; the type stays. */
export function changeDefinition(context: Context): Reply {
	const { company, content } = context;
	const given = aggregateOf(content, 'DataExtDefMod') ?? {};
	const definition = knownDefinition(context, given);
	const name = textOf(given, 'DataExtNewName');
	if (name !== undefined) {
		new Extensions(company).rename(definition.ownerId, definition.name, name);
		definition.name = name;
	}
	const removed = textsOf(given, 'RemoveFromObject');
	const objects = [...definition.objects, ...textsOf(given, 'AssignToObject')];
	definition.objects = [...new Set(objects)].filter((object) => !removed.includes(object));
	definition.listRequire = textOf(given, 'DataExtListRequire') ?? definition.listRequire;
	definition.txnRequire = textOf(given, 'DataExtTxnRequire') ?? definition.txnRequire;
	definition.formatString = textOf(given, 'DataExtFormatString') ?? definition.formatString;
	const at = company.memory.extensionDefinitions.indexOf(definition);
	return { content: { DataExtDefRet: definitionRet(definition, at) } };
}

/** `DataExtDefDel`: the values go with it. */
export function deleteDefinition(context: Context): Reply {
	const { company, content } = context;
	const definition = knownDefinition(context, content);
	const { extensionDefinitions } = company.memory;
	extensionDefinitions.splice(extensionDefinitions.indexOf(definition), 1);
	new Extensions(company).rename(definition.ownerId, definition.name, undefined);
	return {
		content: {
			DataExtDefDelRet: {
				OwnerID: definition.ownerId,
				DataExtName: definition.name,
				TimeDeleted: nowText(context),
			},
		},
	};
}
