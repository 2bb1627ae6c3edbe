import { notSupported } from '../server/errors';
import { ok, type Answer, type Call } from '../server/http';
import type { StoredInstance } from '../types';
import type { World } from '../world';
import { bulkCall } from './bulk/calls';
import { methodNotAllowed } from './recordCalls';
import { reportTypeList } from '../../gateway/reports';
import { report } from './reports';

/**
 * What lies beside the records: reports and bulk jobs. In: the path behind the hub, in parts. Out: undefined when the
 * path is none of these.
 */
export async function specialCall(
	world: World,
	call: Call,
	instance: StoredInstance,
	[name, ...rest]: string[],
): Promise<Answer | undefined> {
	if (name === 'bulk') return await bulkCall({ world, call, instance }, rest);
	if (name !== 'report-types' && name !== 'reports') return undefined;
	if (rest.length > 0) throw notSupported();
	if (call.method !== 'GET') throw methodNotAllowed(call);
	if (name === 'report-types') return ok(reportTypeList());
	return await world.queues.run(
		instance.id,
		async () => await report(world, call, world.companies.of(instance.id)),
	);
}
