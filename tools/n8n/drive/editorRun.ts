/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as wait } from 'node:timers/promises';
import { callN8n, type Login, type N8nServer } from '../serve/server';
import type { Execution } from './workflow';
import type { StoredWorkflow } from './examples';

const POLL_MS = 250;
/** On a busy machine an execution can take long. */
const PATIENCE_MS = 120_000;
const UNDER_WAY = ['new', 'running', 'waiting', 'unknown'];

/**
 * Reads what n8n stores of an execution: a list whose first entry is the whole, and in which a text within an
 * object or a list stands for the entry of that number.
 */
function unfold(text: string): unknown {
	const entries = JSON.parse(text) as unknown[];
	const known = new Map<number, unknown>();
	const member = (value: unknown) => (typeof value === 'string' ? entry(Number(value)) : value);
	const entry = (index: number): unknown => {
		const folded = entries[index];
		if (typeof folded !== 'object' || folded === null) return folded;
		if (known.has(index)) return known.get(index);
		if (Array.isArray(folded)) {
			const list: unknown[] = [];
			known.set(index, list);
			for (const value of folded) list.push(member(value));
			return list;
		}
		const whole: Record<string, unknown> = {};
		known.set(index, whole);
		for (const [name, value] of Object.entries(folded)) whole[name] = member(value);
		return whole;
	};
	return entry(0);
}

/**
 * Reads a stored execution, once it has ended.
 *
 * @throws when n8n has not kept it
 */
async function endOf(server: N8nServer, login: Login, id: string): Promise<Execution> {
	const deadlineMs = Date.now() + PATIENCE_MS;
	for (;;) {
		const stored = await callN8n<Partial<Omit<Execution, 'data'> & { data: string }>>(
			server,
			'GET',
			`/rest/executions/${id}`,
			{ login },
		);
		const { status, data } = stored;
		// Of an execution that it does not keep n8n says nothing at all.
		if (status === undefined) throw new Error(`n8n has kept nothing of execution ${id}`);
		if (!UNDER_WAY.includes(status) && data !== undefined) {
			return { ...stored, status, data: unfold(data) as Execution['data'] };
		}
		if (Date.now() > deadlineMs) throw new Error(`Execution ${id} did not end in time`);
		await wait(POLL_MS);
	}
}

/** The executions that n8n keeps of a workflow, newest first. */
export async function storedExecutions(
	server: N8nServer,
	login: Login,
	workflowId: string,
): Promise<Array<{ id: string; status: string }>> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await callN8n<{ results: Array<{ id: string; status: string }> }>(
		server,
		'GET',
		`/rest/executions?limit=100&filter=${filter}`,
		{ login },
	);
	return results;
}

/** Waits until n8n keeps so many executions of a workflow, and reads them, oldest first. */
export async function executionsOf(
	server: N8nServer,
	login: Login,
	workflowId: string,
	count: number,
): Promise<Execution[]> {
	const deadlineMs = Date.now() + PATIENCE_MS;
	for (;;) {
		const stored = await storedExecutions(server, login, workflowId);
		if (stored.length >= count) {
			const ends = stored.map(async ({ id }) => await endOf(server, login, id));
			return (await Promise.all(ends)).reverse();
		}
		if (Date.now() > deadlineMs) {
			throw new Error(`Only ${stored.length} of ${count} executions came in time`);
		}
		await wait(POLL_MS);
	}
}

/**
 * Starts a stored workflow as the editor does, from a trigger that has put out this item, and waits for its end.
 *
 * @param json such as what was said in the chat
 */
export async function runFrom(
	server: N8nServer,
	login: Login,
	workflow: StoredWorkflow,
	triggerName: string,
	json: Record<string, unknown>,
): Promise<Execution> {
	const data = {
		startTime: Date.now(),
		executionTime: 0,
		executionIndex: 0,
		executionStatus: 'success',
		source: [],
		data: { main: [[{ json }]] },
	};
	const { executionId } = await callN8n<{ executionId: string }>(
		server,
		'POST',
		`/rest/workflows/${workflow.id}/run`,
		// n8n 2.0 takes the workflow from the request, a newer one its own.
		{ login, body: { workflowData: workflow, triggerToStartFrom: { name: triggerName, data } } },
	);
	return await endOf(server, login, executionId);
}
