/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- a server of its own may have dependencies */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyPluginAsync } from 'fastify';

import { ApiError, type Guard } from '../api';
import type { Clock } from '../queue';
import type { Store } from '../store';

export interface BackupParts {
	guard: Guard;
	store: Store;
	clock: Clock;
	/** Where the copy is while it is sent; made when it is needed. */
	folder: string;
	/** Writes a copy of the database as it is now into a file; left out where another program keeps it. */
	copyDatabase?: (file: string) => Promise<void>;
}

/** `GET /backup`: the embedded database, for whoever has both secrets. What is secret in it is encrypted. */
export const backupRoutes: FastifyPluginAsync<BackupParts> = async (
	app,
	{ guard, store, clock, folder, copyDatabase },
) => {
	app.get('/backup', async ({ headers, ip }, reply) => {
		await guard.platform(headers.authorization, ip);
		if (!copyDatabase) throw new ApiError(409, 'PostgreSQL keeps the data: use pg_dump.');
		await mkdir(folder, { recursive: true, mode: 0o700 });
		const file = path.join(folder, `backup-${randomBytes(8).toString('hex')}.db`);
		const remove = async () => await rm(file, { force: true });
		try {
			await copyDatabase(file);
			await store.audit.add({
				atMs: clock.now(),
				action: 'backupTaken',
				way: 'api',
				address: ip,
			});
			const { size } = await stat(file);
			const content = createReadStream(file).once('close', () => void remove());
			return await reply
				.headers({ 'content-type': 'application/vnd.sqlite3', 'content-length': size })
				.send(content);
		} catch (error) {
			await remove();
			throw error;
		}
	});
};
