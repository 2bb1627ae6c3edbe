/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { temporaryFolder } from '../../tools/n8n/serve/leftovers';

/** Some more than the time after which `movedClock.cjs` looks again. */
const UNTIL_READ_MS = 200;

/** The calendar of an n8n, which a test moves. */
export interface MovedClock {
	/** What its process needs. */
	environment: NodeJS.ProcessEnv;
	/** Puts it ahead of the real one. In: milliseconds. Done once n8n goes by it. */
	move: (offsetMs: number) => Promise<void>;
}

export async function createClock(offsetMs: number): Promise<MovedClock> {
	const file = path.join(await temporaryFolder('clock'), 'offset');
	// Renamed, so that nobody reads half of it.
	const write = async (ms: number) => {
		await writeFile(`${file}.new`, String(ms));
		await rename(`${file}.new`, file);
	};
	await write(offsetMs);
	return {
		environment: {
			NODE_OPTIONS: `--require ${JSON.stringify(path.join(__dirname, 'movedClock.cjs'))}`,
			QBE_CLOCK_FILE: file,
		},
		async move(ms) {
			await write(ms);
			await wait(UNTIL_READ_MS);
		},
	};
}
