import { RESOURCES } from '../../nodes/QuickBooksEnterprise/catalogue/resources';
import { ApiError, notSupported } from '../errors';
import { ok, type Answer, type Call } from '../http';
import { requireElement } from '../platform/authorization';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import { kindOf, resourceAt } from './kinds';
import { GENERIC_RESOURCES } from './objects';
import { children } from './objects/children';
import { docsOf } from './objects/docs';
import { metadataOf } from './metadata';
import { answerForRecords, methodNotAllowed } from './recordCalls';
import { specialCall } from './special';
import { transformationFor } from './transformation';

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

/** Names only, or with the newer version header what each one is (observed). */
async function objects(call: Call, name: string | undefined, rest: string[]): Promise<Answer> {
	onlyGet(call);
	if (name !== undefined) {
		const resource = resourceAt(name);
		const describe = { docs: docsOf, metadata: metadataOf }[rest.join('/')];
		if (!resource || !describe) throw notSupported();
		return ok(describe(await kindOf(resource)));
	}
	const names = [...RESOURCES, ...GENERIC_RESOURCES].map(({ path }) => path).sort();
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
	const isFinance = world.elementOf(instance).hub === 'finance';
	const special = isFinance
		? await specialCall(world, call, instance, [
				path ?? '',
				...(id === undefined ? [] : [id, ...rest]),
			])
		: undefined;
	if (special) return special;
	const transformation = transformationFor(world, instance, path ?? '');
	const name = transformation?.vendorName ?? path ?? '';
	const resource = isFinance ? resourceAt(name) : undefined;
	const [childName, ...further] = rest;
	if (!resource || further.length > 0) throw notSupported();
	const kind = await kindOf(resource);
	return await world.queues.run(instance.id, async () => {
		const { quickBooksLatencyMs = 0 } = world.options;
		if (quickBooksLatencyMs > 0) await world.lifetime.pause(quickBooksLatencyMs);
		const company = world.companies.of(instance.id);
		if (id !== undefined && childName !== undefined) {
			onlyGet(call);
			return await children(call, company, kind, id, childName);
		}
		return await answerForRecords({ world, call, instance, kind, company, transformation }, id);
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
