/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { once } from 'node:events';
import path from 'node:path';
import { execaNode, type ExecaChildProcess } from 'execa';
import { atEnd } from '../../n8n/serve/leftovers';

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
	/** How many of them, from the first, have their company file, which takes a while to make; none when missing. */
	companyFiles?: number;
}

/** An instance in the sandbox. */
export interface StandingInstance {
	id: number;
	name: string;
}

/** What is asked of the sandbox's process. */
export interface SandboxCalls {
	/** Begins anew with this account. */
	reset: { account: Account };
	count: object;
	standing: object;
	/** One member of each record of an instance. */
	records: { instanceId: number; path: string; member: string };
}

/** What it answers. */
export interface SandboxAnswers {
	reset: undefined;
	count: SandboxCount;
	standing: StandingInstance[];
	records: string[];
}

export type SandboxCall = {
	[Kind in keyof SandboxCalls]: { kind: Kind } & SandboxCalls[Kind];
}[keyof SandboxCalls];

/** What stands in the sandbox and what arrived since the last reset. */
export interface SandboxCount {
	instances: number;
	requests: number;
	/** Requests other than GET. */
	writes: number;
	openRequestsPeak: number;
}

/** A message from the sandbox's process. */
export interface SandboxAnswered<Kind extends keyof SandboxAnswers = keyof SandboxAnswers> {
	answer: SandboxAnswers[Kind];
}

/** A sandbox in another process. */
export interface SandboxClient extends SandboxReady {
	reset(account: Account): Promise<void>;
	count(): Promise<SandboxCount>;
	standing(): Promise<StandingInstance[]>;
	/** One member of each record of an instance, as text. */
	records(instanceId: number, path: string, member: string): Promise<string[]>;
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
 * customers, or those of the example company if these are more. It ends with this process at the latest.
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
	const ask = async <Kind extends keyof SandboxCalls>(
		kind: Kind,
		call: SandboxCalls[Kind],
	): Promise<SandboxAnswers[Kind]> => {
		const answer = nextMessage<SandboxAnswered<Kind>>(child);
		child.send({ kind, ...call });
		return (await answer).answer;
	};
	return {
		...(await nextMessage<SandboxReady>(child)),
		reset: async (account) => await ask('reset', { account }),
		count: async () => await ask('count', {}),
		standing: async () => await ask('standing', {}),
		records: async (instanceId, path, member) => await ask('records', { instanceId, path, member }),
	};
}
