import type { IDataObject } from 'n8n-workflow';

import { HUB } from '../common/constants';
import type { CloudElementsClient } from '../transport/client';
import type { RequestPolicy } from '../transport/request';
import { LINK_WORDINGS } from '../transport/errors/brokenLink';
import { unreachedWords } from '../transport/errors/networkWords';
import {
	hasStatus,
	isMissing,
	RequestFailure,
	type FailureDetails,
} from '../transport/errors/failure';
import type { InstanceAccess } from '../transport/queueing/instanceQueue';
import { recogniseStatus } from '../transport/errors/quickBooksStatus';
import { settle } from '../common/settle';
import { diagnosisOf, type BrokenLink, type Diagnosis } from './diagnosis';
import { diagnoseCompany } from './gatewayCheck';
import { outputId } from './instance';
import type { InstanceApi } from './instanceApi';

/** The result of a connection check, as it goes into the output. */
export interface ConnectionReport extends IDataObject {
	id: number | string;
	name: string | null;
	ok: boolean;
	brokenLink: BrokenLink | null;
	message: string;
}

/**
 * Pings QuickBooks through an instance. An instance that cannot be reached is a result, no error.
 * The service documents no code for a broken link, so what is said about tunnel, connector and
 * QuickBooks is read from texts and kinds of failure (our choice).
 */
export async function checkConnection(
	client: CloudElementsClient,
	instances: InstanceApi,
	id: string,
	policy: RequestPolicy,
): Promise<ConnectionReport> {
	const report = (name?: string, diagnosis?: Diagnosis): ConnectionReport => ({
		id: outputId(id),
		name: name || null,
		ok: diagnosis === undefined,
		brokenLink: diagnosis?.brokenLink ?? null,
		message: diagnosis?.message ?? 'Connected',
	});
	const read = await settle(instances.get(id, policy));
	if (!read.ok) return report(undefined, diagnosePlatform(failureOf(read.error)));
	const { name, token, disabled, valid } = read.value;
	if (disabled === true) {
		return report(name, {
			brokenLink: 'instance',
			message: "The instance is disabled; switch it on with the operation 'Enable'",
		});
	}
	if (token === undefined) {
		return report(name, {
			brokenLink: 'instance',
			message: client.isGateway
				? 'The gateway gave no token for the instance'
				: 'Cloud Elements gave no token for the instance; look at it in the console',
		});
	}
	if (client.isGateway) {
		const ask = async () => await readOne(client, { id, token }, policy);
		return report(name, await diagnoseCompany(read.value, ask));
	}
	const pinged = await settle(ping(client, { id, token }, policy));
	if (!pinged.ok) return report(name, diagnoseHub(failureOf(pinged.error)));
	if (valid === false) {
		return report(name, {
			brokenLink: 'instance',
			message:
				'The service marks the instance as not valid; update its application name or host to connect it anew',
		});
	}
	return report(name);
}

/** Not every element has a ping (unknown for this one); a read of one small record does as well. */
async function ping(
	client: CloudElementsClient,
	through: InstanceAccess,
	policy: RequestPolicy,
): Promise<void> {
	const call = { method: 'GET' as const, through, policy };
	const pinged = await settle(client.send({ ...call, segments: [...HUB, 'ping'] }));
	if (pinged.ok) return;
	if (!hasStatus(pinged.error, 404, 405)) throw pinged.error;
	const listed = await settle(readOne(client, through, policy, 'classes'));
	// A company file without classes answered, too.
	if (!listed.ok && !isMissing(listed.error)) throw listed.error;
}

/** Makes QuickBooks answer. A gateway's ping does not ask it; what it says of its company is always there. */
async function readOne(
	client: CloudElementsClient,
	through: InstanceAccess,
	policy: RequestPolicy,
	path = 'Company',
): Promise<void> {
	const segments = [...HUB, path];
	await client.send({ method: 'GET', through, policy, segments, query: { pageSize: 1 } });
}

function failureOf(error: unknown): FailureDetails {
	if (error instanceof RequestFailure) return error.details;
	throw error;
}

function diagnosePlatform(details: FailureDetails): Diagnosis {
	if (details.status === 401) {
		return diagnosisOf(
			'secrets',
			'Cloud Elements did not accept the secrets of the credential',
			details,
		);
	}
	if (details.kind === 'unreached') {
		const { message, mend } = unreachedWords(details.networkCode, details.host);
		return diagnosisOf(null, `Cloud Elements could not be reached: ${message}. ${mend}`, details);
	}
	if (details.isMissing)
		return diagnosisOf('instance', 'There is no instance with this ID', details);
	return diagnosisOf(null, 'Cloud Elements itself gave no usable answer', details);
}

function diagnoseHub(details: FailureDetails): Diagnosis {
	const { status } = details;
	if (status === 401) {
		return diagnosisOf('instance', 'The token of the instance is no longer accepted', details);
	}
	if (status === 403) return diagnosisOf('instance', 'The instance refuses calls', details);
	const recognised = recogniseStatus(details.text);
	if (recognised?.status.effect === 'mismatch') {
		const { message } = recognised.status.word('check the connection', recognised.caught);
		return diagnosisOf('connector', message, details);
	}
	const brokenLink = recognised ? 'quickBooks' : details.brokenLink;
	if (brokenLink) return diagnosisOf(brokenLink, LINK_WORDINGS[brokenLink].message, details);
	if (details.kind === 'timedOut' || details.kind === 'dropped' || (status ?? 0) >= 502) {
		// A computer that is off or asleep shows as a time-out, an empty message or a 5xx (documented).
		return diagnosisOf(
			'tunnel',
			"The company's computer does not answer; it may be off, asleep or without network",
			details,
		);
	}
	if (status !== undefined && status >= 500) {
		return diagnosisOf(
			'quickBooks',
			'The call reached the element and failed behind it; check QuickBooks and its connector',
			details,
		);
	}
	return diagnosisOf(null, 'The call through the instance did not succeed', details);
}
