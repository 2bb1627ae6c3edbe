import { mayHaveTakenEffect } from '../retry';
import type { FailureSubject } from './describeAnswer';
import type { FailureDetails } from './failure';
import type { Wording } from './wording';

/** What every message about a call that never left says. */
const NOTHING_SENT = 'Nothing was sent to QuickBooks, and nothing will be.';

const SECRETS =
	'The gateway shows both at its first start, and keeps them in its data folder in the files user-secret and organization-secret.';

/**
 * A text about Cloud Elements as one about the gateway that stands in its place.
 *
 * @param text One that is as true of a gateway.
 */
export function inGatewayWords(text: string): string {
	return text
		.replace(/(^|\. |\n)Cloud Elements\b/g, '$1The gateway')
		.replace(/\bCloud Elements\b/g, 'the gateway')
		.replace(/^QuickBooks or its connector said/, 'QuickBooks or its Web Connector said');
}

/** Whether nobody knows what a write through a gateway has done in the books. */
export function isUnknownWrite(details: FailureDetails): boolean {
	const { isGateway, isWrite, isHub, asked } = details;
	const isAboutBooks = isHub ?? asked?.isHub ?? false;
	return isGateway === true && isWrite === true && isAboutBooks && mayHaveTakenEffect(details);
}

/**
 * Where a write whose outcome is unknown is settled.
 *
 * @param instanceId The instance that it went through, where that is known.
 */
export function settleAdvice({ outcome }: FailureDetails, instanceId = '{id}'): string {
	const happened =
		outcome === 'unknown'
			? 'It was handed to QuickBooks, and no answer came.'
			: 'No answer of the gateway came, also not to the same request under the same key.';
	return `${happened} GET /instances/${instanceId}/connector/calls?outcome=unknown on the gateway lists what nobody knows. Look into the books, then settle it there with PUT …/calls/{requestId} and { "outcome": "done" } or { "outcome": "notDone" }.`;
}

/** Words an answer of a gateway where it differs from one of Cloud Elements; undefined where it does not. */
export function gatewayWording(
	details: FailureDetails,
	subject: FailureSubject,
): Wording | undefined {
	if (isUnknownWrite(details)) {
		return {
			message: `Outcome unknown: settle it on the gateway before you ${subject.action} again`,
			mend: settleAdvice(details, subject.instanceId),
		};
	}
	if (details.kind !== 'answered') return undefined;
	return details.outcome === 'notSent' && (details.status ?? 0) >= 500
		? notSentWording(details, subject)
		: wordingOfStatus(details, subject);
}

/** What the books were spared or what they refused, below the message of such an answer. */
export function outcomeLine({ outcome, isWrite, status = 0 }: FailureDetails): string {
	if (outcome === 'refused' && isWrite) return 'QuickBooks refused it: nothing was changed.';
	return outcome === 'notSent' && status < 500 ? NOTHING_SENT : '';
}

function notSentWording({ status }: FailureDetails, { action }: FailureSubject): Wording {
	return status === 504
		? {
				message: `QuickBooks was busy for too long to ${action}: run this again later`,
				mend: `${NOTHING_SENT} A long report, a bulk job or somebody at work in QuickBooks looks like this.`,
			}
		: {
				message: `QuickBooks cannot be reached to ${action}: see to the company's computer, then run this again`,
				mend: `${NOTHING_SENT} 'Check Connection' of the resource 'Instance' tells what is wrong and when it works again.`,
			};
}

function wordingOfStatus(
	{ status = 0, isHub, isService, outcome }: FailureDetails,
	{ action }: FailureSubject,
): Wording | undefined {
	if (status === 401 && !isHub) {
		return {
			message:
				'Check User Secret and Organization Secret in the credential: the gateway did not accept them',
			mend: SECRETS,
		};
	}
	if (status === 400 && !isHub) {
		return {
			message: `The gateway could not use the values given to ${action}: check them`,
			mend: 'The lines below say what was not taken.',
		};
	}
	if (status === 403 && isService && outcome !== 'refused') {
		return {
			message: `The gateway does not let the request to ${action} pass: the instance is disabled, or its company is not confirmed`,
			mend: "A disabled instance takes calls again after 'Enable'. Books that nobody has confirmed as the right ones can be read only: confirm them on the gateway with POST /instances/{id}/connector/confirm.",
		};
	}
	if (status === 409 && !isHub) {
		return {
			message: `The gateway could not ${action} as things stand: do first what the lines below say`,
			mend: 'Of calls whose outcome is unknown, GET /instances/{id}/connector/calls?outcome=unknown on the gateway lists all.',
		};
	}
	if (status >= 500 && outcome === undefined) {
		return {
			message: `The gateway, or a proxy before it, could not ${action}: look whether it is running, and into its log`,
			mend: 'The answer says nothing of QuickBooks.',
		};
	}
	return undefined;
}
