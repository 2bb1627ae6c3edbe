import {
	downloadDraft,
	errorPage,
	readBulkQuery,
	readForm,
	resultFile,
	SEARCHED_JOBS,
	uploadDraft,
} from '../../../gateway/bulk';
import { parseCeql, testOf } from '../../../gateway/ceql';
import type { JobFormat } from '../../../gateway/store';
import { ApiError, notSupported } from '../../server/errors';
import { bodyObject, isRecord, ok, queryValue, type Answer, type Call } from '../../server/http';
import { NEXT_PAGE_HEADER, pageAnswer, pageOf, requestedPage } from '../../server/paging';
import type { StoredInstance } from '../../types';
import type { World } from '../../world';
import { without } from '../kinds';
import { methodNotAllowed } from '../recordCalls';
import type { SandboxJob } from './jobs';
import { listedFields, stateOf } from './status';

/** A bulk call with all that it acts on. */
interface BulkCall {
	world: World;
	call: Call;
	instance: StoredInstance;
}

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

/** What every new job of the call has. */
const started = (target: BulkCall, url?: unknown) => ({
	instanceId: target.instance.id,
	nowMs: target.world.clock.now().getTime(),
	callbackUrl: callbackUrl(target, url),
});

const formOf = async ({ headers, rawBody }: Call) =>
	await readForm(headers['content-type'] ?? '', Buffer.from(rawBody));

/** `POST /bulk/query?q=…` */
async function query(target: BulkCall): Promise<Answer> {
	const { world, call } = target;
	const q = queryValue(call, 'q');
	const asked = readBulkQuery(call.query, q, queryValue(call, 'where'));
	const { metaData } = await formOf(call);
	const draft = downloadDraft(asked, { ...started(target), metaData });
	const { kept } = await world.bulk.start(draft, q ?? '');
	return ok({ id: String(kept.id), status: 'CREATED' });
}

const FORMATS: JobFormat[] = ['CSV', 'JSON', 'JSONL'];

/** `POST /bulk/download` of the newer generation. The members of the criteria are our choice: they are not documented. */
async function downloadByCriteria(target: BulkCall): Promise<Answer> {
	const { world, call } = target;
	const body = bodyObject(call);
	const { q = `select * from ${String(body.objectName)}`, where, fileFormat = 'JSON' } = body;
	const format = FORMATS.find((each) => each === String(fileFormat).toUpperCase());
	if (!format) throw new ApiError(400, `fileFormat has to be one of ${FORMATS.join(', ')}.`);
	const asked = readBulkQuery(call.query, String(q), where === undefined ? '' : String(where));
	const metaData = body.metaData === undefined ? undefined : JSON.stringify(body.metaData);
	const more = { ...started(target, body.notificationUrl), format, metaData };
	const job = await world.bulk.start(downloadDraft(asked, more), JSON.stringify(body));
	return ok(stateOf(job, world.settings));
}

/** `POST /bulk/{objectName}`: a form with a file. */
async function upload(target: BulkCall, objectName: string): Promise<Answer> {
	const { world, call, instance } = target;
	const { draft, rows } = uploadDraft(objectName, await formOf(call), started(target));
	const { kept } = await world.bulk.start(draft, '', rows);
	return ok({ id: String(kept.id), status: 'CREATED', instanceId: instance.id });
}

/** `GET /bulk/{id}/errors`. What the gateway says besides is no member here. */
async function errors({ world, call }: BulkCall, { kept }: SandboxJob): Promise<Answer> {
	const { list, next } = await errorPage(kept, world.bulk.files, call.query);
	return ok(
		list.map((error) => (isRecord(error) ? without(error, ['outcome', 'requestId']) : error)),
		{
			'Elements-Returned-Count': String(list.length),
			...(next === undefined ? {} : { [NEXT_PAGE_HEADER]: next }),
		},
	);
}

/** `GET /bulk/jobs?where=…`. An empty list is an empty array (our choice). */
async function jobs({ world, call, instance }: BulkCall): Promise<Answer> {
	const where = queryValue(call, 'where');
	const test = where?.trim() ? testOf(SEARCHED_JOBS, parseCeql(where)) : () => true;
	const all = await world.bulk.all(instance.id);
	const found = all
		.filter((job) => test(listedFields(job, world.settings)))
		.map((job) => stateOf(job, world.settings));
	const cursor = requestedPage(call, 5000, 200);
	return pageAnswer(pageOf(found, cursor), cursor);
}

/** `GET /bulk/{id}/{objectName}`: the file. */
async function result(
	{ world, call }: BulkCall,
	{ kept }: SandboxJob,
	objectName: string,
): Promise<Answer> {
	const { type, text } = resultFile(kept, objectName, {
		files: world.bulk.files,
		accept: call.headers.accept,
		jsonAs: world.settings.bulkJsonAs,
	});
	let whole = '';
	for await (const piece of text) whole += piece;
	return { status: 200, file: { type, text: whole } };
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
		return ok(stateOf(job, world.settings));
	}
	if (second === 'status') return ok(stateOf(job, world.settings));
	if (second === 'errors') return await errors(target, job);
	return await result(target, job, second);
}
