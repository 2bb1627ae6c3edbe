import type { Instance } from '../store';
import { OWNER_ID, PRODUCT } from './company/product';
import { writeQwc } from './qwc';

/** The `.qwc` file of an instance; the same at each download, since a new id would mean a new permission in QuickBooks. */
export function qwcOf(
	{ id, facts }: Instance,
	instances: readonly Instance[],
	{ publicUrl, intervalSeconds }: { publicUrl: string; intervalSeconds: number },
): string {
	const nameOf = (other: Pick<Instance, 'facts'>): string =>
		other.facts.configuration['app.name'] ?? PRODUCT;
	// Two entries of one name on one computer make the Web Connector ask (documented).
	const isTaken = instances.some((other) => other.id < id && nameOf(other) === nameOf({ facts }));
	return writeQwc({
		name: isTaken ? `${nameOf({ facts })} – ${facts.name}` : nameOf({ facts }),
		description: `Lets n8n work with the books of ${facts.name}`.slice(0, 80),
		url: `${publicUrl}/qbwc`,
		userName: facts.connector.username,
		ownerId: OWNER_ID,
		fileId: facts.connector.fileId,
		uniqueName: `${PRODUCT} ${facts.connector.username}`,
		intervalSeconds,
	});
}
