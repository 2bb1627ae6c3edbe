/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { forward } from '../support/forward';
import { listenOnLoopback } from '../support/loopback';

/** Requests that are let through up to a number, and held after that. */
export interface Hold {
	/** How many are let through. */
	passing: number;
	/** Those that were let through and answered. */
	answered: number;
	/** Those that wait at the gate, also when whoever sent them is gone by now. */
	held: number;
}

interface Rule extends Hold {
	path: string;
	bodyContains: string;
	seen: number;
}

/** Stands before the sandbox and holds creates until it is opened, so that a test knows what is in flight. */
export interface Gate {
	url: string;
	/** Holds creates whose path ends in `path` and whose body contains a text, all but the first `passing`. */
	hold: (path: string, bodyContains: string, passing: number) => Hold;
	/** Lets everything through from now on, what is held first. */
	open: () => void;
}

/** Starts a gate on a free loopback port. `undoAll` ends it. */
export async function startGate(target: string): Promise<Gate> {
	const rules: Rule[] = [];
	let release: () => void = () => {};
	let opened = new Promise<void>((resolve) => (release = resolve));

	async function pass(method: string, path: string, body: string): Promise<Rule | undefined> {
		const rule = rules.find(
			(one) => method === 'POST' && path.endsWith(one.path) && body.includes(one.bodyContains),
		);
		if (!rule) return undefined;
		rule.seen += 1;
		if (rule.seen <= rule.passing) return rule;
		rule.held += 1;
		await opened;
		return undefined;
	}

	const server = createServer((incoming, outgoing) => {
		void buffer(incoming).then(async (body) => {
			const { method = 'GET', url = '/' } = incoming;
			const rule = await pass(method, url.split('?')[0], body.toString());
			const isAnswered = await forward(target, incoming, outgoing, body);
			if (rule && isAnswered) rule.answered += 1;
		});
	});
	const url = await listenOnLoopback(server);
	return {
		url,
		hold(path, bodyContains, passing) {
			const rule: Rule = { path, bodyContains, passing, seen: 0, answered: 0, held: 0 };
			rules.push(rule);
			return rule;
		},
		open() {
			rules.length = 0;
			release();
			opened = new Promise<void>((resolve) => (release = resolve));
		},
	};
}
