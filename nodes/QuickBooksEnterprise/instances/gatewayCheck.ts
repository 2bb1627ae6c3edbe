import { settle } from '../common/settle';
import { RequestFailure, type FailureDetails } from '../transport/errors/failure';
import { recogniseStatus } from '../transport/errors/quickBooksStatus';
import { diagnosisOf, type BrokenLink, type Diagnosis } from './diagnosis';
import type { Connector, Instance } from './instance';

/** Why QuickBooks does not let the Web Connector in, by the codes that stand in its words (documented by Intuit). */
const REFUSALS: ReadonlyArray<[RegExp, string]> = [
	[
		/0x80040414/i,
		"A dialog is open in QuickBooks, so that it answers nobody: close it on the company's computer",
	],
	[
		/0x8004041[8ad]|0x80040420/i,
		'QuickBooks gives the Web Connector no permission: its administrator allows it under Edit → Preferences → Integrated Applications → Company Preferences, also for while QuickBooks is not running',
	],
	[
		/0x8004040a|another company file/i,
		'Another company file is open in QuickBooks: open the one of this instance',
	],
	[
		/0x8004041b|0x80040410|0x80040422/i,
		'The company file is in use in a way that keeps the Web Connector out: the line below says which',
	],
];

/**
 * Tells what is wrong between a gateway and QuickBooks, from what the gateway knows of the company; where that is
 * nothing, by a small read, which opens QuickBooks.
 *
 * @param ask Makes the read.
 * @returns Undefined where QuickBooks answers and may be written to.
 * @throws what the read ended with, where that is no failed request.
 */
export async function diagnoseCompany(
	{ id, connector }: Instance,
	ask: () => Promise<unknown>,
): Promise<Diagnosis | undefined> {
	const known = connector && fromState(id, connector);
	if (known) return known;
	const asked = await settle(ask());
	if (!asked.ok) {
		if (!(asked.error instanceof RequestFailure)) throw asked.error;
		const diagnosis = fromFailure(asked.error.details);
		if (diagnosis) return diagnosis;
	}
	return connector?.state === 'confirm' ? unconfirmed(id, connector) : undefined;
}

function fromState(id: string, { state, lastSeen, lastError }: Connector): Diagnosis | undefined {
	switch (state) {
		case 'refused':
			return brokenAt('quickBooks', wordsFor(lastError ?? 'another company file'), lastError);
		case 'offline':
			return brokenAt(
				'connector',
				`The Web Connector has not called since ${lastSeen ?? 'the gateway was started'}: the company's computer may be off, asleep or without network, the Web Connector closed, or Auto-Run not ticked in it`,
				lastError,
			);
		case 'waiting':
			return lastSeen === undefined ? neverCalled(id, lastError) : notOpened(lastError);
		default:
			return undefined;
	}
}

function neverCalled(id: string, lastError: string | undefined): Diagnosis {
	return brokenAt(
		'tunnel',
		[
			"The Web Connector has never called. Most often nobody has opened the setup link on the company's computer yet, which also shows what is to be done there.",
			'Where that was done, its calls do not get through: the certificate of the gateway is not trusted there (open its address in a browser of that computer), a firewall or proxy holds the calls back, or the password in the Web Connector is wrong.',
			`POST /instances/${id}/connector/link on the gateway makes a new setup link, POST /instances/${id}/connector/password a new password.`,
		].join('\n'),
		lastError,
	);
}

/** It calls, and the first session has not brought the company yet. */
function notOpened(lastError: string | undefined): Diagnosis {
	return lastError === undefined
		? brokenAt(
				'quickBooks',
				'The Web Connector calls, and QuickBooks has not told yet which company it has open: look again in a minute',
			)
		: brokenAt('quickBooks', wordsFor(lastError), lastError);
}

function unconfirmed(id: string, { company }: Connector): Diagnosis {
	return brokenAt(
		'instance',
		`QuickBooks answers, with the books of '${company ?? '?'}'. Nobody has confirmed yet that these are the right ones: until then they can be read and not written to. Confirm it with POST /instances/${id}/connector/confirm and { "company": "…" } on the gateway`,
	);
}

/** Why the read through the instance failed; undefined where QuickBooks answered it, if only with a no. */
function fromFailure(details: FailureDetails): Diagnosis | undefined {
	const { status = 0, outcome, providerMessage } = details;
	if (status === 401 || status === 403) {
		return diagnosisOf('instance', 'The instance takes no calls', details);
	}
	if (outcome === undefined)
		return diagnosisOf(null, 'The gateway itself gave no usable answer', details);
	const recognised = recogniseStatus(details.text);
	if (recognised && outcome !== 'notSent') {
		const { message } = recognised.status.word('check the connection', recognised.caught);
		return diagnosisOf('quickBooks', message, details);
	}
	if (outcome === 'refused') return undefined;
	if (/web connector\b.*\bhas (?:not|never) called/i.test(providerMessage ?? '')) {
		return diagnosisOf('connector', 'The Web Connector has stopped calling', details);
	}
	if (status === 504) {
		const busy =
			'QuickBooks is busy for longer than a call waits: look whether it works at something long, or a dialog is open in it';
		return diagnosisOf('quickBooks', busy, details);
	}
	return diagnosisOf('quickBooks', wordsFor(providerMessage), details);
}

function wordsFor(text = ''): string {
	const [, words] = REFUSALS.find(([pattern]) => pattern.test(text)) ?? [];
	return (
		words ?? "QuickBooks does not open for the Web Connector: see to it on the company's computer"
	);
}

function brokenAt(link: BrokenLink, message: string, lastError?: string): Diagnosis {
	const line =
		lastError === undefined ? [] : [`QuickBooks or its Web Connector said: ${lastError}`];
	return { brokenLink: link, message: [message, ...line].join('\n') };
}
