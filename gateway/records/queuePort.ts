import { randomUUID } from 'node:crypto';

import { ApiError } from '../api/errors';
import type { Company } from '../connector';
import { connectorState } from '../connector/company/state';
import type { CodePage, Edition, ReadMessage, RequestMessage } from '../qbxml';
import { CallFailure } from '../queue';
import type { Instance } from '../store';
import { isWrite, type CompanyPort, type Sending } from './port';
import { quickBooksOf } from './quickBooksOf';

/** The call of the API that asks. */
export interface ApiCall {
	/** Of the first write that it asks for; all else that it asks has it with a number behind. */
	requestId: string;
	method: string;
	path: string;
	/** Ends when the caller hangs up. */
	signal: AbortSignal;
}

/** QuickBooks at a company, through the queue that its Web Connector empties. */
export class QueuePort implements CompanyPort {
	readonly version: string;

	readonly edition: Edition;

	readonly codePage?: CodePage;

	private reads = 0;

	private writes = 0;

	constructor(
		private readonly instance: Instance,
		private readonly company: Company,
		private readonly call: ApiCall,
	) {
		({ version: this.version, edition: this.edition } = quickBooksOf(instance));
		this.codePage = company.codePage;
	}

	newRequestId(writes = false): string {
		const { requestId } = this.call;
		if (!writes) return `${requestId}-r${(this.reads += 1)}`;
		this.writes += 1;
		return this.writes === 1 ? requestId : `${requestId}-${this.writes}`;
	}

	readonly newGuid = (): string => `{${randomUUID()}}`;

	async run(
		message: RequestMessage,
		{ mayBeLong = false, mark }: Sending = {},
	): Promise<ReadMessage> {
		const { method, path, signal } = this.call;
		const writes = isWrite(message);
		this.requireBooks(writes);
		return await this.company.queue.ask(
			{
				id: message.requestId!,
				kind: writes ? 'write' : 'read',
				method,
				path,
				message,
				version: this.version,
				mayBeLong,
				mark,
			},
			signal,
		);
	}

	/** Nothing is asked of books that are not the instance's, and nothing written to books that nobody has confirmed. */
	private requireBooks(writes: boolean): void {
		const { company, lastError } = this.instance.facts.connector;
		const state = connectorState(this.instance, this.company);
		if (state === 'refused') {
			const words = 'Unable to reach the books of this instance. Nothing was sent.';
			throw new CallFailure('away', 'notSent', words, lastError?.message);
		}
		if (state === 'confirm' && writes) {
			throw new ApiError(
				403,
				`Nobody has confirmed yet that ${company!.name} is the right company. Confirm it, then it can be written to.`,
				undefined,
				'notSent',
			);
		}
	}
}
