/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { isRegExp } from 'node:util/types';
import type { Call } from '../server/http';
import type { Fault, FaultRule } from './types';

interface ActiveRule {
	id: string;
	rule: FaultRule;
	path: RegExp | undefined;
	/** Matching requests so far. */
	seen: number;
}

function globToRegExp(glob: string): RegExp {
	const source = glob
		.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
		.replace(/\*\*|\*/g, (stars) => (stars === '**' ? '.*' : '[^/]*'));
	return new RegExp(`^${source}$`);
}

function pathPattern(path: FaultRule['path']): RegExp | undefined {
	if (path === undefined) return undefined;
	// A global expression would remember its position from one request to the next.
	if (isRegExp(path)) return new RegExp(path.source, path.flags.replace(/[gy]/g, ''));
	return path.startsWith('^') ? new RegExp(path) : globToRegExp(path);
}

function queryFits(expected: FaultRule['query'], query: Call['query']): boolean {
	return Object.entries(expected ?? {}).every(
		([name, value]) => JSON.stringify([value].flat()) === JSON.stringify([query[name]].flat()),
	);
}

/** The faults that are switched on. */
export class FaultRegistry {
	private rules: ActiveRule[] = [];
	private lastId = 0;

	/** @throws SyntaxError when the path is not a valid regular expression. */
	add(rule: FaultRule): string {
		this.lastId += 1;
		const id = String(this.lastId);
		this.rules.push({ id, rule, path: pathPattern(rule.path), seen: 0 });
		return id;
	}

	remove(id: string): void {
		this.rules = this.rules.filter((active) => active.id !== id);
	}

	clear(): void {
		this.rules = [];
	}

	list(): Array<FaultRule & { id: string; seen: number }> {
		return this.rules.map(({ id, rule, seen, path }) => ({
			...rule,
			id,
			seen,
			path: rule.path instanceof RegExp ? path?.source : rule.path,
		}));
	}

	/** The fault for this request, if any; counts it. The first rule that fits and is not used up wins. */
	take(call: Call, instanceId: number | undefined): Fault | undefined {
		for (const active of this.rules) {
			if (!fits(active, call, instanceId)) continue;
			active.seen += 1;
			const { skip = 0, times = Infinity, fault } = active.rule;
			if (active.seen > skip && active.seen <= skip + times) return fault;
		}
		return undefined;
	}
}

function fits({ rule, path }: ActiveRule, call: Call, instanceId: number | undefined): boolean {
	return (
		(rule.method === undefined || rule.method.toUpperCase() === call.method) &&
		(path === undefined || path.test(call.path)) &&
		(rule.bodyContains === undefined || call.rawBody.includes(rule.bodyContains)) &&
		(rule.instanceId === undefined || rule.instanceId === instanceId) &&
		queryFits(rule.query, call.query)
	);
}
