import type { FailureDetails, OutcomeUnknown } from './failure';
import { wordAnswer, type FailureSubject } from './describeAnswer';
import {
	gatewayWording,
	inGatewayWords,
	isUnknownWrite,
	outcomeLine,
	settleAdvice,
} from './gatewayWords';
import { networkWords, unreachedWords } from './networkWords';
import type { Wording } from './wording';

/** A failure in the user's words. */
export interface FailureDescription {
	/** What happened and what to do, one line. */
	message: string;
	/** How to mend it, then what the service, the provider and the network said, a line each. */
	description: string;
	httpCode?: string;
}

/** Words a failed request for the user. The texts of the service were cleaned when they were read. */
export function describeFailure(
	details: FailureDetails,
	subject: FailureSubject,
): FailureDescription {
	const { message, mend } = wordingFor(details, subject);
	return described(message, [mend, outcomeLine(details), ...saidLines(details)], details);
}

function described(
	message: string,
	lines: readonly string[],
	details: FailureDetails,
): FailureDescription {
	return {
		message,
		description: lines.filter((line) => line !== '').join('\n'),
		httpCode: details.status?.toString(),
	};
}

/**
 * Words a write whose fate is unknown: it says what to look for before anything is sent again.
 *
 * @param instanceId The instance that it went through, where it went through one.
 */
export function describeUnknownOutcome(
	{ thing, details, problems }: OutcomeUnknown,
	instanceId?: string,
): FailureDescription {
	const { noun, write } = thing;
	if (details.written) return describePartlyDone(thing, details, details.written);
	const { mend } = wordingFor(details, { action: `${write} the ${noun}` });
	const { lookFailure, candidateIds = [], reason } = problems;
	const isUnsettled = isUnknownWrite(details);
	const lines = [
		toldOf(
			details,
			write === 'create'
				? `Cloud Elements gave no readable answer, so the ${noun} may or may not exist.`
				: `Cloud Elements gave no readable answer, so the ${noun} may or may not be changed.`,
		),
		candidateIds.length > 0 ? `It may be one of these: ${candidateIds.join(', ')}` : '',
		lookFailure ? 'The list that would tell could not be read either.' : '',
		isUnsettled ? settleAdvice(details, instanceId) : '',
		reason ?? (isUnsettled ? '' : mend),
		...saidLines(details),
	];
	return described(unknownMessage(thing, isUnsettled), lines, details);
}

/** Words a write of which a gateway says that its record is there, though not all that belongs to it. */
function describePartlyDone(
	{ noun, write }: OutcomeUnknown['thing'],
	details: FailureDetails,
	{ recordId, done }: NonNullable<FailureDetails['written']>,
): FailureDescription {
	const lines = [
		done.length > 0 ? `Done: ${done.join(', ')}.` : '',
		write === 'create'
			? `Running this again would create a second one. Update ${noun} ${recordId} with what is missing, such as its custom fields.`
			: 'Look at it, then run this again.',
		...saidLines(details),
	];
	const message =
		write === 'create'
			? `Partly done: ${noun} ${recordId} was created without all that belongs to it; update it instead of creating it again`
			: `Partly done: ${noun} ${recordId} was updated, but not all that belongs to it; look at it before updating it again`;
	return described(message, lines, details);
}

/** @param isUnsettled Whether a gateway waits for somebody to say what became of it. */
function unknownMessage({ named, write }: OutcomeUnknown['thing'], isUnsettled: boolean): string {
	if (isUnsettled) {
		return write === 'create'
			? `Outcome unknown: look for ${named} and settle it on the gateway before creating it again`
			: `Outcome unknown: look at ${named} and settle it on the gateway before updating it again`;
	}
	return write === 'create'
		? `Outcome unknown: look for ${named} before creating it again`
		: `Outcome unknown: look at ${named} before updating it again`;
}

/** What the service and the network said, a line each. */
export function saidLines(details: FailureDetails): string[] {
	const lines: string[] = [];
	if (details.serviceMessage) lines.push(`Cloud Elements said: ${details.serviceMessage}`);
	if (details.providerMessage)
		lines.push(`QuickBooks or its connector said: ${details.providerMessage}`);
	if (details.requestId) lines.push(`Request ID: ${details.requestId}`);
	if (details.status !== undefined) lines.push(`HTTP status: ${details.status}`);
	if (details.networkCode && !networkWords(details.networkCode))
		lines.push(`Network code: ${details.networkCode}`);
	if (details.retryAfterMs) {
		lines.push(`It asks to wait ${Math.ceil(details.retryAfterMs / 1000)} seconds.`);
	}
	if ((details.attempts ?? 1) > 1) lines.push(`Attempts: ${details.attempts}`);
	return lines.map((line) => toldOf(details, line));
}

/** What is said of Cloud Elements, said of the gateway where that was asked. */
function toldOf({ isGateway = false }: FailureDetails, text: string): string {
	return isGateway ? inGatewayWords(text) : text;
}

function wordingFor(details: FailureDetails, subject: FailureSubject): Wording {
	if (!details.isGateway) return commonWording(details, subject);
	const own = gatewayWording(details, subject);
	if (own) return own;
	const { message, mend } = commonWording(details, subject);
	return { message: inGatewayWords(message), mend: inGatewayWords(mend) };
}

function commonWording(details: FailureDetails, subject: FailureSubject): Wording {
	switch (details.kind) {
		case 'answered':
			return wordAnswer(details, subject);
		case 'unreached': {
			const { message, mend } = unreachedWords(details.networkCode, details.host);
			return {
				message: `Cloud Elements could not be reached to ${subject.action}: ${message}`,
				mend: `Nothing was sent. ${mend}`,
			};
		}
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
			if (details.reason !== undefined) {
				return {
					message: details.reason,
					mend: `That is what came of the request to ${subject.action}. Run it again; where the same comes, ask for less at a time.`,
				};
			}
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
