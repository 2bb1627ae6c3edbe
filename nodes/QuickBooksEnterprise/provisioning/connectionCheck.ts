import type { IDataObject } from 'n8n-workflow';

import type { CloudElementsClient, Patience } from '../transport/client';
import { saidLines } from '../transport/describeFailure';
import { hasStatus, RequestFailure, type FailureDetails } from '../transport/failure';
import type { InstanceAccess } from '../transport/lane';
import { recogniseStatus } from '../transport/quickBooksStatus';
import { settle } from '../transport/settle';
import type { InstanceApi } from './instanceApi';

/** The link of the chain n8n → Cloud Elements → tunnel → connector → QuickBooks that is broken. */
export type BrokenLink = 'secrets' | 'instance' | 'tunnel' | 'connector' | 'quickBooks';

/** The result of a connection check, as it goes into the output. */
export interface ConnectionReport extends IDataObject {
	id: number;
	name: string | null;
	ok: boolean;
	brokenLink: BrokenLink | null;
	message: string;
}

interface Diagnosis {
	brokenLink: BrokenLink | null;
	message: string;
}

const READ_HUB = ['hubs', 'finance'] as const;

/**
 * Pings QuickBooks through an instance. An instance that cannot be reached is a result, no error.
 * The service documents no code for a broken link, so what is said about tunnel, connector and
 * QuickBooks is read from texts and kinds of failure (our choice).
 */
export async function checkConnection(
	client: CloudElementsClient,
	instances: InstanceApi,
	id: string,
	patience: Patience,
): Promise<ConnectionReport> {
	const report = (name: unknown, diagnosis?: Diagnosis): ConnectionReport => ({
		id: Number(id),
		name: typeof name === 'string' ? name : null,
		ok: diagnosis === undefined,
		brokenLink: diagnosis?.brokenLink ?? null,
		message: diagnosis?.message ?? 'Connected',
	});
	const read = await settle(instances.get(id, patience));
	if (!read.ok) return report(undefined, diagnosePlatform(failureOf(read.error)));
	const { name, token, disabled, valid } = read.value;
	if (disabled === true) {
		return report(name, {
			brokenLink: 'instance',
			message: "The instance is disabled; switch it on with the operation 'Enable'",
		});
	}
	if (typeof token !== 'string') {
		return report(name, {
			brokenLink: 'instance',
			message: 'Cloud Elements gave no token for the instance; look at it in the console',
		});
	}
	const pinged = await settle(ping(client, { id, token }, patience));
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
	patience: Patience,
): Promise<void> {
	const call = { method: 'GET' as const, through, patience };
	const pinged = await settle(client.send({ ...call, segments: [...READ_HUB, 'ping'] }));
	if (pinged.ok) return;
	if (!hasStatus(pinged.error, 404, 405)) throw pinged.error;
	await client.send({ ...call, segments: [...READ_HUB, 'classes'], query: { pageSize: 1 } });
}

function failureOf(error: unknown): FailureDetails {
	if (error instanceof RequestFailure) return error.details;
	throw error;
}

function diagnosePlatform(details: FailureDetails): Diagnosis {
	if (details.status === 401) {
		return withSaid(
			'secrets',
			'Cloud Elements did not accept the secrets of the credential',
			details,
		);
	}
	if (details.status === 404)
		return withSaid('instance', 'There is no instance with this ID', details);
	return withSaid(null, 'Cloud Elements itself gave no usable answer', details);
}

function diagnoseHub(details: FailureDetails): Diagnosis {
	const text = details.text ?? '';
	const { status } = details;
	if (status === 401) {
		return withSaid('instance', 'The token of the instance is no longer accepted', details);
	}
	if (status === 403) return withSaid('instance', 'The instance refuses calls', details);
	const recognised = recogniseStatus(text);
	if (recognised?.status.brokenLink) {
		const { status: entry, caught } = recognised;
		const { message } = entry.word('check the connection', caught);
		return withSaid(entry.brokenLink ?? null, message, details);
	}
	if (/quickbooks|qbxml|company file/i.test(text)) {
		return withSaid(
			'quickBooks',
			'QuickBooks does not answer; open it with the right company file and close its dialogs',
			details,
		);
	}
	if (details.kind === 'timedOut' || details.kind === 'dropped' || (status ?? 0) >= 502) {
		// A computer that is off or asleep shows as a time-out, an empty message or a 5xx (documented).
		return withSaid(
			'tunnel',
			"The company's computer does not answer; it may be off, asleep or without network",
			details,
		);
	}
	if (status !== undefined && status >= 500) {
		return withSaid(
			'quickBooks',
			'The call reached the element and failed behind it; check QuickBooks and its connector',
			details,
		);
	}
	return withSaid(null, 'The call through the instance did not succeed', details);
}

function withSaid(
	brokenLink: BrokenLink | null,
	message: string,
	details: FailureDetails,
): Diagnosis {
	return { brokenLink, message: [message, ...saidLines(details)].join('\n') };
}
