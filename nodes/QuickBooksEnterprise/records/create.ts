import { randomUUID } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { isEmpty, type Members } from '../catalogue/validation/walk';
import { nounOf } from '../catalogue/words';
import { OutcomeUnknown, RequestFailure, type FailureDetails } from '../transport/errors/failure';
import { mayHaveTakenEffect } from '../transport/retry';
import { settle } from '../common/settle';
import { recordIdOf, type RecordApi, type RecordJson } from '../hub/recordApi';
import { namedRecord } from './matching/recordKey';
import { RecordSearch, type DesiredRecord } from './search';

/** A record that was created, or found again after a lost answer. */
export interface CreatedRecord {
	record: RecordJson;
	recovered: boolean;
}

/**
 * Creates a record and never sends it twice. Without a readable answer it may be there all the same:
 * then it is looked for until it can no longer be on its way, and adopted on its GUID, or in a list of
 * unique names on its name. Never by resemblance. A gateway was asked again under the request's key by then, and looked
 * itself.
 *
 * @throws RequestFailure where it certainly was not created, else OutcomeUnknown.
 */
export async function createRecord(api: RecordApi, desired: DesiredRecord): Promise<CreatedRecord> {
	const body = withGuid(api, desired);
	const sentAtMs = Date.now();
	const outcome = await settle(api.create(body as IDataObject));
	if (outcome.ok && recordIdOf(outcome.value) !== undefined) {
		return { record: outcome.value, recovered: false };
	}
	const details = outcome.ok ? { kind: 'unreadable' as const } : doubtOf(outcome.error);
	if (api.call.client.isGateway) throw unknownCreate(api, body, details);
	const found = await new RecordSearch(api, desired, body, sentAtMs, details).run();
	// QuickBooks' lists leave lines out unless asked (qbXML).
	const read = await settle(api.get(recordIdOf(found) as string));
	return { record: read.ok ? read.value : found, recovered: true };
}

function withGuid({ resource, call }: RecordApi, { given, ownGuid }: DesiredRecord): Members {
	// A gateway marks what it sends itself.
	if (call.client.isGateway) return given;
	if (!resource.hasExternalGuid || !ownGuid || !isEmpty(given.ExternalGUID)) return given;
	return { ...given, ExternalGUID: `{${randomUUID()}}` };
}

function unknownCreate(
	{ resource }: RecordApi,
	body: Members,
	details: FailureDetails,
): OutcomeUnknown {
	const thing = { noun: nounOf(resource), named: namedRecord(resource, body) };
	const asked = { isGateway: true, isWrite: true, isHub: true };
	return new OutcomeUnknown({ ...thing, write: 'create' }, { ...details, ...asked });
}

/** Out: how a create ended that may have had its effect. Errors: whatever says that it had none. */
function doubtOf(error: unknown): FailureDetails {
	if (error instanceof RequestFailure && mayHaveTakenEffect(error.details)) return error.details;
	throw error;
}
