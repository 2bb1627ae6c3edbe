import { ApiError, notSupported } from '../../errors';
import { bodyObject, ok, queryValue, type Answer, type Call } from '../../http';
import { encodeCursor, NEXT_PAGE_HEADER, pageAnswer, pageOf, requestedPage } from '../../paging';
import type { StoredInstance } from '../../types';
import type { World } from '../../world';
import { parseCeql, testOf, type Searched } from '../../../gateway/ceql';
import { methodNotAllowed } from '../recordCalls';
import { result } from './file';
import { bulkKind, readBulkQuery, type BulkQuery } from './query';
import { listedFields, statusOf } from './status';
import type { BulkFormat, BulkJob } from './types';
import { formField, uploadedRows } from './upload';

/** A bulk call with all that it acts on. */
interface BulkCall {
	world: World;
	call: Call;
	instance: StoredInstance;
}

const MAXIMUM_PAGE_SIZE = 5000;
const DEFAULT_PAGE_SIZE = 200;

/** The sandbox calls nobody but programs on the same machine (our choice). */
function callbackUrl({ call }: BulkCall, given?: unknown): string | undefined {
	const url = call.headers['elements-async-callback-url'] ?? given;
	if (url === undefined || url === null || url === '') return undefined;
	const host = URL.canParse(String(url)) ? new URL(String(url)).hostname : '';
	if (!['127.0.0.1', 'localhost', '[::1]'].includes(host)) {
		throw new ApiError(400, 'The callback URL has to be on this machine.');
	}
	return String(url);
}

function download(
	target: BulkCall,
	query: BulkQuery,
	more: { criteria: string; format: BulkFormat; metaData?: string; url?: unknown },
): BulkJob {
	const { world, instance } = target;
	const { url, ...rest } = more;
	return world.bulk.start({
		...rest,
		...query,
		callbackUrl: callbackUrl(target, url),
		instanceId: instance.id,
		direction: 'DOWNLOAD',
		company: world.companies.of(instance.id),
		rows: [],
	});
}

/** `POST /bulk/query?q=…` */
async function query(target: BulkCall): Promise<Answer> {
	const { call } = target;
	const q = queryValue(call, 'q');
	const job = download(target, await readBulkQuery(call, q), {
		criteria: q ?? '',
		format: 'JSON',
		metaData: formField(call, 'metaData'),
	});
	return ok({ id: job.id, status: 'CREATED' });
}

const FORMATS: BulkFormat[] = ['CSV', 'JSON', 'JSONL'];

/** `POST /bulk/download` of the newer generation. The members of the criteria are our choice: they are not documented. */
async function downloadByCriteria(target: BulkCall): Promise<Answer> {
	const { world, call } = target;
	const body = bodyObject(call);
	const { q = `select * from ${String(body.objectName)}`, where, fileFormat = 'JSON' } = body;
	const format = FORMATS.find((each) => each === String(fileFormat).toUpperCase());
	if (!format) throw new ApiError(400, `fileFormat has to be one of ${FORMATS.join(', ')}.`);
	const asked = await readBulkQuery(call, String(q), where === undefined ? '' : String(where));
	const job = download(target, asked, {
		criteria: JSON.stringify(body),
		format,
		metaData: body.metaData === undefined ? undefined : JSON.stringify(body.metaData),
		url: body.notificationUrl,
	});
	return ok(statusOf(job, world.settings));
}

/** `POST /bulk/{objectName}`: a form with a file. There is no upsert: every row is a create (documented). */
async function upload(target: BulkCall, objectName: string): Promise<Answer> {
	const { world, call, instance } = target;
	const kind = await bulkKind(objectName);
	if (!kind.operations.includes('create')) throw methodNotAllowed(call);
	const job = world.bulk.start({
		...uploadedRows(call),
		kind,
		objectName,
		criteria: '',
		metaData: formField(call, 'metaData'),
		callbackUrl: callbackUrl(target),
		instanceId: instance.id,
		direction: 'UPLOAD',
		company: world.companies.of(instance.id),
		test: () => false,
	});
	return ok({ id: job.id, status: 'CREATED', instanceId: instance.id });
}

/** A short last page has no cursor (observed), unlike other lists. */
function errors({ call }: BulkCall, { errors: all }: BulkJob): Answer {
	const cursor = requestedPage(call, MAXIMUM_PAGE_SIZE, DEFAULT_PAGE_SIZE);
	const page = pageOf(all, cursor);
	const next = encodeCursor({ ...cursor, page: cursor.page + 1 });
	return ok(page, {
		'Elements-Returned-Count': String(page.length),
		...(page.length === cursor.pageSize ? { [NEXT_PAGE_HEADER]: next } : {}),
	});
}

/** What jobs can be looked for by (documented). */
const LISTED: Searched = {
	name: 'bulk/jobs',
	isTransaction: false,
	fields: [
		{ path: 'object_name', type: 'text' },
		{ path: 'job_status', type: 'text' },
		{ path: 'job_direction', type: 'text' },
		{ path: 'record_count', type: 'decimal' },
	],
};

/** `GET /bulk/jobs?where=…`. An empty list is an empty array (our choice). */
async function jobs({ world, call, instance }: BulkCall): Promise<Answer> {
	const where = queryValue(call, 'where');
	const test = where?.trim() ? testOf(LISTED, parseCeql(where)) : () => true;
	const all = await world.bulk.all(instance.id);
	const found = all
		.filter((job) => test(listedFields(job, world.settings)))
		.map((job) => statusOf(job, world.settings));
	const cursor = requestedPage(call, MAXIMUM_PAGE_SIZE, DEFAULT_PAGE_SIZE);
	return pageAnswer(pageOf(found, cursor), cursor);
}

async function posted(target: BulkCall, name: string): Promise<Answer> {
	if (name === 'query') return await query(target);
	const isThird = target.world.settings.bulkGeneration === 3;
	if (name === 'download' && isThird) return await downloadByCriteria(target);
	return await upload(target, name);
}

/** Everything under `/bulk`. In: the path behind it, in parts. */
export async function bulkCall(target: BulkCall, path: string[]): Promise<Answer> {
	const { world, call, instance } = target;
	const [first, second, ...rest] = path;
	if (first === undefined || rest.length > 0) throw notSupported();
	// The status is observed of elements that have no bulk, the text ours.
	if (!world.settings.bulkEnabled) throw new ApiError(400, 'Bulk is not enabled for this element.');
	if (second === undefined && call.method === 'POST') return await posted(target, first);
	if (second === undefined && first === 'jobs' && call.method === 'GET') return await jobs(target);
	if (second === undefined) throw methodNotAllowed(call);
	const method = second === 'cancel' ? 'PUT' : 'GET';
	if (call.method !== method) throw methodNotAllowed(call);
	const job = await world.bulk.of(instance.id, first);
	if (second === 'cancel') {
		world.bulk.cancel(job);
		return ok(statusOf(job, world.settings));
	}
	if (second === 'status') return ok(statusOf(job, world.settings));
	if (second === 'errors') return errors(target, job);
	return result(world, call, job, second);
}
