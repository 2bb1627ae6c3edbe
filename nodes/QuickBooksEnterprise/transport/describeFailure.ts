import type { FailureDetails, OutcomeUnknown } from './failure';
import { recogniseStatus } from './quickBooksStatus';
import { isOverPayloadLimit, MAX_RETRY_AFTER_MS } from './retry';
import type { Wording } from './wording';

/** A failure in the user's words. */
export interface FailureDescription {
	/** What happened and what to do, one line. */
	message: string;
	/** How to mend it, then what the service, the provider and the network said, a line each. */
	description: string;
	httpCode?: string;
}

/** Which thing a request was about, for the messages that name it. */
export interface FailureSubject {
	/** What the item wanted, such as "create the instance". */
	action: string;
	/** Id of the instance, where the request names one. */
	instanceId?: string;
	/** The record of QuickBooks that the request is about: what it is, and its id where there is one. */
	record?: { noun: string; id?: string };
}

/** Words a failed request for the user. The texts of the service were cleaned when they were read. */
export function describeFailure(
	details: FailureDetails,
	subject: FailureSubject,
): FailureDescription {
	const { message, mend } = wordingFor(details, subject);
	return {
		message,
		description: [mend, ...saidLines(details)].filter((line) => line !== '').join('\n'),
		httpCode: details.status?.toString(),
	};
}

/** Words a write whose fate is unknown: it says what to look for before anything is sent again. */
export function describeUnknownOutcome({
	thing,
	details,
	findings,
}: OutcomeUnknown): FailureDescription {
	const { noun, named, write } = thing;
	const { mend } = wordingFor(details, { action: `${write} the ${noun}` });
	const { lookFailure, candidateIds = [], reason } = findings;
	const lines = [
		write === 'create'
			? `Cloud Elements gave no readable answer, so the ${noun} may or may not exist.`
			: `Cloud Elements gave no readable answer, so the ${noun} may or may not be changed.`,
		candidateIds.length > 0 ? `It may be one of these: ${candidateIds.join(', ')}` : '',
		lookFailure ? 'The list that would tell could not be read either.' : '',
		reason ?? mend,
		...saidLines(details),
	];
	return {
		message:
			write === 'create'
				? `Outcome unknown: look for ${named} before creating it again`
				: `Outcome unknown: look at ${named} before updating it again`,
		description: lines.filter((line) => line !== '').join('\n'),
		httpCode: details.status?.toString(),
	};
}

/** What the service and the network said, a line each. */
export function saidLines(details: FailureDetails): string[] {
	const lines: string[] = [];
	if (details.serviceMessage) lines.push(`Cloud Elements said: ${details.serviceMessage}`);
	if (details.providerMessage)
		lines.push(`QuickBooks or its connector said: ${details.providerMessage}`);
	if (details.status !== undefined) lines.push(`HTTP status: ${details.status}`);
	if (details.networkCode) lines.push(`Network code: ${details.networkCode}`);
	if ((details.attempts ?? 1) > 1) lines.push(`Attempts: ${details.attempts}`);
	if (details.requestId) lines.push(`Request ID: ${details.requestId}`);
	return lines;
}

function wordingFor(details: FailureDetails, subject: FailureSubject): Wording {
	switch (details.kind) {
		case 'answered':
			return answeredWording(details, subject);
		case 'unreached':
			return {
				message: `Cloud Elements could not be reached to ${subject.action}: check the environment and base URL`,
				mend: "Nothing was sent. Check 'Environment' and 'Base URL' in the credential and whether this n8n may open connections to that host.",
			};
		case 'timedOut':
			return {
				message: `Cloud Elements took too long to ${subject.action}: raise 'Timeout' or check the connection`,
				mend: `No answer came within ${(details.timeoutMs ?? 0) / 1000} seconds. A company computer that sleeps or a stopped connector looks like this; 'Timeout' under 'Options' allows more time.`,
			};
		case 'dropped':
			return {
				message: `The connection to Cloud Elements broke off while trying to ${subject.action}: try again`,
				mend: 'The network or a proxy in between closed the connection before a whole answer had come.',
			};
		case 'unreadable':
			return {
				message: `Cloud Elements gave no readable answer to the request to ${subject.action}: check the base URL`,
				mend: "It was no whole JSON answer of the expected form. A proxy's page or a wrong 'Base URL' in the credential looks like this.",
			};
		case 'redirected':
			return {
				message: `The service points to another address${details.redirectHost ? ` (${details.redirectHost})` : ''}: set it in the credential if it is right`,
				mend: "Redirects are not followed, so that the secrets go to no other host. Check 'Environment' and 'Base URL' in the credential.",
			};
		case 'blocked':
			return {
				message: `The request to ${subject.action} was not sent`,
				mend: details.reason ?? 'n8n refused to send it.',
			};
		case 'cancelled':
			return {
				message: `The run was stopped while trying to ${subject.action}`,
				mend: 'Nothing further was started.',
			};
	}
}

