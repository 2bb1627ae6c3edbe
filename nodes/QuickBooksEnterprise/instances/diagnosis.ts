import { saidLines } from '../transport/errors/describeFailure';
import type { FailureDetails } from '../transport/errors/failure';
import { inGatewayWords } from '../transport/errors/gatewayWords';

/**
 * The link of the chain n8n → Cloud Elements → tunnel → connector → QuickBooks that is broken. With a gateway in the
 * place of Cloud Elements the connector is QuickBooks' Web Connector, and the tunnel its way to the gateway.
 */
export type BrokenLink = 'secrets' | 'instance' | 'tunnel' | 'connector' | 'quickBooks';

/** Which link is broken, where that can be told, and what a user reads of it. */
export interface Diagnosis {
	brokenLink: BrokenLink | null;
	message: string;
}

/** A diagnosis from a request that failed, with what was said in the answer. */
export function diagnosisOf(
	brokenLink: BrokenLink | null,
	message: string,
	details: FailureDetails,
): Diagnosis {
	const told = details.isGateway ? inGatewayWords(message) : message;
	return { brokenLink, message: [told, ...saidLines(details)].join('\n') };
}
