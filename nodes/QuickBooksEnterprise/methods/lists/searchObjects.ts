import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeParameterResourceLocator,
} from 'n8n-workflow';

import { labelOf } from '../../catalogue/labels';
import { resourceByPath, RESOURCES } from '../../catalogue/resources';
import { pluralOf } from '../../catalogue/words';
import { readObjectNames } from '../../hub/objectMetadata';
import { OBJECT_NAME, otherObjectResource } from '../../records/input/otherObject';
import { recordIdOf, type RecordJson } from '../../hub/recordApi';
import { InputError } from '../../common/problems';
import { toNodeError } from '../../transport/errors/nodeErrors';
import { settle } from '../../common/settle';
import { openEditorCall } from '../editorCall';
import { isNotOffered } from '../notOffered';
import { firstPageWithItems } from './searchPages';

/** Lists of the service that hold no records. */
const NO_OBJECTS = ['bulk', 'objects', 'ping', 'report-types', 'reports'];

/** What people look for that has no resource of its own. */
const WELL_KNOWN = ['Check', 'CustomerType', 'Deposit', 'Estimate', 'SalesRep', 'VendorType'];

/** QuickBooks takes its time over long lists (our choice). */
const PAGE_SIZE = 100;

/**
 * Fills the list of objects in the editor: those without a resource of their own, for bulk all.
 *
 * @param filter What the user typed.
 */
export async function searchObjects(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const found = await settle(objectsFor(this));
	if (!found.ok) throw toNodeError(found.error, this.getNode(), 0, { action: 'list the objects' });
	return { results: found.value.filter(matching(filter)) };
}

async function objectsFor(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	const names = (await listedNames(context)).filter(
		(name) => OBJECT_NAME.test(name) && !NO_OBJECTS.includes(name) && !resourceByPath(name),
	);
	const isBulk = context.getCurrentNodeParameter('resource') === 'bulk';
	const others = names.map((name) => ({
		name: isBulk ? pluralOf(labelOf(name)) : labelOf(name),
		value: name,
	}));
	const own = isBulk ? RESOURCES.map(({ plural, path }) => ({ name: plural, value: path })) : [];
	return [...own, ...others].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The names that the service lists; it is not known whether this element does (our choice otherwise). */
async function listedNames(context: ILoadOptionsFunctions): Promise<string[]> {
	const call = await openEditorCall(context);
	const asked = await settle(call.ask(['objects']));
	if (asked.ok) return readObjectNames(asked.value.body);
	if (isNotOffered(asked.error)) return WELL_KNOWN;
	throw asked.error;
}

/**
 * Fills the list of records of an object by name. Which of its fields can be searched is not known, so
 * what was typed is looked for in the page that came.
 */
export async function searchObjectRecords(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const found = await settle(recordsFor(this, filter, paginationToken));
	if (found.ok) return found.value;
	throw toNodeError(found.error, this.getNode(), 0, { action: 'list the records' });
}

async function recordsFor(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	const resource = otherObjectResource(pickedObject(context));
	const api = (await openEditorCall(context)).recordsOf(resource);
	const pages = api.list({}, { pageSize: PAGE_SIZE, from: paginationToken });
	return await firstPageWithItems(pages, (records) =>
		records
			.flatMap((record) => {
				const id = recordIdOf(record);
				return id === undefined ? [] : [{ name: nameOf(record, id), value: id }];
			})
			.filter(matching(filter)),
	);
}

/**
 * The name of the object that is picked in the editor.
 *
 * @throws InputError where there is none.
 */
export function pickedObject(context: ILoadOptionsFunctions): string {
	const given = context.getCurrentNodeParameter('objectName') as
		| INodeParameterResourceLocator
		| string
		| undefined;
	const name = String((typeof given === 'object' ? given?.value : given) ?? '').trim();
	if (OBJECT_NAME.test(name)) return name;
	throw new InputError(["Pick an 'Object' first"], 'The list shows what there is of that kind.');
}

function nameOf(record: RecordJson, id: string): string {
	const [named] = [record.FullName, record.Name, record.RefNumber].filter(
		(value) => typeof value === 'string' && value !== '',
	);
	return named === undefined ? id : `${String(named)} (${id})`;
}

function matching(filter = ''): (item: INodeListSearchItems) => boolean {
	const wanted = filter.trim().toLowerCase();
	return ({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted);
}
