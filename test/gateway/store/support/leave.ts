/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { writeSync } from 'node:fs';

import { EmbeddedDatabase, makeKey, SqlStore, Vault } from '../../../../gateway/store';
import { draft } from './draft';

/** Lets one write after the other leave and says so; whoever traces it sees what was synced before. */
async function main(file: string): Promise<void> {
	const store = await SqlStore.open(new EmbeddedDatabase(file), new Vault(makeKey()));
	const { id: instanceId } = await store.addInstance(draft('traced'));
	for (const id of ['1', '2', '3']) {
		await store.addCall({
			id,
			instanceId,
			kind: 'write',
			method: 'POST',
			path: '/customers',
			queuedAtMs: 1,
		});
		writeSync(1, `QUEUED ${id}\n`);
		await store.handOut([id], { sessionId: 's', atMs: 2, document: 'd', isSynced: true });
		writeSync(1, `LEFT ${id}\n`);
	}
	await store.close();
}

void main(process.argv[2]);
