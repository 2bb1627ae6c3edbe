import { ApiError } from '../server/errors';
import {
	bodyObject,
	isRecord,
	ok,
	queryValue,
	type Answer,
	type Call,
	type Method,
} from '../server/http';
import { NEXT_PAGE_HEADER } from '../server/paging';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import { parseCeql } from '../../gateway/ceql';
import type { RetRecord } from '../../gateway/qbxml';
import {
	createRecord,
	deleteRecord,
	readRecord,
	recordView,
	updateRecord,
	type CompanyPort,
	type Resource,
	type ResourceOperation,
} from '../../gateway/records';
import type { FinanceCompany } from './company';
import { idOf, without, type FinanceRecord, type Kind } from './kinds';
import { throughGateway } from './status';
import type { Transformation } from './transformation';
import { resourceOf } from './view';

/** The status is documented, the text ours. */
export const methodNotAllowed = (call: Call) =>
	new ApiError(405, `Request method '${call.method}' not supported`);

/** A call to a resource with all that it acts on. */
export interface RecordCall {
	world: World;
	call: Call;
	instance: StoredInstance;
	kind: Kind;
	company: FinanceCompany;
	/** What was posted for this object, if anything. */
	transformation?: Transformation;
}

/** `filter.response.nulls` decides whether members without a value are there (observed). */
const withNulls = ({ instance }: RecordCall) =>
	instance.configuration['filter.response.nulls'] === 'false';

/** What imitates the platform alone is laid over the record. */
function decorated({ world, transformation }: RecordCall, record: FinanceRecord): FinanceRecord {
	const native = world.options.rawRecords ? without(record, ['id']) : record;
	return transformation ? transformation.outward(native) : native;
}

const view = (target: RecordCall, record: RetRecord): FinanceRecord =>
	decorated(target, recordView(resourceOf(target.kind), record, withNulls(target)));

/** A request without its custom fields, at every depth. */
function plain(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(plain);
	if (!isRecord(value)) return value;
	const members = Object.entries(value).filter(([member]) => !member.startsWith('DataExt'));
	return Object.fromEntries(members.map(([member, inner]) => [member, plain(inner)]));
}

/** The record of a request under its native names. Custom fields are ignored (our choice: not documented). */
function body({ call, transformation }: RecordCall): FinanceRecord {
	const members = plain(bodyObject(call)) as FinanceRecord;
	return transformation ? transformation.inward(members) : members;
}

/** Only the members that are asked for; whether the service can do it here is unknown (our choice). */
function selected(call: Call, record: FinanceRecord): FinanceRecord {
	const fields = queryValue(call, 'fields');
	if (!fields) return record;
	const names = fields.split(',').map((name) => name.trim());
	return Object.fromEntries(Object.entries(record).filter(([member]) => names.includes(member)));
}

/** `orderBy` is ignored (our choice: not known here). */
async function list(target: RecordCall): Promise<Answer> {
	const { world, call, instance, company, kind, transformation } = target;
	const where = queryValue(call, 'where')?.trim();
	const asked = where ? parseCeql(where) : undefined;
	const { lines, next } = await throughGateway(
		async () =>
			await world.lists.page({
				instanceId: instance.id,
				resource: resourceOf(kind),
				expression: asked && transformation ? transformation.inwardFilter(asked) : asked,
				withNulls: withNulls(target),
				query: call.query,
				port: company.lists,
			}),
	);
	const records = lines.map((line) =>
		selected(call, decorated(target, JSON.parse(line) as FinanceRecord)),
	);
	// Unlike a platform list, an empty one is an empty array (observed).
	return ok(records, {
		'Elements-Returned-Count': String(records.length),
		[NEXT_PAGE_HEADER]: next,
	});
}

const now = ({ world, call }: RecordCall) => world.clock.now(call.distortion.clockOffsetMs);

/** QuickBooks at the company, asked by the gateway. */
async function ask<T>(
	target: RecordCall,
	what: (port: CompanyPort, resource: Resource) => Promise<T>,
): Promise<T> {
	const { company, kind } = target;
	return await throughGateway(
		async () =>
			await what(
				company.port(() => now(target)),
				resourceOf(kind),
			),
	);
}

async function read(target: RecordCall, id: string): Promise<Answer> {
	const record = await ask(target, async (...at) => await readRecord(...at, id));
	return ok(view(target, record));
}

async function create(target: RecordCall): Promise<Answer> {
	const { world, call, company, kind } = target;
	const members = body(target);
	const created = await ask(target, async (...at) => await createRecord(...at, members));
	const id = idOf(created.record);
	company.listing.created(id, call.distortion);
	call.storedRecords.push(`${kind.path}/${id}`);
	world.changed();
	return ok(view(target, created));
}

/** Somebody else at the company changes the record just before: what a fault asks for. */
async function changeBefore(target: RecordCall, id: string): Promise<void> {
	const { call, company, kind } = target;
	const { changeFirst } = call.distortion;
	if (!changeFirst || !company.get(kind, id)) return;
	await ask(target, async (...at) => await updateRecord(...at, id, changeFirst));
}

async function update(target: RecordCall, id: string): Promise<Answer> {
	const members = body(target);
	await changeBefore(target, id);
	const changed = await ask(target, async (...at) => await updateRecord(...at, id, members));
	target.world.changed();
	return ok(view(target, changed));
}

/** Status 200 is observed; the body is not known and left out (our choice). One that is sent is ignored (observed: null). */
async function remove(target: RecordCall, id: string): Promise<Answer> {
	await ask(target, async (...at) => await deleteRecord(...at, id));
	target.world.changed();
	return ok();
}

/** Which verb is which operation; an update is a PATCH, never a PUT (observed). */
export async function answerForRecords(
	target: RecordCall,
	id: string | undefined,
): Promise<Answer> {
	const { call, kind } = target;
	const { operations } = resourceOf(kind);
	const verbs: Partial<Record<Method, [ResourceOperation, () => Promise<Answer>]>> =
		id === undefined
			? {
					GET: ['list', async () => await list(target)],
					POST: ['create', async () => await create(target)],
				}
			: {
					GET: ['get', async () => await read(target, id)],
					PATCH: ['update', async () => await update(target, id)],
					DELETE: ['delete', async () => await remove(target, id)],
				};
	const verb = verbs[call.method];
	if (!verb || !operations.has(verb[0])) throw methodNotAllowed(call);
	return await verb[1]();
}
