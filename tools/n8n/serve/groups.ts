/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';

const GROUP_POLL_MS = 100;
/** Milliseconds that a group gets to end by itself, by its leader's process id. */
const liveGroups = new Map<number, number>();
const GRACE_MS = 8000;

/** Remembers a process group that has to be gone when we are, and how long it may take to end. */
export function watchGroup(pid: number, graceMs = GRACE_MS): void {
	liveGroups.set(pid, graceMs);
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
 * Ends a process group: asks first, insists after the time that it was given.
 *
 * @param pid of the group's leader, started with `detached`
 */
export async function stopGroup(pid: number): Promise<void> {
	if (process.platform === 'win32') {
		// Windows has no process groups; its own tool ends a process with all below it.
		await execa('taskkill', ['/PID', String(pid), '/T', '/F'], { reject: false });
		liveGroups.delete(pid);
		return;
	}
	const deadlineMs = Date.now() + (liveGroups.get(pid) ?? GRACE_MS);
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

/** Kills a process group at once, as a crash or `kill -9` would, and waits until it is gone. */
export async function killGroup(pid: number): Promise<void> {
	if (process.platform !== 'win32') signalGroup(pid, 'SIGKILL');
	await stopGroup(pid);
}

/** Ends every process group that still runs. */
export async function stopAllGroups(): Promise<void> {
	await Promise.all([...liveGroups.keys()].map(async (pid) => await stopGroup(pid)));
}

/** For an end that leaves no time: kills whatever still runs, without waiting. */
export function killAllGroups(): void {
	for (const pid of liveGroups.keys()) {
		if (process.platform === 'win32') process.kill(pid);
		else signalGroup(pid, 'SIGKILL');
	}
}
