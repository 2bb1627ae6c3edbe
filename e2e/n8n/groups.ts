/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';

const GROUP_POLL_MS = 100;
const liveGroups = new Set<number>();

/** Remembers a process group that has to be gone when we are. */
export function watchGroup(pid: number): void {
	liveGroups.add(pid);
}

function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
	try {
		process.kill(-pid, signal);
		return true;
	} catch {
		return false;
	}
}

/**
 * Ends a process group: asks first, insists after `graceMs` milliseconds.
 *
 * @param pid of the group's leader, started with `detached`
 */
export async function stopGroup(pid: number, graceMs = 10_000): Promise<void> {
	if (process.platform === 'win32') {
		// Windows has no process groups; its own tool ends a process with all below it.
		await execa('taskkill', ['/PID', String(pid), '/T', '/F'], { reject: false });
		liveGroups.delete(pid);
		return;
	}
	const deadlineMs = Date.now() + graceMs;
	let alive = signalGroup(pid, 'SIGTERM');
	while (alive && Date.now() < deadlineMs) {
		await wait(GROUP_POLL_MS);
		alive = signalGroup(pid, 0);
	}
	if (alive) {
		signalGroup(pid, 'SIGKILL');
		await wait(GROUP_POLL_MS);
	}
	liveGroups.delete(pid);
}

/** Ends every process group that still runs. */
export async function stopAllGroups(): Promise<void> {
	await Promise.all([...liveGroups].map(async (pid) => await stopGroup(pid)));
}

/** For an end that leaves no time: kills whatever still runs, without waiting. */
export function killAllGroups(): void {
	for (const pid of liveGroups) {
		if (process.platform === 'win32') process.kill(pid);
		else signalGroup(pid, 'SIGKILL');
	}
}
