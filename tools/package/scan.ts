/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import path from 'node:path';
import { cleanEnvironment } from '../n8n/serve/environment';
import { temporaryFolder } from '../n8n/serve/leftovers';
import { run } from '../n8n/serve/processes';

/**
 * Runs n8n's own scanner for community packages over the unpacked tarball and over the sources,
 * with the same files and rules as for a published package: no inline exceptions, no console.
 *
 * @param unpackedFolder the tarball's content
 * @param sourceFolder the project
 * @returns what it found, in its own words; empty when nothing
 */
export async function scan(unpackedFolder: string, sourceFolder: string): Promise<string[]> {
	const scratch = await temporaryFolder('scan');
	const result = await run(
		process.execPath,
		[path.join(__dirname, 'scanWorker.mjs'), unpackedFolder, sourceFolder],
		{
			cwd: sourceFolder,
			// The scanner makes a folder as soon as it is loaded and leaves it behind.
			env: cleanEnvironment({ TMPDIR: scratch, TEMP: scratch, TMP: scratch }),
			timeoutMs: 5 * 60_000,
			allowFailure: true,
		},
	);
	return result.exitCode === 0 ? [] : [[result.stdout, result.stderr].join('\n').trim()];
}
