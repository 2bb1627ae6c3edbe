/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFile } from 'node:fs/promises';
import os from 'node:os';

/** Linux tells every program hundredths of a second. */
const TICK_MS = 10;

/** CPU time that a process has used, all threads, in milliseconds. */
async function cpuMsOf(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	// The name before it may hold blanks. What follows begins with field 3; 14 and 15 are user and system time.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function coreTimes(): { allMs: number; idleMs: number } {
	const times = os.cpus().map(({ times: of }) => of);
	const idleMs = times.reduce((sum, { idle }) => sum + idle, 0);
	const allMs = times.reduce((sum, of) => sum + Object.values(of).reduce((a, b) => a + b, 0), 0);
	return { allMs, idleMs };
}

/** How busy processors were. */
export interface Load {
	/** CPU time of the processes that were watched, in milliseconds. */
	cpuMs: number;
	/** Share of the whole machine's processor time that anybody used, from 0 to 1. */
	machine: number;
}

/** Begins to watch. Out: what ends it and tells. */
export async function watchLoad(pids: number[]): Promise<() => Promise<Load>> {
	const used = async () =>
		(await Promise.all(pids.map(cpuMsOf))).reduce((sum, cpuMs) => sum + cpuMs, 0);
	const cpuBeforeMs = await used();
	const before = coreTimes();
	return async () => {
		const after = coreTimes();
		const idleMs = after.idleMs - before.idleMs;
		return {
			cpuMs: (await used()) - cpuBeforeMs,
			machine: 1 - idleMs / (after.allMs - before.allMs),
		};
	};
}
