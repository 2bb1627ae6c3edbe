import { asksTooLong, isOverPayloadLimit } from '../retry';
import { LINK_WORDINGS } from './brokenLink';
import type { FailureDetails } from './failure';
import { recogniseStatus } from './quickBooksStatus';
import type { Wording } from './wording';

/** Which thing a request was about, for the messages that name it. */
export interface FailureSubject {
	/** What the item wanted, such as "create the instance". */
	action: string;
	/** Id of the instance, where the request names one. */
	instanceId?: string;
	/** The record of QuickBooks that the request is about: what it is, and its id where there is one. */
	record?: { noun: string; id?: string };
}

/** Words an answer that is no success: a refusal of the service, of QuickBooks, or of something in between. */
export function wordAnswer(details: FailureDetails, subject: FailureSubject): Wording {
	const { status = 0, retryAfterMs = 0, isService, isHub } = details;
	if (asksTooLong(details)) {
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
			if (isHub) return refusedTokenWording(subject);
			return {
				message:
					'Check User Secret and Organization Secret in the credential: Cloud Elements did not accept them',
				mend: 'Both are shown in the Cloud Elements console; they belong to one account and one environment.',
			};
		case 403:
			if (!isService) return foreignRefusalWording(subject);
			return {
				message: `Cloud Elements does not allow this account to ${subject.action}: check its role, and whether the instance is disabled`,
				mend: "A disabled instance refuses calls until it is enabled again with the operation 'Enable'.",
			};
		case 404:
		case 410:
			return missingWording(details, subject);
		case 407:
			return {
				message:
					"A proxy between n8n and Cloud Elements wants to know who asks: give n8n's proxy setting a user and a password",
				mend: 'Nothing reached Cloud Elements. n8n takes its proxy from the environment variables HTTP_PROXY and HTTPS_PROXY.',
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
				: refusedWording(subject.action);
	}
}

/** What QuickBooks, or the way to it, is known to say. */
function wordingOfQuickBooks(
	{ status = 0, text, isHub, isMissing, brokenLink }: FailureDetails,
	{ action, record }: FailureSubject,
): Wording | undefined {
	if (status === 401 || status === 407 || status === 429) return undefined;
	const recognised = recogniseStatus(text);
	// About instances QuickBooks has nothing to say, but that the connector does not fit it.
	if (recognised && (isHub || recognised.status.effect === 'mismatch')) {
		// Of the record itself, its id says more than that QuickBooks has no such record.
		if (record?.id !== undefined && isMissing) return missingRecordWording(record.noun, record.id);
		return recognised.status.word(action, recognised.caught);
	}
	const isLink = brokenLink === 'tunnel' || brokenLink === 'connector';
	return isLink && status >= 500 ? LINK_WORDINGS[brokenLink] : undefined;
}

/** Words a 404. Only the service's own words for exactly the thing that was asked for say that it is not there. */
function missingWording(
	{ asked, isMissing, isService, serviceMessage = '' }: FailureDetails,
	{ action, record }: FailureSubject,
): Wording {
	const { isHub = false, noun, id } = asked ?? {};
	if (!isService && !isMissing) return foreignAnswerWording(action);
	if (!isHub) {
		if (noun === 'instance' && id !== undefined) {
			return isMissing ? missingInstanceWording(id) : unclearInstanceWording(id);
		}
		return asked?.mayBeMissing === false
			? refusedWording(action)
			: {
					message: `Cloud Elements knows no such address: check 'Environment' and 'Base URL' in the credential`,
					mend: 'The path that was asked for does not exist on that host.',
				};
	}
	if (/^no (?:element )?instances? (?:was )?found\b/i.test(serviceMessage)) {
		return {
			message: `The instance is no longer there: pick another one to ${action}`,
			mend: "It may have been deleted meanwhile. 'Get Many' of the resource 'Instance' lists those that exist.",
		};
	}
	const { noun: kind = 'record', id: recordId } = record ?? {};
	if (isMissing && recordId !== undefined) return missingRecordWording(kind, recordId);
	return {
		message: `This instance knows no such address for ${kind}${recordId === undefined ? '' : ` ${recordId}`}: check that it is a QuickBooks Enterprise instance`,
		mend: "Only an instance of the element 'quickbooksonprem' has accounting records. The lines below say what the service gave as its reason.",
	};
}

function missingInstanceWording(id: string): Wording {
	return {
		message: `There is no instance with ID ${id}: pick another one`,
		mend: "It may have been deleted, or belong to another account or environment. 'Get Many' lists those that exist.",
	};
}

function unclearInstanceWording(id: string): Wording {
	return {
		message: `Cloud Elements found nothing for the instance with ID ${id}: look whether it is there`,
		mend: "It may have been deleted, or belong to another account or environment. 'Get Many' lists those that exist.",
	};
}

function missingRecordWording(noun: string, id: string): Wording {
	return {
		message: `There is no ${noun} with ID ${id} in this company file: pick another one`,
		mend: "It may have been deleted, or belong to another instance. 'Get Many' lists those that exist.",
	};
}

function foreignAnswerWording(action: string): Wording {
	return {
		message: `Something other than Cloud Elements answered the request to ${action}: check 'Environment' and 'Base URL' in the credential, and n8n's proxy`,
		mend: 'It has no request ID and none of the words of Cloud Elements. A proxy, a firewall or a wrong address looks like this.',
	};
}

function foreignRefusalWording({ action }: FailureSubject): Wording {
	return {
		message: `A proxy or firewall between n8n and Cloud Elements did not let the request to ${action} pass: have it allowed`,
		mend: 'The answer has no request ID, so it is not one of Cloud Elements: secrets and role are not what it is about.',
	};
}

function refusedTokenWording({ action, instanceId }: FailureSubject): Wording {
	const named = instanceId === undefined ? 'the instance' : `the instance with ID ${instanceId}`;
	return {
		message: `Cloud Elements did not accept the token of ${named}: look whether it is still there, then run this again to ${action}`,
		mend: 'The secrets of the credential were good enough to read the token with. An instance that was deleted meanwhile, or that got another token, looks like this.',
	};
}

function refusedWording(action: string): Wording {
	return {
		message: `Cloud Elements refused to ${action}: check the values given`,
		mend: 'The lines below say what the service gave as its reason.',
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
