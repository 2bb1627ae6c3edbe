/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { n8nEnvironment, type N8nInstance } from './instance';
import { atEnd } from './leftovers';
import { start } from './processes';

const START_TIMEOUT_MS = 120_000;
const POLL_MS = 250;
const REQUEST_TIMEOUT_MS = 30_000;

export interface N8nServer {
	url: string;
	pid: number;
	/** The last lines of its log. */
	output: () => string[];
	/** Undefined while it runs. */
	exitCode: () => number | undefined;
	stop: () => Promise<void>;
	/** Ends it as `kill -9` would. */
	kill: () => Promise<void>;
}

export interface Login {
	email: string;
	password: string;
	/** For the `Cookie` header. */
	cookie: string;
}

async function isReady(url: string, hasEditor: boolean): Promise<boolean> {
	try {
		// `/healthz` alone answers before the database is migrated, and in n8n 2.0 readiness comes before the
		// interface of the editor.
		for (const path of ['/healthz/readiness', ...(hasEditor ? ['/rest/settings'] : [])]) {
			const answer = await fetch(url + path, { signal: AbortSignal.timeout(2000) });
			if (!answer.ok) return false;
		}
		return true;
	} catch {
		return false;
	}
}

export interface ServerOptions {
	/** What n8n is to be, with its flags: by default `start`, the editor with all that belongs to it. */
	command?: string[];
	additions?: NodeJS.ProcessEnv;
	onLine?: (line: string) => void;
	/** Called with the id of its process group as soon as there is one. */
	onStart?: (pid: number) => void;
	/** Milliseconds that it gets to finish its executions when it is stopped. */
	graceMs?: number;
}

/**
 * Starts n8n, by default with its editor, on a free loopback port and waits until it is ready.
 *
 * @throws with the end of its log when it does not come up
 */
export async function startServer(
	instance: N8nInstance,
	{ command = ['start'], additions = {}, onLine, onStart, graceMs }: ServerOptions = {},
): Promise<N8nServer> {
	const { env, port } = await n8nEnvironment(instance, additions);
	const { node, script } = instance.installation;
	const server = start(node.program, [script, ...command], {
		cwd: instance.userFolder,
		env,
		onLine,
		graceMs,
	});
	atEnd(server.stop);
	onStart?.(server.pid);

	const url = `http://127.0.0.1:${port}`;
	const deadlineMs = Date.now() + START_TIMEOUT_MS;
	while (!(await isReady(url, command[0] === 'start'))) {
		const ended = server.exitCode() !== undefined;
		if (ended || Date.now() > deadlineMs) {
			const log = server.output().slice(-25).join('\n');
			await server.stop();
			const process = ['n8n', ...command].join(' ');
			throw new Error(
				`${process} ${ended ? 'ended' : 'was not ready in time'}. Its last words:\n${log}`,
			);
		}
		await wait(POLL_MS);
	}
	const { pid, output, exitCode, stop, kill } = server;
	return { url, pid, output, exitCode, stop, kill };
}

/**
 * Calls n8n's own interface as the editor does.
 *
 * @returns the parsed answer; its `data` member where it has one
 * @throws with status and text when n8n refuses
 */
export async function callN8n<T>(
	server: N8nServer,
	method: 'GET' | 'POST',
	path: string,
	{ login, body }: { login?: Login; body?: unknown } = {},
): Promise<T> {
	const answer = await fetch(server.url + path, {
		method,
		headers: {
			...(login && { cookie: login.cookie }),
			...(body !== undefined && { 'content-type': 'application/json' }),
			'browser-id': 'e2e',
		},
		body: body === undefined ? undefined : JSON.stringify(body),
		signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
	});
	const text = await answer.text();
	if (!answer.ok) throw new Error(`n8n answered ${answer.status} to ${method} ${path}: ${text}`);
	const parsed = JSON.parse(text) as T & { data?: T };
	return path.startsWith('/rest/') && parsed.data !== undefined ? parsed.data : parsed;
}

/** Makes the first user, with a random password. */
export async function createOwner(server: N8nServer): Promise<Login> {
	const email = 'owner@example.com';
	// n8n asks for a digit and a capital letter.
	const password = `A1-${randomBytes(9).toString('base64url')}`;
	const answer = await fetch(`${server.url}/rest/owner/setup`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'browser-id': 'e2e' },
		body: JSON.stringify({ email, password, firstName: 'Demo', lastName: 'Owner' }),
		signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
	});
	if (!answer.ok) {
		throw new Error(`n8n refused to make a user: ${answer.status} ${await answer.text()}`);
	}
	const cookie = answer.headers
		.getSetCookie()
		.map((value) => value.split(';')[0])
		.join('; ');
	return { email, password, cookie };
}
