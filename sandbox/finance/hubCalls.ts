import { RESOURCES } from '../../nodes/QuickBooksEnterprise/catalogue/resources';
import { ApiError, notSupported } from '../errors';
import { bodyObject, ok, queryValue, type Answer, type Call, type Method } from '../http';
import { pageAnswer, pageOf, requestedPage } from '../paging';
import { requireElement } from '../platform/authorization';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import { testOf } from './ceql/evaluate';
import { parseCeql } from './ceql/parser';
import type { CompanyFile } from './companyFile';
import { idOf, kindOf, resourceAt, type FinanceRecord, type Kind } from './kinds';
import { metadataOf } from './metadata';
import { requireId } from './settle';
import { queryFoundNothing } from './status';
import { shown } from './view';
import { createRecord, deleteRecord, updateRecord } from './write';

/** Maximum of hub lists; documented for the generic object lists, for these our choice. */
const MAXIMUM_PAGE_SIZE = 5000;
const DEFAULT_PAGE_SIZE = 200;

/** The path behind the hub. The service ignores which hub is named, or whether one is (observed). */
function resourcePath(call: Call): string[] {
	const segments = call.path.split('/').filter((segment) => segment !== '');
	const behindHub = segments[0] === 'hubs' ? segments.slice(2) : segments;
	return behindHub.map((segment) => {
		try {
			return decodeURIComponent(segment);
		} catch {
			return segment;
		}
	});
}

function onlyGet(call: Call): void {
	if (call.method !== 'GET') throw methodNotAllowed(call);
}

export const methodNotAllowed = (call: Call) =>
	new ApiError(405, `Request method '${call.method}' not supported`);

/** A call to a resource with all that it acts on. */
interface RecordCall {
	world: World;
	call: Call;
	instance: StoredInstance;
	kind: Kind;
	company: CompanyFile;
}

/** `filter.response.nulls` decides whether members without a value are there (observed). */
function view({ instance, company, kind }: RecordCall, record: FinanceRecord): FinanceRecord {
	const withNulls = instance.configuration['filter.response.nulls'] === 'false';
	return shown(company, kind, record, withNulls);
}

/** Only the members that are asked for; whether the service can do it here is unknown (our choice). */
function selected(call: Call, record: FinanceRecord): FinanceRecord {
	const fields = queryValue(call, 'fields');
	if (!fields) return record;
	const names = fields.split(',').map((name) => name.trim());
	return Object.fromEntries(Object.entries(record).filter(([member]) => names.includes(member)));
}

/** The last query of each company file, so that its pages need no search of their own. */
const queries = new WeakMap<CompanyFile, { key: string; records: FinanceRecord[] }>();

function found(company: CompanyFile, kind: Kind, where: string): FinanceRecord[] {
	const key = `${company.revision} ${kind.value} ${where}`;
	const last = queries.get(company);
	const isLate = company.listing.isLate;
	if (last?.key === key && !isLate) return last.records;
	const test = testOf(kind, parseCeql(where));
	const records = company.listed(kind).filter((record) => test(shown(company, kind, record)));
	if (!isLate) queries.set(company, { key, records });
	return records;
}

/** `orderBy` is ignored (our choice: not known here). */
function list(target: RecordCall): Answer {
	const { call, company, kind } = target;
	const where = queryValue(call, 'where');
	const cursor = requestedPage(call, MAXIMUM_PAGE_SIZE, DEFAULT_PAGE_SIZE);
	const records = where?.trim() ? found(company, kind, where) : company.listed(kind);
	const page = pageOf(records, cursor).map((record) => selected(call, view(target, record)));
	// Unlike a platform list, an empty one is an empty array (observed).
	return pageAnswer(page, cursor);
}

function read(target: RecordCall, id: string): Answer {
	const { company, kind } = target;
	requireId(id, kind.idField);
	const record = company.get(kind, id);
	if (!record) throw queryFoundNothing(id);
	return ok(view(target, record));
}

