import type { Failure, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { FailureSubject } from './describeAnswer';
import {
	describeFailure,
	describeUnknownOutcome,
	type FailureDescription,
} from './describeFailure';
import { OutcomeUnknown, RequestFailure, type FailureDetails } from './failure';
import { InputError } from '../../common/problems';

/** An error of this node together with what it says about one input item. */
export type NodeError = NodeApiError | NodeOperationError;

/**
 * Turns whatever ended an item into the error that n8n shows for it.
 *
 * @param itemIndex The item's index.
 * @param subject What was being done.
 * @returns NodeApiError for the service's refusals, NodeOperationError for input.
 */
export function toNodeError(
	thrown: unknown,
	node: INode,
	itemIndex: number,
	subject: FailureSubject,
): NodeError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) {
		thrown.context.itemIndex ??= itemIndex;
		return thrown;
	}
	if (thrown instanceof InputError) {
		return new NodeOperationError(node, thrown.message, {
			itemIndex,
			description: thrown.advice,
			level: 'warning',
		});
	}
	if (thrown instanceof RequestFailure) {
		return apiError(node, itemIndex, describeFailure(thrown.details, subject), thrown.details);
	}
	if (thrown instanceof OutcomeUnknown) {
		return apiError(
			node,
			itemIndex,
			describeUnknownOutcome(thrown, subject.instanceId),
			thrown.details,
		);
	}
	return new NodeOperationError(
		node,
		thrown instanceof Error ? thrown : new Error(String(thrown)),
		{
			itemIndex,
		},
	);
}

/**
 * Has n8n's editor show each line of an error's description on a line of its own: it shows the description as HTML
 * (observed), so that line breaks would become spaces and what stands in angle brackets would be gone.
 */
export function breakLines(error: NodeError): void {
	error.description = error.description?.replace(/</g, '&lt;').replace(/\n/g, '<br>\n');
}

/** Builds the error of a failed request. Only cleaned texts go in: no headers, no request, no body. */
function apiError(
	node: INode,
	itemIndex: number,
	{ message, description, httpCode }: FailureDescription,
	details: FailureDetails,
): NodeApiError {
	const { serviceMessage, providerMessage, requestId } = details;
	const said = { message: serviceMessage, providerMessage, requestId } as unknown as JsonObject;
	const error = new NodeApiError(node, said, {
		message,
		description,
		httpCode,
		itemIndex,
		failure: failureCause(details),
	});
	// The constructor swaps a message that happens to contain a network code for a stock text.
	error.message = message;
	error.description = description;
	error.messages = [];
	return error;
}

function failureCause({ status = 0, retryAfterMs }: FailureDetails): Failure | undefined {
	if (status === 429) return { cause: 'rate-limited', retryAfterMs };
	if (status === 401) return { cause: 'credential-invalid' };
	if (status >= 500) return { cause: 'temporarily-unavailable', retryAfterMs };
	return undefined;
}
