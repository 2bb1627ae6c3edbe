import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../common/problems';
import type { FailureDetails } from './errors/failure';
import type { ByteStream } from './fileStream';
import type { InstanceAccess } from './queueing/instanceQueue';
import type { Permit } from './queueing/permit';
import { asksToWait, MAX_PAYLOAD_BYTES, type Repeatability } from './retry';
import type { QueryValue } from './url';

/** How patient a request is. */
export interface RequestPolicy {
	/** Longest time for one attempt, in milliseconds. */
	timeoutMs: number;
	/** Attempts in all; 1 sends once and never again. */
	maxAttempts: number;
	/** Wait before the second attempt, in milliseconds; doubled for each further one. */
	waitBetweenAttemptsMs: number;
	/** Whether somebody sits in front of it and wants to be told soon that the service is down. */
	isWatched?: boolean;
}

/** A body that is no JSON, with the headers that say what it is. */
export interface OutgoingFile {
	body: Buffer | ByteStream;
	headers: Readonly<Record<string, string>>;
}

export interface ApiRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Parts of the path below the base URL, not encoded. */
	segments: readonly string[];
	query?: Readonly<Record<string, QueryValue | undefined>>;
	body?: IDataObject;
	/** A file to send instead; asked for anew at each attempt, since a stream is read once. */
	file?: () => Promise<OutgoingFile>;
	/** What the answer is to be; JSON where this is missing. */
	mediaType?: 'application/json' | 'text/csv';
	/** The instance that a call goes through; platform calls have none. */
	through?: InstanceAccess;
	/** What the caller's item holds, given back while the request only waits. */
	permit?: Permit;
	/** `idempotent` unless a second one could make a second thing. */
	repeatability?: Repeatability;
	/** Names a write for a gateway, the same at each attempt; the client gives it. */
	idempotencyKey?: string;
	/** Whether the parsed body of a success is what was asked for; any is where this is missing. */
	accepts?: (body: unknown) => boolean;
	policy: RequestPolicy;
}

export function isWrite({ method }: ApiRequest): boolean {
	return method !== 'GET';
}

/** Under one key a gateway does a write once, however often it is asked. */
export function repeatabilityOf({
	idempotencyKey,
	repeatability = 'idempotent',
}: ApiRequest): Repeatability {
	return idempotencyKey === undefined ? repeatability : 'idempotent';
}

/**
 * A 429 is meant for the account, and so is a Retry-After of the platform. That of a call through an
 * instance speaks of one company's computer.
 */
export function mustAllWait({ through }: ApiRequest, details: FailureDetails): boolean {
	return asksToWait(details) && (details.status === 429 || !through);
}

/** @throws InputError for a body over the limit of the service. */
export function refuseOversizedBody(body: IDataObject | undefined): void {
	if (!body) return;
	const bytes = Buffer.byteLength(JSON.stringify(body));
	if (bytes > MAX_PAYLOAD_BYTES) {
		throw new InputError(
			[`The request is ${(bytes / 1_000_000).toFixed(1)} MB long; the service takes 8 MB at most`],
			'Send less in one item.',
		);
	}
}
