/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { inspect } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import type { RecordedRequest, Sandbox, StoredInstance } from '../../../../sandbox';
import type { NodeRunResult } from '../../../support/engine';
import { isHarmless } from './faultKinds';
import type { Plan } from './plan';
import { entryOfHost, type Before } from './scene';

/** Half of what a timer may be late by itself, in milliseconds. */
const TIMER_TOLERANCE_MS = 10;

/** How one input item ended. */
export interface ItemEnd {
	index: number;
	entry: number;
	output?: IDataObject;
	error?: string;
}

/** An instance that a POST made. */
export interface Made {
	id: number;
	entry: number;
	post: RecordedRequest;
	/** Undefined where it was deleted since. */
	instance?: StoredInstance;
	/** Its POST was not answered, and it came to show in the list only when the look-up window was over. */
	late: boolean;
}

/** One run of a plan, or two at the same time, and what the sandbox saw of it. */
export interface Evidence {
	fleet: number;
	plan: Plan;
	sandbox: Sandbox;
	before: Before;
	results: NodeRunResult[];
	/** How much the machine held this process up, in milliseconds. */
	stalledMs: number;
	requests: RecordedRequest[];
	made: Made[];
	/** For each result. */
	ends: ItemEnd[][];
}

/** Gathers what a run left. Must be called when nothing is under way any more. */
export function gather(
	fleet: number,
	plan: Plan,
	sandbox: Sandbox,
	before: Before,
	results: NodeRunResult[],
	stalledMs: number,
): Evidence {
	// One that an earlier run had given up may still have been on its way.
	const requests = sandbox.requests.filter(
		(request) => request.method !== 'POST' || entryOfPost(fleet, request) !== undefined,
	);
	const alive = new Map(sandbox.instances.map((instance) => [instance.id, instance]));
	const made = requests
		.filter(({ method }) => method === 'POST')
		.flatMap((post) =>
			post.stored.map((id): Made => {
				const instance = alive.get(id);
				return {
					id,
					entry: entryOfPost(fleet, post) as number,
					post,
					instance,
					late: instance !== undefined && !wasAnswered(post) && isLate(instance, post, plan),
				};
			}),
		);
	return {
		fleet,
		plan,
		sandbox,
		before,
		results,
		stalledMs,
		requests,
		made,
		ends: results.map((result) => endsOf(result, plan)),
	};
}

/** The entry that a POST wants an instance for; undefined where it is not of this fleet. */
export function entryOfPost(fleet: number, { json }: RecordedRequest): number | undefined {
	const configuration = (json as { configuration?: IDataObject } | undefined)?.configuration;
	return entryOfHost(fleet, configuration?.['host.ip']);
}

/** Whether a POST was answered, in full and in time, so that the node knows what it made. */
export function wasAnswered({ status, fault }: RecordedRequest): boolean {
	return status === 200 && isHarmless(fault);
}

function isLate(
	{ listedFromMs }: StoredInstance,
	{ startedAtMs, finishedAtMs }: RecordedRequest,
	{ timeoutMs, waitMs }: Plan,
): boolean {
	if (finishedAtMs === null) return true;
	const timedOut = finishedAtMs - startedAtMs >= timeoutMs - TIMER_TOLERANCE_MS;
	const windowEndsAtMs = finishedAtMs + (timedOut ? timeoutMs : waitMs);
	return listedFromMs > windowEndsAtMs - TIMER_TOLERANCE_MS / 2;
}

function endsOf({ outputs }: NodeRunResult, { items }: Plan): ItemEnd[] {
	return (outputs[0] ?? []).map(({ json, error, pairedItem }): ItemEnd => {
		const index = (pairedItem as { item: number }).item;
		const message = error ? String(error.message) : (json.error as string | undefined);
		return {
			index,
			entry: items[index],
			...(message === undefined ? { output: json } : { error: message }),
		};
	});
}

/** Everything of a run that is shown and is no output: it must hold no token. */
export function remarksOf({ outputs, error, hints, log }: NodeRunResult): string {
	const depth = { depth: 12, maxStringLength: null, maxArrayLength: null };
	const errors = [error, ...outputs.flat().map((item) => item.error)].filter(Boolean);
	const failed = outputs.flat().filter(({ json }) => json.error !== undefined);
	return [
		...errors.map((shown) => inspect(shown, depth)),
		JSON.stringify(failed),
		JSON.stringify(hints),
		...log,
	].join('\n');
}
