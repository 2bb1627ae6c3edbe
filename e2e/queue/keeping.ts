/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { execa } from 'execa';
import { projectFolder } from '../../tools/n8n/install/pack';
import { SCRATCH_PREFIX } from './scratch';

/** A database of our own, and a name for keys in Redis that are ours. */
export interface Scratch {
	/** Of the database, and what the keys begin with. */
	name: string;
	/** Has a process group killed before the database goes, should we end without doing so. */
	watch: (pid: number) => void;
	/** The process group has ended. */
	forget: (pid: number) => void;
	/** Removes database and keys, and waits until they are gone. */
	remove: () => Promise<void>;
}

/**
 * Makes a database. A process of its own removes it, with the keys of its name, when told so or when we are gone
 * in whatever way.
 *
 * @throws when there is no database to be had; the process has then said why
 */
export async function createScratch(): Promise<Scratch> {
	const name = SCRATCH_PREFIX + randomBytes(6).toString('hex');
	const keeper = execa(
		process.execPath,
		['--import', 'tsx', path.join(__dirname, 'keeper.ts'), name],
		{
			cwd: projectFolder,
			detached: true,
			cleanup: false,
			reject: false,
			stdio: ['pipe', 'pipe', 'inherit'],
		},
	);
	// When it has ended too early, `remove` says so.
	keeper.stdin?.on('error', () => {});
	const isReady = keeper.stdout && once(keeper.stdout, 'data').then(() => true);
	if ((await Promise.race([isReady, keeper])) !== true) {
		throw new Error('PostgreSQL gave no database');
	}
	const tell = (line: string) => keeper.stdin?.write(`${line}\n`);
	return {
		name,
		watch: (pid) => tell(`started ${pid}`),
		forget: (pid) => tell(`ended ${pid}`),
		async remove() {
			keeper.stdin?.end();
			const { exitCode } = await keeper;
			if (exitCode !== 0) throw new Error(`Database ${name} could not be removed`);
		},
	};
}
