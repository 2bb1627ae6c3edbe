/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { once } from 'node:events';
import path from 'node:path';
import { execaNode, type ExecaChildProcess } from 'execa';
import { atEnd } from '../e2e/n8n/leftovers';

/** What the sandbox's process says once it listens. */
export interface SandboxReady {
	url: string;
	userSecret: string;
	organizationSecret: string;
	/** The instance whose company file is read. */
	books: { instanceId: number; token: string };
}

/** What stands in the sandbox before a measurement. */
export interface Account {
	/** Instances, and every how many of them stands for an entry of the list. */
	instances: number;
	every: number;
	/** Whether the first one has its company file, which takes a while to make. */
	withBooks?: boolean;
}

export type SandboxCall = { kind: 'reset'; account: Account } | { kind: 'count' };

/** What stands in the sandbox and what arrived since the last reset. */
export interface SandboxAnswer {
	instances: number;
	requests: number;
	/** Requests other than GET. */
	writes: number;
	openRequestsPeak: number;
}

/** A sandbox in another process. */
export interface SandboxClient extends SandboxReady {
	reset(account: Account): Promise<SandboxAnswer>;
	count(): Promise<SandboxAnswer>;
}

async function nextMessage<T>(child: ExecaChildProcess): Promise<T> {
	const listening = new AbortController();
	const { signal } = listening;
	try {
		const ended = once(child, 'exit', { signal }).then(() => undefined);
		const answer = await Promise.race([once(child, 'message', { signal }), ended]);
		if (!answer) throw new Error("The sandbox's process has ended.");
		return answer[0] as T;
	} finally {
		listening.abort();
	}
}

/**
 * Starts a sandbox whose answers take `latencyMs` milliseconds and whose company files have that many
 * customers. It ends with this process at the latest.
 */
export async function startSandboxProcess(
	latencyMs: number,
	customers: number,
): Promise<SandboxClient> {
	const child = execaNode(
		path.join(__dirname, 'sandboxProcess.ts'),
		[String(latencyMs), String(customers)],
		{ reject: false, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
	);
	atEnd(() => void child.kill());
	const ask = async (call: SandboxCall): Promise<SandboxAnswer> => {
		const answer = nextMessage<SandboxAnswer>(child);
		child.send(call);
		return await answer;
	};
	return {
		...(await nextMessage<SandboxReady>(child)),
		reset: async (account) => await ask({ kind: 'reset', account }),
		count: async () => await ask({ kind: 'count' }),
	};
}
