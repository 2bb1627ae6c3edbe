import type { RequestMessage } from '../../qbxml';
import type { Outcome } from '../../store';
import type { Mark } from './mark';

/** One request to QuickBooks on behalf of a caller. */
export interface Question {
	/** Names the call for its caller; the message carries it as its `requestID`. */
	id: string;
	/** Whether asking twice could do something twice. */
	kind: 'read' | 'write';
	/** The call of the API that it belongs to. */
	method: string;
	path: string;
	message: RequestMessage;
	/** Version of qbXML that the message was written for. */
	version: string;
	/** Whether the answer can be long: two of those never share a document. */
	mayBeLong: boolean;
	/** By what a write can be found in the books where its answer was lost. */
	mark?: Mark;
}

/**
 * `away`: QuickBooks cannot be reached. `late`: it did not answer in time. `lost`: the session ended before it
 * answered. `refused`: it refused the request without carrying it out. `failed`: it or the Web Connector broke on
 * it. `hungUp`: the caller has gone. `closed`: the gateway or the instance is going.
 */
export type FailureKind = 'away' | 'closed' | 'failed' | 'hungUp' | 'late' | 'lost' | 'refused';

/** A call that has no answer of QuickBooks. */
export class CallFailure extends Error {
	/**
	 * @param outcome what became of it in the books; for a read `unknown` means only that there is no answer
	 * @param providerMessage the words of QuickBooks or of the Web Connector, where there are any
	 */
	constructor(
		readonly kind: FailureKind,
		readonly outcome: Outcome,
		message: string,
		readonly providerMessage?: string,
	) {
		super(message);
		this.name = 'CallFailure';
	}
}

const UNKNOWN: Readonly<Record<Question['kind'], string>> = {
	read: 'QuickBooks did not answer.',
	write: 'QuickBooks did not answer. Whether it carried the request out is not known.',
};

/** The failures that the queue itself has words for. */
export const failures = {
	hungUp: () => new CallFailure('hungUp', 'notSent', 'The caller has gone. Nothing was sent.'),
	left: () => new CallFailure('hungUp', 'unknown', 'The caller has gone before the answer.'),
	away: (hasCalled: boolean) =>
		new CallFailure(
			'away',
			'notSent',
			'Unable to reach QuickBooks. Nothing was sent.',
			hasCalled
				? 'The Web Connector on the computer of the company has not called for a while.'
				: 'The Web Connector on the computer of the company has never called.',
		),
	busy: () =>
		new CallFailure('late', 'notSent', 'QuickBooks was busy for too long. Nothing was sent.'),
	notKept: () =>
		new CallFailure('closed', 'notSent', 'The gateway could not keep the call. Nothing was sent.'),
	unanswered: (kind: 'failed' | 'late' | 'lost', what: Question['kind'], reason?: string) =>
		new CallFailure(kind, 'unknown', UNKNOWN[what], reason),
	refused: (words: string) =>
		new CallFailure('refused', 'refused', 'QuickBooks could not read the request.', words),
};
