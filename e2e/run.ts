/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import path from 'node:path';
import { runCommand } from './n8n/leftovers';
import { takeN8nVersion } from './n8n/versions';
import { runTestFiles } from './support/runFiles';

void runCommand(async () => {
	const wanted = takeN8nVersion(process.argv.slice(2));
	await runTestFiles(path.join(__dirname, 'tests'), wanted);
});
