import { childPage } from '../../../gateway/listing';
import { parseCeql } from '../../../gateway/ceql';
import { ok, queryValue, type Answer } from '../../server/http';
import { NEXT_PAGE_HEADER } from '../../server/paging';
import type { RecordCall } from '../recordCalls';
import { throughGateway } from '../status';
import { resourceOf } from '../view';

/** `GET /{objectName}/{id}/{childObjectName}`. That it is there and takes a filter is documented. */
export async function children(
	{ world, call, instance, kind, company }: RecordCall,
	id: string,
	childName: string,
): Promise<Answer> {
	const where = queryValue(call, 'where')?.trim();
	const { lines, next } = await throughGateway(
		async () =>
			await childPage(world.lists, {
				instanceId: instance.id,
				resource: resourceOf(kind),
				expression: where ? parseCeql(where) : undefined,
				query: call.query,
				port: company.lists,
				id,
				childName,
				recordPort: company.port(() => world.clock.now()),
			}),
	);
	return ok(
		lines.map((line) => JSON.parse(line) as unknown),
		{ 'Elements-Returned-Count': String(lines.length), [NEXT_PAGE_HEADER]: next },
	);
}
