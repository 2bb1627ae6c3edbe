import { docsOf, listed, metadataOf, resourcesIn } from '../../gateway/metadata';
import { ApiError, nothingThere, notSupported } from '../server/errors';
import { ok, type Answer, type Call } from '../server/http';
import { credentialsOf, requireElement, requirePlatform } from '../platform/authorization';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import { kindOf, resourceAt } from './kinds';
import { children } from './objects/children';
import { answerForRecords, methodNotAllowed } from './recordCalls';
import { SIMULATED } from './simulatedPort';
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

/** What the gateway tells of this QuickBooks, of those objects that the sandbox has. */
function objects(call: Call, name: string | undefined, rest: string[]): Answer {
	onlyGet(call);
	const has = resourcesIn(SIMULATED).filter(({ object }) => resourceAt(object));
	if (name === undefined) {
		const names = has.map(({ path }) => path);
		return ok(listed(names, call.headers['elements-version']));
	}
	const resource = has.find(({ path, object }) => path === name || object === name);
	const describe = { docs: docsOf, metadata: metadataOf }[rest.join('/')];
	if (!resource || !describe) throw notSupported();
	return ok(describe(resource, SIMULATED));
}

async function answerFor(world: World, call: Call, instance: StoredInstance): Promise<Answer> {
	const [path, id, ...rest] = resourcePath(call);
	if (path === 'objects') return objects(call, id, rest);
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
		const target = { world, call, instance, kind, company, transformation };
		if (id !== undefined && childName !== undefined) {
			onlyGet(call);
			return await children(target, id, childName);
		}
		return await answerForRecords(target, id);
	});
}

/** What lies beside the records. */
const BESIDE = ['bulk', 'objects', 'ping', 'report-types', 'reports'];

/** An address that the platform does not know is that of a resource only where an instance is named with it. */
function requireMeant(world: World, call: Call): void {
	const [name = ''] = resourcePath(call);
	const isKnown = BESIDE.includes(name) || resourceAt(name) !== undefined;
	if (isKnown || credentialsOf(call).element !== undefined) return;
	requirePlatform(world, call);
	throw nothingThere();
}

/** Answers a call through an instance: `/hubs/{anything}/…` or the plain path. */
export async function hubCall(world: World, call: Call): Promise<Answer> {
	requireMeant(world, call);
	const instance = requireElement(world, call);
	const answer = await answerFor(world, call, instance);
	return {
		...answer,
		headers: { ...answer.headers, 'Elements-Element-Instance-Id': String(instance.id) },
	};
}
