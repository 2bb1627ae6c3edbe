/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { build, projectFolder } from '../../n8n/install/pack';
import { runCommand, temporaryFolder } from '../../n8n/serve/leftovers';
import { withTranscript } from './page';

/** Records the transcript of docs/gateway.md anew. */
void runCommand(async () => {
	await build();
	// The engine writes a key into this folder as soon as it is loaded.
	process.env.N8N_USER_FOLDER = await temporaryFolder('engine');
	process.env.N8N_LOG_LEVEL = 'silent';
	const { recordTranscript } = await import('./record');
	const { loadBuiltParts } = await import('../../n8n/engine/builtParts');
	const transcript = await recordTranscript(loadBuiltParts(), await temporaryFolder('gateway'));
	const file = path.join(projectFolder, 'docs', 'gateway.md');
	await writeFile(file, withTranscript(await readFile(file, 'utf8'), transcript));
});
