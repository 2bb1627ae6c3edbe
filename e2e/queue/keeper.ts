/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createInterface } from 'node:readline';
import { createDatabase, deleteKeys, dropDatabase, SCRATCH_PREFIX } from './scratch';

/**
 * Makes a database and removes it, with the keys of the same name in Redis, when its input ends: that happens
 * also when whoever started this was killed. Lines of the input name process groups that must be gone by then.
 */
async function keep(name: string): Promise<void> {
	if (!new RegExp(`^${SCRATCH_PREFIX}\\w+$`).test(name)) throw new Error(`Not our name: ${name}`);
	await createDatabase(name);
	process.stdout.write('ready\n');
	const groups = new Set<number>();
	for await (const line of createInterface({ input: process.stdin })) {
		const [change, pid] = line.split(' ');
		if (change === 'started') groups.add(Number(pid));
		if (change === 'ended') groups.delete(Number(pid));
	}
	for (const pid of groups) {
		try {
			process.kill(-pid, 'SIGKILL');
		} catch {
			// It has ended by itself.
		}
	}
	await dropDatabase(name);
	await deleteKeys(name);
}

// Whoever started this gets the same signals and ends the input when it is done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
keep(process.argv[2] ?? '').then(
	() => process.exit(0),
	(error: Error) => {
		process.stderr.write(`${error.message}\n`);
		process.exit(1);
	},
);
