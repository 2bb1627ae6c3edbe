import { ApiError, notSupported } from '../errors';
import { ok, queryValue, type Answer, type Call } from '../http';
import { pageAnswer, pageOf, requestedPage } from '../paging';
import { requireElement } from '../platform/authorization';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import type { FinanceRecord } from './companyFile';

/** Maximum of hub lists; documented for the generic object lists. */
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

/** `filter.response.nulls` decides whether members without a value are there (observed). */
function withoutNulls(instance: StoredInstance, record: FinanceRecord): FinanceRecord {
	if (instance.configuration['filter.response.nulls'] === 'false') return record;
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}

function listRecords(instance: StoredInstance, call: Call, records: FinanceRecord[]): Answer {
	// Answering unfiltered would be worse than refusing.
	if (queryValue(call, 'where')) {
		throw new ApiError(400, "The sandbox does not evaluate 'where' yet.");
	}
	const cursor = requestedPage(call, MAXIMUM_PAGE_SIZE, DEFAULT_PAGE_SIZE);
	const page = pageOf(records, cursor).map((record) => withoutNulls(instance, record));
	// Unlike a platform list, an empty one is an empty array (observed).
	return pageAnswer(page, cursor);
}

function readRecord(
	instance: StoredInstance,
	resource: string,
	records: FinanceRecord[],
	id: string,
): Answer {
	const record = records.find((candidate) => candidate.id === id);
	if (!record) throw new ApiError(404, `No ${resource} found with ID ${id}`);
	return ok(withoutNulls(instance, record));
}

/** Names only, or with the newer version header what each one is (observed). */
function objectNames(world: World, call: Call): Answer {
	const names = world.companyFile.resources();
	const detailed = call.headers['elements-version']?.toLowerCase() === 'helium';
	return ok(detailed ? names.map((name) => ({ name, vendorName: name, type: 'vendor' })) : names);
}

function answerFor(world: World, call: Call, instance: StoredInstance): Answer {
	const [resource, id, ...rest] = resourcePath(call);
	if (resource === 'objects' && id === undefined) {
		onlyGet(call);
		return objectNames(world, call);
	}
	// The status is observed, the text ours.
	if (instance.disabled) throw new ApiError(403, 'The element instance is disabled.');
	if (resource === 'ping' && id === undefined) {
		onlyGet(call);
		return ok({ dateTime: world.clock.now().toISOString(), endpoint: instance.elementKey });
	}
	const records =
		world.elementOf(instance).hub === 'finance' ? world.companyFile.records(resource) : undefined;
	if (!records || rest.length > 0) throw notSupported();
	onlyGet(call);
	return id === undefined
		? listRecords(instance, call, records)
		: readRecord(instance, resource, records, id);
}

/** Answers a call through an instance: `/hubs/{anything}/…` or the plain path. */
export function hubCall(world: World, call: Call): Answer {
	const instance = requireElement(world, call);
	const answer = answerFor(world, call, instance);
	return {
		...answer,
		headers: { ...answer.headers, 'Elements-Element-Instance-Id': String(instance.id) },
	};
}
