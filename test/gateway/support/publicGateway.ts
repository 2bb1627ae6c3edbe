import type { FastifyInstance } from 'fastify';

import { MemoryFiles } from '../../../gateway/bulk';
import { USUAL_SETTINGS } from '../../../gateway/connector';
import { buildGateway, type GatewayParts } from '../../../gateway/server/app';
import { makeKey, MemoryStore, Vault } from '../../../gateway/store';
import { ManualClock } from './manualClock';

export const PLATFORM = 'User user-1, Organization organization-1';

/** A gateway as the internet reaches it, without an office behind. */
export async function publicGateway(more: Partial<GatewayParts> = {}): Promise<FastifyInstance> {
	return await buildGateway({
		store: new MemoryStore(),
		clock: new ManualClock(),
		vault: new Vault(makeKey()),
		secrets: { user: 'user-1', organization: 'organization-1' },
		publicUrl: 'https://books.example.com',
		waitMs: 50_000,
		intervalSeconds: 5,
		listFolder: 'not-made-here',
		jobFiles: new MemoryFiles(),
		sessions: USUAL_SETTINGS,
		...more,
	});
}
