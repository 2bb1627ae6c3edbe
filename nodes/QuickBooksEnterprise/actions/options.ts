import type { IDataObject, IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { Findings } from '../provisioning/findings';
import type { Patience } from '../transport/client';
import type { Parameters } from './parameters';

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
		'Whether the output holds the Element token. The token then is in the execution data; later steps need only the ID.',
};

/**
 * The 'Options' of an operation that sends requests.
 * In: where they show; the default time limit in milliseconds; whether the output can hold a token,
 * and if so whether it does by default; options of this operation alone.
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
					'How often a request is sent where sending it again is safe; 1 sends it once and never again',
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

/** Reads how patient the requests of an item are. What cannot be used is noted in `findings`. */
export function readPatience(
	parameters: Parameters,
	itemIndex: number,
	defaultTimeoutMs: number,
	findings: Findings,
): Patience {
	const options = readOptions(parameters, itemIndex);
	return {
		timeoutMs: readNumber(options, 'timeout', 'Timeout', defaultTimeoutMs, 1, findings),
		maxAttempts: readNumber(
			options,
			'maxAttempts',
			'Max Attempts',
			DEFAULT_MAX_ATTEMPTS,
			1,
			findings,
		),
		waitBetweenAttemptsMs: readNumber(
			options,
			'waitBetweenAttempts',
			'Wait Between Attempts',
			DEFAULT_WAIT_MS,
			0,
			findings,
		),
	};
}

/** Whether the output of an item holds the Element token. */
export function readIncludeToken(
	parameters: Parameters,
	itemIndex: number,
	byDefault: boolean,
): boolean {
	return readSwitch(parameters, itemIndex, 'includeTokens', byDefault);
}

/** Whether a switch among the options of an item is on. */
export function readSwitch(
	parameters: Parameters,
	itemIndex: number,
	name: string,
	byDefault: boolean,
): boolean {
	return (readOptions(parameters, itemIndex)[name] as boolean | undefined) ?? byDefault;
}

/** How many items run side by side; one number for the whole run, so that of the first item. */
export function readConcurrency(parameters: Parameters): number {
	const given = Math.floor(Number(readOptions(parameters, 0).concurrency ?? DEFAULT_CONCURRENCY));
	return Math.min(MAX_CONCURRENCY, Math.max(1, Number.isNaN(given) ? DEFAULT_CONCURRENCY : given));
}

function readOptions(parameters: Parameters, itemIndex: number): IDataObject {
	return (parameters.get('options', itemIndex, {}) ?? {}) as IDataObject;
}

function readNumber(
	options: IDataObject,
	name: string,
	label: string,
	fallback: number,
	min: number,
	findings: Findings,
): number {
	const given = options[name];
	if (given === undefined || given === null || given === '') return fallback;
	const value = Number(given);
	if (!Number.isInteger(value) || value < min) {
		findings.add(`${label} must be a whole number, ${min} or more`);
		return fallback;
	}
	if (value > MAX_TIMER_MS) {
		findings.add(`${label} must not be over ${MAX_TIMER_MS}`);
		return fallback;
	}
	return value;
}
