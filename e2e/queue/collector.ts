/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { listenOnLoopback } from '../support/loopback';

/** A place that workflows tell what they were given. */
export interface Collector {
	url: string;
	/** What came, oldest first; live view. */
	received: Array<Record<string, unknown>>;
	/** Answers nobody until so many ask at once. */
	holdUntil: (count: number) => void;
}

/** Starts one on a free loopback port. `undoAll` ends it. */
export async function startCollector(): Promise<Collector> {
	const received: Collector['received'] = [];
	let wanted = 0;
	let held: Array<() => void> = [];
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			received.push(JSON.parse(body) as Record<string, unknown>);
			response.setHeader('content-type', 'application/json');
			held.push(() => response.end('{}'));
			if (held.length < wanted) return;
			wanted = 0;
			for (const answer of held) answer();
			held = [];
		});
	});
	const url = await listenOnLoopback(server);
	return {
		url: `${url}/`,
		received,
		holdUntil: (count) => {
			wanted = count;
		},
	};
}
