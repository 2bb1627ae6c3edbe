/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { killAllGroups, stopAllGroups } from './groups';

type Undo = () => Promise<void> | void;

const undoStack: Undo[] = [];
const folders = new Set<string>();
let stopping = false;
let stoppingSinceMs = 0;
/** Terminal, npm and tsx may each pass on the same Ctrl-C. */
const SAME_SIGNAL_MS = 1000;

/** Whether Ctrl-C or a request to end came in: failures from here on are consequences of it. */
export function isStopping(): boolean {
	return stopping;
}

/** Registers what has to be undone at the end. The last one registered is undone first. */
export function atEnd(undo: Undo): void {
	undoStack.push(undo);
}

/** Makes a temporary folder (readable by its owner only) that is removed at the end. */
export async function temporaryFolder(purpose: string): Promise<string> {
	// n8n compares paths of loaded modules with it, which are real ones; on some systems the temporary folder is a link.
	const folder = await mkdtemp(path.join(await realpath(os.tmpdir()), `qbe-${purpose}-`));
	return registerFolder(folder);
}

/** Has a folder removed at the end, also when the end is sudden. */
export function registerFolder(folder: string): string {
	folders.add(folder);
	return folder;
}

/** The folder is to stay, or is gone already. */
export function forgetFolder(folder: string): void {
	folders.delete(folder);
}

/**
 * Undoes everything registered so far. An undo that fails does not keep the others from running.
 *
 * @returns whether all of it could be undone
 */
export async function undoAll(): Promise<boolean> {
	let isClean = true;
	for (let undo = undoStack.pop(); undo; undo = undoStack.pop()) {
		try {
			await undo();
		} catch (error) {
			isClean = false;
			process.stderr.write(`While cleaning up: ${(error as Error).message}\n`);
		}
	}
	await stopAllGroups();
	for (const folder of folders) {
		await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
		folders.delete(folder);
	}
	return isClean;
}

/** The last net, for an end that leaves no time: nothing asynchronous runs in an exit handler. */
function undoAtOnce(): void {
	killAllGroups();
	for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function stopOnSignal(exitCode: number): Promise<void> {
	if (stopping) {
		if (Date.now() - stoppingSinceMs > SAME_SIGNAL_MS) process.exit(exitCode);
		return;
	}
	stopping = true;
	stoppingSinceMs = Date.now();
	process.stdout.write('\nStopping …\n');
	const isClean = await undoAll();
	if (isClean)
		process.stdout.write(
			'All that was started has ended, and all that was temporary was removed.\n',
		);
	process.exit(exitCode);
}

/**
 * From here on whatever was registered is undone also when the process is interrupted (a second
 * Ctrl-C ends it at once).
 */
export function undoOnSignals(interruptedExitCode = 130): void {
	process.on('exit', undoAtOnce);
	process.on('SIGINT', () => void stopOnSignal(interruptedExitCode));
	process.on('SIGTERM', () => void stopOnSignal(143));
	process.on('SIGHUP', () => void stopOnSignal(129));
}

/**
 * Runs a command of this project from start to end: whatever it registered is undone when it
 * ends, fails or is interrupted. A failure is printed as its message alone and ends the process with code 1;
 * Ctrl-C ends it with `interruptedExitCode`.
 */
export async function runCommand(
	work: () => Promise<void>,
	{ interruptedExitCode = 130 } = {},
): Promise<void> {
	undoOnSignals(interruptedExitCode);
	try {
		await work();
	} catch (error) {
		if (stopping) return;
		process.stderr.write(`\n${(error as Error).message}\n`);
		process.exitCode = 1;
	}
	if (stopping) return;
	await undoAll();
	// Sockets kept alive by a client would hold the process open for seconds more.
	process.exit();
}
