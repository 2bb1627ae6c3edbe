import { API_BASE, callView } from '../../api';
import { booksKeyOf, connectorState, type Companies, type Company } from '../../connector';
import { canBeLookedFor } from '../../queue';
import type { Instance, StoredCall } from '../../store';
import { ADMINISTRATION_TEXTS } from '../administrationTexts';
import { problemOf, type ShownProblem } from '../problem';
import { agoText, timeText } from '../times';

const { todo } = ADMINISTRATION_TEXTS;

/** A company as the overview and its own page show it. */
export interface CompanySummary {
	id: number;
	name: string;
	state: keyof typeof ADMINISTRATION_TEXTS.states;
	/** How it is marked: all is well, somebody has to do something, or neither. */
	mark: 'current' | 'done' | 'todo';
	company?: { name: string; fileName: string };
	quickBooks?: string;
	lastSeen?: { text: string; title: string };
	waiting: number;
	unknown: number;
	todo: string[];
	problem?: ShownProblem;
	/** Other instances with the same books. */
	twins: Array<{ id: number; name: string }>;
}

interface ViewParts {
	companies: Companies;
	/** Unknown outcomes by instance. */
	unknown: ReadonlyMap<number, number>;
	/** Instances by the key of their books. */
	byBooks: ReadonlyMap<string, readonly Instance[]>;
	nowMs: number;
}

/** @returns how a company is, and what is to be done about it */
export function summaryOf(instance: Instance, parts: ViewParts): CompanySummary {
	const { id, facts } = instance;
	const live = parts.companies.of(instance);
	const { company } = facts.connector;
	const state = facts.disabled ? 'disabled' : connectorState(instance, live);
	const unknown = parts.unknown.get(id) ?? 0;
	const problem = facts.disabled ? undefined : problemOf(instance, live);
	const isWell = state === 'connected' && !problem;
	return {
		id,
		name: facts.name,
		state,
		mark: isWell ? 'done' : state === 'disabled' ? 'todo' : 'current',
		company,
		quickBooks: quickBooksOf(instance),
		lastSeen: lastSeenOf(live, parts.nowMs),
		waiting: live.queue.waiting.calls,
		unknown,
		todo: [
			...(problem ? [problem.title] : state === 'waiting' ? [todo.waiting] : []),
			...(state === 'confirm' ? [todo.confirm] : []),
			...(unknown > 0 ? [todo.unknown] : []),
		],
		problem,
		twins: (company ? (parts.byBooks.get(booksKeyOf(company)) ?? []) : [])
			.filter((other) => other.id !== id)
			.map((other) => ({ id: other.id, name: other.facts.name })),
	};
}

/** @returns the instances whose books are known, by the key of these */
export function byBooks(instances: readonly Instance[]): Map<string, Instance[]> {
	const found = new Map<string, Instance[]>();
	for (const instance of instances) {
		const { company } = instance.facts.connector;
		if (!company) continue;
		const key = booksKeyOf(company);
		found.set(key, [...(found.get(key) ?? []), instance]);
	}
	return found;
}

function quickBooksOf({ facts }: Instance): string | undefined {
	const { productName, country, qbxmlVersions = [] } = facts.connector.company ?? {};
	const version = qbxmlVersions.at(-1);
	const parts = [productName, country, version && `qbXML ${version}`].filter(Boolean);
	return parts.length > 0 ? parts.join(', ') : undefined;
}

function lastSeenOf({ presence }: Company, nowMs: number): CompanySummary['lastSeen'] {
	const { lastSeenMs } = presence;
	if (lastSeenMs === undefined) return undefined;
	return { text: agoText(lastSeenMs, nowMs), title: timeText(lastSeenMs) };
}

/** @returns a line of the table of calls */
export function callLine(call: StoredCall) {
	const { method, path, message, outcome, durationMs } = callView(call);
	const { outcomes } = ADMINISTRATION_TEXTS.company.calls;
	return {
		sentAt: timeText(call.handedOutAtMs ?? call.queuedAtMs),
		call: `${method} ${shortPath(path)}`,
		outcome: outcomes[(outcome ?? 'open') as keyof typeof outcomes],
		seconds: durationMs === null ? '' : (durationMs / 1_000).toFixed(1),
		message: message ?? '',
	};
}

/** @returns a write of unknown outcome, with what may have come of it */
export function unknownCall(call: StoredCall) {
	const { requestId, method, path, message, candidates = [] } = callView(call);
	return {
		requestId,
		method,
		path: shortPath(path),
		sentAt: timeText(call.handedOutAtMs ?? call.queuedAtMs),
		message,
		isLookedFor: call.state === 'inDoubt',
		canBeLookedFor: canBeLookedFor(call),
		candidates: candidates.map(({ id, name, createdAt }) => ({
			id,
			text: [name, createdAt, id].filter(Boolean).join(', '),
		})),
	};
}

/** What all paths begin with says nothing. */
const shortPath = (path: string): string => path.replace(API_BASE, '');