function answeredWording(details: FailureDetails, subject: FailureSubject): Wording {
	const { status = 0, retryAfterMs = 0 } = details;
	if (retryAfterMs > MAX_RETRY_AFTER_MS) {
		return {
			message: `Cloud Elements asks to wait ${Math.ceil(retryAfterMs / 60_000)} minutes: run this again later`,
			mend: 'That is longer than this node waits by itself.',
		};
	}
	const recognised = wordingOfQuickBooks(details, subject);
	if (recognised) return recognised;
	switch (status) {
		case 400:
		case 422:
			return {
				message: `Cloud Elements could not use the values given to ${subject.action}: check them`,
				mend: subject.record
					? "The lines below say what was not taken. Field names and values are QuickBooks' own; 'Get' shows those of a record that is there."
					: "Compare the application name and host with the connector's registrations panel, and further configuration keys with the documentation.",
			};
		case 401:
			return {
				message:
					'Check User Secret and Organization Secret in the credential: Cloud Elements did not accept them',
				mend: 'Both are shown in the Cloud Elements console; they belong to one account and one environment.',
			};
		case 403:
			return {
				message: `Cloud Elements does not allow this account to ${subject.action}: check its role, and whether the instance is disabled`,
				mend: "A disabled instance refuses calls until it is enabled again with the operation 'Enable'.",
			};
		case 404:
			if (subject.record) return missingRecordWording(subject.record);
			return subject.instanceId !== undefined
				? {
						message: `There is no instance with ID ${subject.instanceId}: pick another one`,
						mend: "It may have been deleted, or belong to another account or environment. 'Get Many' lists those that exist.",
					}
				: {
						message: `Cloud Elements knows no such address: check 'Environment' and 'Base URL' in the credential`,
						mend: 'The path that was asked for does not exist on that host.',
					};
		case 409:
			return {
				message: `Cloud Elements already has such an entry: it could not ${subject.action}`,
				mend: 'Look for it with Get Many, or choose another name.',
			};
		case 413:
		case 429:
			return isOverPayloadLimit(details) ? oversizedWording() : busyWording();
		default:
			return status >= 500
				? {
						message: `Cloud Elements or the computer behind it could not ${subject.action}: check that the connector and QuickBooks are running`,
						mend: "The connector and the Ground2Cloud agent must run on the company's computer, and it must not sleep. 'Check Connection' tells which link is broken.",
					}
				: {
						message: `Cloud Elements refused to ${subject.action}: check the values given`,
						mend: 'The lines below say what the service gave as its reason.',
					};
	}
}

/**
 * What QuickBooks or the way to it is known to say. That the tunnel or the connector is mentioned tells
 * something only where the service says that it could not get through.
 */
function wordingOfQuickBooks(
	{ status = 0, text }: FailureDetails,
	{ action, record }: FailureSubject,
): Wording | undefined {
	if (status === 401 || status === 429) return undefined;
	const recognised = recogniseStatus(text);
	if (!recognised) return undefined;
	const { status: entry, caught } = recognised;
	if (entry.effect === 'unreached' && status < 500) return undefined;
	// Of the record itself, its id says more than that QuickBooks has no such record.
	if (record?.id !== undefined && entry.codes.includes(3120)) return missingRecordWording(record);
	return entry.word(action, caught);
}

function missingRecordWording({ noun, id }: { noun: string; id?: string }): Wording {
	return id !== undefined
		? {
				message: `There is no ${noun} with ID ${id} in this company file: pick another one`,
				mend: "It may have been deleted, or belong to another instance. 'Get Many' lists those that exist.",
			}
		: {
				message: `This instance knows no such address for ${noun}: check that it is a QuickBooks Enterprise instance`,
				mend: "Only an instance of the element 'quickbooksonprem' has accounting records.",
			};
}

function oversizedWording(): Wording {
	return {
		message: 'Send less at once: the service takes 8 MB in one request',
		mend: 'Waiting does not help here.',
	};
}

function busyWording(): Wording {
	return {
		message:
			'Cloud Elements is receiving too many requests: lower the concurrency or run this later',
		mend: "'Concurrency', 'Max Attempts' and 'Wait Between Attempts' under 'Options' say how hard this node tries.",
	};
}
