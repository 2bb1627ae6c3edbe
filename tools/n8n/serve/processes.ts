/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import { killGroup, stopGroup, watchGroup } from './groups';

const OUTPUT_LINES_KEPT = 400;

export interface CommandOptions {
	cwd?: string;
	/** The whole environment of the process; by default ours. */
	env?: NodeJS.ProcessEnv;
	/** Milliseconds until the command counts as hung. */
	timeoutMs?: number;
	/** Gives the result back instead of throwing when the exit code is not 0. */
	allowFailure?: boolean;
}

export interface CommandResult {
	exitCode: number;
	stdout: string;
	stderr: string;
}

export interface RunningProcess {
	pid: number;
	/** The last lines that it printed. */
	output: () => string[];
	/** Undefined while it runs; the exit code, or 1 for an end by signal, afterwards. */
	exitCode: () => number | undefined;
	/** Resolves with the exit code when it has ended. */
	ended: Promise<number>;
	/** Ends the process with all that it started, and waits until they are gone. */
	stop: () => Promise<void>;
	/** Kills it with all that it started, without any warning, and waits until they are gone. */
	kill: () => Promise<void>;
}

/**
 * Runs a command to its end in a process group of its own.
 *
 * @throws with the end of its output when it fails or takes longer than `timeoutMs`
 */
export async function run(
	command: string,
	commandArguments: string[],
	{ cwd, env = process.env, timeoutMs = 20 * 60_000, allowFailure = false }: CommandOptions = {},
): Promise<CommandResult> {
	const child = execa(command, commandArguments, {
		cwd,
		env,
		extendEnv: false,
		stdin: 'ignore',
		reject: false,
		detached: process.platform !== 'win32',
		cleanup: false,
	});
	const { pid } = child;
	if (pid !== undefined) watchGroup(pid);
	const overdue = new AbortController();
	const finished = await Promise.race([
		child,
		wait(timeoutMs, undefined, { signal: overdue.signal }).catch(() => undefined),
	]);
	overdue.abort();
	if (pid !== undefined) await stopGroup(pid);
	const shown = [command, ...commandArguments].join(' ');
	if (!finished) throw new Error(`Stopped after ${timeoutMs / 1000} s without an end: ${shown}`);
	const result = {
		exitCode: finished.exitCode ?? 1,
		stdout: finished.stdout,
		stderr: finished.stderr,
	};
	if (result.exitCode !== 0 && !allowFailure) {
		const output = [result.stdout, result.stderr].join('\n').trim().split('\n').slice(-30);
		throw new Error(
			`Failed: ${shown}\n${output.join('\n') || (finished as { message?: string }).message}`,
		);
	}
	return result;
}

export interface StartOptions extends CommandOptions {
	/** Called with every line that it prints. */
	onLine?: (line: string) => void;
	/** Milliseconds that it gets to end by itself when it is stopped. */
	graceMs?: number;
}

/** Starts a command that is to keep running, in a process group of its own. */
export function start(
	command: string,
	commandArguments: string[],
	{ cwd, env = process.env, onLine, graceMs }: StartOptions = {},
): RunningProcess {
	const child = execa(command, commandArguments, {
		cwd,
		env,
		extendEnv: false,
		stdin: 'ignore',
		reject: false,
		all: true,
		buffer: false,
		detached: process.platform !== 'win32',
		cleanup: false,
	});
	const { pid } = child;
	if (pid === undefined) throw new Error(`Could not start ${command}. Is it installed?`);
	watchGroup(pid, graceMs);

	const lines: string[] = [];
	let exitCode: number | undefined;
	let unfinished = '';
	child.all?.setEncoding('utf8').on('data', (chunk: string) => {
		const parts = (unfinished + chunk).split('\n');
		unfinished = parts.pop() ?? '';
		for (const line of parts) {
			lines.push(line);
			onLine?.(line);
		}
		if (lines.length > OUTPUT_LINES_KEPT) lines.splice(0, lines.length - OUTPUT_LINES_KEPT);
	});
	const ended = child.then((result) => {
		exitCode = result.exitCode ?? 1;
		return exitCode;
	});

	return {
		pid,
		output: () => (unfinished ? [...lines, unfinished] : [...lines]),
		exitCode: () => exitCode,
		ended,
		stop: async () => await stopGroup(pid),
		kill: async () => await killGroup(pid),
	};
}
