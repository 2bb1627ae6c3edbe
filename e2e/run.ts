/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { runCommand } from '../tools/n8n/serve/leftovers';
import { takeN8nVersion } from '../tools/n8n/install/versions';
import { runTestFiles } from './support/runFiles';

/** Files that start several n8n at once, or that keep to a clock which runs on while n8n is slow. */
const ALONE = ['overlap', 'pollingTime', 'queue', 'triggers'];

void runCommand(async () => {
	const wanted = takeN8nVersion(process.argv.slice(2));
	await runTestFiles(path.join(__dirname, 'tests'), wanted, {
		// Starting an n8n keeps one core busy, and is most of what a file takes.
		atOnce: Math.min(2, availableParallelism()),
		alone: ALONE,
	});
});
