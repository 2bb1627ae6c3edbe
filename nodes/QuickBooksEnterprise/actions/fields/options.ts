import type { IDataObject, IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { RequestPolicy } from '../../transport/request';
import type { ItemInput } from '../run/itemInput';
import { toNumber } from './toNumber';

const MAX_CONCURRENCY = 50;
const DEFAULT_CONCURRENCY = 5;
const DEFAULT_MAX_ATTEMPTS = 5;
const DEFAULT_WAIT_MS = 1000;

/** The longest time that a timer of Node.js can be set to, in milliseconds. */
const MAX_TIMER_MS = 2_147_483_647;

/** Longest time for one attempt, in milliseconds: a write makes the service dial a company's computer. */
export const WRITE_TIMEOUT_MS = 120_000;
export const READ_TIMEOUT_MS = 60_000;

const includeTokensField: INodeProperties = {
	displayName: 'Include Tokens',
	name: 'includeTokens',
	type: 'boolean',
	default: false,
	description:
		'Whether the output holds the Element token and, of a new instance of a Self-Hosted Gateway, its setup link. Both then are in the execution data; later steps need only the ID, and who has the link can connect a company.',
};

/**
 * The 'Options' of an operation that sends requests.
 *
 * @param timeoutMs Default time limit in milliseconds.
 * @param token Whether the output can hold a token, and if so whether it does by default.
 * @param further Options of this operation alone.
 */
export function optionsField(
	show: IDisplayOptions['show'],
	timeoutMs: number,
	token: 'none' | 'off' | 'on' = 'none',
	further: readonly INodeProperties[] = [],
): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show },
		options: sortedByName([
			...further,
			{
				displayName: 'Concurrency',
				name: 'concurrency',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: MAX_CONCURRENCY },
				default: DEFAULT_CONCURRENCY,
				description: 'How many items are worked on at the same time, from 1 to 50',
			},
			...(token === 'none'
				? []
				: [{ ...includeTokensField, ...(token === 'on' ? { default: true } : {}) }]),
			{
				displayName: 'Max Attempts',
				name: 'maxAttempts',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: DEFAULT_MAX_ATTEMPTS,
				description:
					'How often a request is sent where sending it again is safe; 1 sends it once and never again. Without this option a run by hand tells after two attempts that the service is down.',
			},
			{
				displayName: 'Timeout',
				name: 'timeout',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: timeoutMs,
				description: 'Time in milliseconds to wait for the answer to one request',
			},
			{
				displayName: 'Wait Between Attempts',
				name: 'waitBetweenAttempts',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: DEFAULT_WAIT_MS,
				description:
					'Time in milliseconds before the second attempt; doubled for each further one, up to 30 seconds',
			},
		]),
	};
}

function sortedByName(fields: readonly INodeProperties[]): INodeProperties[] {
	return [...fields].sort((a, b) => (a.displayName < b.displayName ? -1 : 1));
}

/** Reads how the requests of an item are sent. What cannot be used goes to the item's problems. */
export function readRequestPolicy(item: ItemInput, defaultTimeoutMs: number): RequestPolicy {
	return {
		// Who set the attempts wants that many, also by hand.
		isWatched: item.node.getMode() === 'manual' && !('maxAttempts' in optionsOf(item)),
		timeoutMs: readNumber(item, TIMEOUT, defaultTimeoutMs),
		maxAttempts: readNumber(item, MAX_ATTEMPTS, DEFAULT_MAX_ATTEMPTS),
		waitBetweenAttemptsMs: readNumber(item, WAIT_BETWEEN_ATTEMPTS, DEFAULT_WAIT_MS),
	};
}

/** Reads whether the output of an item holds the Element token. */
export function readIncludeToken(item: ItemInput, byDefault: boolean): boolean {
	return readSwitch(item, 'includeTokens', byDefault);
}

/** Reads whether a switch among the options of an item is on. */
export function readSwitch(item: ItemInput, name: string, byDefault: boolean): boolean {
	const options = optionsOf(item);
	return name in options ? (options[name] as boolean) : byDefault;
}

/** Reads how many items run side by side. What cannot be used goes to the item's problems. */
export function readConcurrency(item: ItemInput): number {
	return readNumber(item, CONCURRENCY, DEFAULT_CONCURRENCY);
}

/** The options of an item. */
export function optionsOf(item: ItemInput): IDataObject {
	return (item.get('options', {}) ?? {}) as IDataObject;
}

interface NumberOption {
	name: string;
	label: string;
	min: number;
	max?: number;
}

const CONCURRENCY: NumberOption = {
	name: 'concurrency',
	label: 'Concurrency',
	min: 1,
	max: MAX_CONCURRENCY,
};
const TIMEOUT: NumberOption = { name: 'timeout', label: 'Timeout', min: 1 };
const MAX_ATTEMPTS: NumberOption = { name: 'maxAttempts', label: 'Max Attempts', min: 1 };
const WAIT_BETWEEN_ATTEMPTS: NumberOption = {
	name: 'waitBetweenAttempts',
	label: 'Wait Between Attempts',
	min: 0,
};

function readNumber(item: ItemInput, option: NumberOption, fallback: number): number {
	const { name, label, min, max } = option;
	const options = optionsOf(item);
	const given = options[name];
	// A field that was emptied in the editor is left out; an expression that gives nothing is a fault.
	const isCleared = (given === '' || given === null) && item.isFixed('options');
	if (!(name in options) || isCleared) return fallback;
	const value = toNumber(given);
	const isInRange = value >= min && value <= (max ?? Infinity);
	if (!Number.isInteger(value) || !isInRange) {
		const range = max === undefined ? `${min} or more` : `from ${min} to ${max}`;
		item.problems.add(`${label} (${name}) must be a whole number, ${range}`, name);
		return fallback;
	}
	if (value > MAX_TIMER_MS) {
		item.problems.add(`${label} (${name}) must not be over ${MAX_TIMER_MS}`, name);
		return fallback;
	}
	return value;
}
