/* eslint-disable @n8n/community-nodes/require-node-api-error */
import {
	readDocument,
	writeDocument,
	type ReadMessage,
	type RequestMessage,
} from '../../gateway/qbxml';
import type { CompanyPort } from '../../gateway/records';
import { CallFailure } from '../../gateway/queue';
import type { Company } from '../../simulator/quickBooks/company';
import { QuickBooks } from '../../simulator/quickBooks/quickBooks';
import { HResultError } from '../../simulator/quickBooks/session/hresult';

/**
 * The QuickBooks of all companies of the sandbox. The service takes every character; which ones QuickBooks keeps then
 * is the node's to know.
 */
export const SIMULATED = { version: '14.0', edition: 'US', codePage: 'other' } as const;

/** A simulated QuickBooks that is asked directly, without a Web Connector and its queue. */
export class SimulatedPort implements CompanyPort {
	readonly version = SIMULATED.version;

	readonly edition = SIMULATED.edition;

	readonly codePage = SIMULATED.codePage;

	private requests = 0;

	private readonly session;

	constructor(company: Company) {
		this.session = new QuickBooks(company, { codePage: 'utf-8' }).openSession();
	}

	newRequestId(): string {
		return String((this.requests += 1));
	}

	async run(message: RequestMessage): Promise<ReadMessage> {
		const { version } = this;
		const text = writeDocument([message], { version, onError: 'stopOnError' });
		return readDocument(this.answer(text)).messages[0];
	}

	private answer(text: string): string {
		try {
			return this.session.run(text);
		} catch (error) {
			if (!(error instanceof HResultError)) throw error;
			throw new CallFailure('refused', 'refused', 'QuickBooks refused the call.', error.message);
		}
	}
}
