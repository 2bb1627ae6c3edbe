/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyReply, FastifyRequest } from 'fastify';

import { ApiError } from '../api/errors';
import { claimOf, markFree, markReplayed, type Claim } from '../api/idempotency';
import type { ApiParts } from '../api/parts';
import { readDocument } from '../qbxml';
import type { StoredCall } from '../store';
import { refusedBy } from './refusal';

const LOOK_EVERY_MS = 200;

/** What an earlier request under the same key has done: the record, where there is one. */
export interface DoneBefore {
	requestId: string;
	recordId?: string;
}

/** Somebody settled the first request as done and did not say which record it made: the books hold it, so it is no refusal. */
class RecordUnknown extends ApiError {
	readonly details: { requestId: string };

	constructor(requestId: string) {
		const message = 'It was done, and which record it made is not known.';
		super(
			409,
			`${message} Settle the call as done once more, with its recordId.`,
			undefined,
			'unknown',
		);
		this.details = { requestId };
	}
}

/** Nobody knows yet what became of an earlier request under the same key. */
export class StillUnknown extends ApiError {
	readonly details: { requestId: string };

	constructor(requestId: string, words?: string, status = 502) {
		const message = 'What became of the first request with this Idempotency-Key is not known.';
		super(status, message, words, 'unknown');
		this.details = { requestId };
	}
}

/**
 * What an earlier request under the key of this one has done. Where that is not certain yet it is waited for, as long as
 * callers wait.
 *
 * @returns undefined where nothing was done, so that the request is carried out
 * @throws ApiError where QuickBooks refused it, or nobody can tell
 */
export async function doneBefore(
	parts: Pick<ApiParts, 'clock' | 'store'> & { waitMs: number },
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<DoneBefore | undefined> {
	const claim = claimOf(request);
	const call = claim && (await earlierCall(parts, claim));
	if (!call || call.state === 'dropped') {
		if (claim?.earlierId === undefined) return undefined;
		await parts.store.keys.renew(claim.key, request.id);
		markFree(claim);
		return undefined;
	}
	markReplayed(reply);
	const { state, recordId, reason, id } = call;
	if (state === 'answered') return { requestId: id, recordId };
	if (state === 'refused') throw refusedBy(codeIn(call), reason);
	throw new StillUnknown(id, reason);
}

async function earlierCall(
	{ store, clock, waitMs }: Pick<ApiParts, 'clock' | 'store'> & { waitMs: number },
	{ earlierId }: Claim,
): Promise<StoredCall | undefined> {
	const untilMs = clock.now() + waitMs;
	for (;;) {
		const call = earlierId === undefined ? undefined : await store.call(earlierId);
		const isOpen = ['handedOut', 'inDoubt', 'queued'].includes(call?.state ?? '');
		if (!isOpen || clock.now() >= untilMs) return call;
		await new Promise<void>((resolve) => clock.after(LOOK_EVERY_MS, resolve));
	}
}

/** QuickBooks' code in a refusal that it gave. */
function codeIn({ answer }: StoredCall): number {
	const [message] = answer === undefined ? [] : readDocument(answer).messages;
	return message?.statusCode ?? 1_000;
}

/**
 * @returns the record that an earlier request made
 * @throws ApiError where nobody has said which one that is
 */
export const requireRecordId = ({ requestId, recordId }: DoneBefore): string => {
	if (recordId === undefined) throw new RecordUnknown(requestId);
	return recordId;
};