function create(target: RecordCall): Answer {
	const { world, call, company, kind } = target;
	const record = createRecord(company, kind, bodyObject(call), now(target));
	company.listing.created(idOf(record), call.distortion);
	call.storedRecords.push(`${kind.path}/${idOf(record)}`);
	world.changed();
	return ok(view(target, record));
}

const now = ({ world, call }: RecordCall) => world.clock.now(call.distortion.clockOffsetMs);

/** Somebody else at the company changes the record just before: what a fault asks for. */
function changeBefore(target: RecordCall, id: string): void {
	const { call, company, kind } = target;
	const { changeFirst } = call.distortion;
	const record = company.get(kind, id);
	if (!changeFirst || !record) return;
	const body = { ...changeFirst, EditSequence: record.EditSequence };
	updateRecord(company, kind, id, body, now(target));
}

function update(target: RecordCall, id: string): Answer {
	const { world, call, company, kind } = target;
	changeBefore(target, id);
	const record = updateRecord(company, kind, id, bodyObject(call), now(target));
	world.changed();
	return ok(view(target, record));
}

/** Status 200 is observed; the body is not known and left out (our choice). One that is sent is ignored (observed: null). */
function remove({ world, company, kind }: RecordCall, id: string): Answer {
	deleteRecord(company, kind, id);
	world.changed();
	return ok();
}

/** Which verb is which operation; an update is a PATCH, never a PUT (observed). */
function answerForRecords(target: RecordCall, id: string | undefined): Answer {
	const { call, kind } = target;
	const verbs: Partial<Record<Method, [boolean, () => Answer]>> =
		id === undefined
			? {
					GET: [kind.operations.includes('getAll'), () => list(target)],
					POST: [kind.operations.includes('create'), () => create(target)],
				}
			: {
					GET: [kind.operations.includes('get'), () => read(target, id)],
					PATCH: [kind.operations.includes('update'), () => update(target, id)],
					DELETE: [kind.operations.includes('delete'), () => remove(target, id)],
				};
	const [isThere, answer] = verbs[call.method] ?? [false];
	if (!isThere || !answer) throw methodNotAllowed(call);
	return answer();
}

/** Names only, or with the newer version header what each one is (observed). */
async function objects(call: Call, name: string | undefined, rest: string[]): Promise<Answer> {
	onlyGet(call);
	if (name !== undefined) {
		const resource = resourceAt(name);
		if (!resource || rest.join('/') !== 'metadata') throw notSupported();
		return ok(metadataOf(await kindOf(resource)));
	}
	const names = RESOURCES.map(({ path }) => path).sort();
	const detailed = call.headers['elements-version']?.toLowerCase() === 'helium';
	return ok(
		detailed ? names.map((each) => ({ name: each, vendorName: each, type: 'vendor' })) : names,
	);
}

async function answerFor(world: World, call: Call, instance: StoredInstance): Promise<Answer> {
	const [path, id, ...rest] = resourcePath(call);
	if (path === 'objects') return await objects(call, id, rest);
	// The status is observed, the text ours.
	if (instance.disabled) throw new ApiError(403, 'The element instance is disabled.');
	if (path === 'ping' && id === undefined) {
		onlyGet(call);
		return ok({ dateTime: world.clock.now().toISOString(), endpoint: instance.elementKey });
	}
	const resource = world.elementOf(instance).hub === 'finance' ? resourceAt(path ?? '') : undefined;
	if (!resource || rest.length > 0) throw notSupported();
	const kind = await kindOf(resource);
	return await world.queues.run(instance.id, async () => {
		const { quickBooksLatencyMs = 0 } = world.options;
		if (quickBooksLatencyMs > 0) await world.lifetime.pause(quickBooksLatencyMs);
		const company = world.companies.of(instance.id);
		return answerForRecords({ world, call, instance, kind, company }, id);
	});
}

/** Answers a call through an instance: `/hubs/{anything}/…` or the plain path. */
export async function hubCall(world: World, call: Call): Promise<Answer> {
	const instance = requireElement(world, call);
	const answer = await answerFor(world, call, instance);
	return {
		...answer,
		headers: { ...answer.headers, 'Elements-Element-Instance-Id': String(instance.id) },
	};
}
