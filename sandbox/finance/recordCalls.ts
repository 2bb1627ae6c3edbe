import { ApiError } from '../errors';
import { bodyObject, ok, queryValue, type Answer, type Call, type Method } from '../http';
import { pageAnswer, pageOf, requestedPage } from '../paging';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import { testOf } from './ceql/evaluate';
import { parseCeql } from './ceql/parser';
import type { CompanyFile } from './companyFile';
import { idOf, without, type FinanceRecord, type Kind } from './kinds';
import { requireId } from './settle';
import { queryFoundNothing } from './status';
import type { Transformation } from './transformation';
import { shown } from './view';
import { createRecord, deleteRecord, updateRecord } from './write';

/** Maximum of hub lists; documented for the generic object lists, for these our choice. */
const MAXIMUM_PAGE_SIZE = 5000;
const DEFAULT_PAGE_SIZE = 200;

/** The status is documented, the text ours. */
export const methodNotAllowed = (call: Call) =>
	new ApiError(405, `Request method '${call.method}' not supported`);

/** A call to a resource with all that it acts on. */
export interface RecordCall {
	world: World;
	call: Call;
	instance: StoredInstance;
	kind: Kind;
	company: CompanyFile;
	/** What was posted for this object, if anything. */
	transformation?: Transformation;
}

/** `filter.response.nulls` decides whether members without a value are there (observed). */
function view(
	{ world, instance, company, kind, transformation }: RecordCall,
	record: FinanceRecord,
): FinanceRecord {
	const withNulls = instance.configuration['filter.response.nulls'] === 'false';
	const whole = shown(company, kind, record, withNulls);
	const native = world.options.rawRecords ? without(whole, ['id']) : whole;
	return transformation ? transformation.outward(native) : native;
}

/** The record of a request under its native names. */
function body({ call, transformation }: RecordCall): FinanceRecord {
	const members = bodyObject(call);
	return transformation ? transformation.inward(members) : members;
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

function found({ company, kind, transformation }: RecordCall, where: string): FinanceRecord[] {
	const expression = parseCeql(where);
	const native = transformation ? transformation.inwardFilter(expression) : expression;
	const key = `${company.revision} ${kind.value} ${JSON.stringify(native)}`;
	const last = queries.get(company);
	const isLate = company.listing.isLate;
	if (last?.key === key && !isLate) return last.records;
	const test = testOf(kind, native);
	const records = company.listed(kind).filter((record) => test(shown(company, kind, record)));
	if (!isLate) queries.set(company, { key, records });
	return records;
}

/** `orderBy` is ignored (our choice: not known here). */
function list(target: RecordCall): Answer {
	const { call, company, kind } = target;
	const where = queryValue(call, 'where');
	const cursor = requestedPage(call, MAXIMUM_PAGE_SIZE, DEFAULT_PAGE_SIZE);
	const records = where?.trim() ? found(target, where) : company.listed(kind);
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
	const record = createRecord(company, kind, body(target), now(target));
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
	const change = { ...changeFirst, EditSequence: record.EditSequence };
	updateRecord(company, kind, id, change, now(target));
}

function update(target: RecordCall, id: string): Answer {
	const { world, company, kind } = target;
	changeBefore(target, id);
	const record = updateRecord(company, kind, id, body(target), now(target));
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
export function answerForRecords(target: RecordCall, id: string | undefined): Answer {
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
