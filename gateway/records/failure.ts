import { ApiError } from '../api/errors';
import { InvalidRequestError, UnsupportedOperationError } from '../qbxml';
import { CallFailure, type FailureKind } from '../queue';

/** 502 and 504 are documented for Cloud Elements in general, which is for what is our choice. */
const STATUS: Readonly<Record<FailureKind, number>> = {
	away: 502,
	closed: 503,
	failed: 502,
	// Nobody reads it.
	hungUp: 502,
	late: 504,
	lost: 502,
	// The request was checked before, so that this is a fault of the gateway.
	refused: 500,
};

/** A call that has no answer of QuickBooks, as an answer of the API. */
const failureAnswer = ({ kind, message, providerMessage, outcome }: CallFailure): ApiError =>
	new ApiError(STATUS[kind], message, providerMessage, outcome);

/**
 * What ended a call through an instance, as an answer of the API.
 *
 * @param error whatever was thrown
 * @returns the error to answer with, which says what became of the call; undefined where it is a fault of the program
 */
export function answerTo(error: unknown): ApiError | undefined {
	if (error instanceof CallFailure) return failureAnswer(error);
	if (error instanceof InvalidRequestError || error instanceof UnsupportedOperationError) {
		return new ApiError(400, error.message, undefined, 'notSent');
	}
	return error instanceof ApiError ? error : undefined;
}
