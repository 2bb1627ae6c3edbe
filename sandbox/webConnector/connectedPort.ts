import type { ReadMessage, RequestMessage } from '../../gateway/qbxml';
import type { CompanyPort, Sending } from '../../gateway/records';
import { SIMULATED } from '../finance/simulatedPort';
import type { Connection } from './connection';

/** QuickBooks at a company, as one call of the API finds it. */
export class ConnectedPort implements CompanyPort {
	readonly version = SIMULATED.version;

	readonly edition = SIMULATED.edition;

	readonly codePage = SIMULATED.codePage;

	/** @param now what the clock of the company's computer shows; its own where this is left out */
	constructor(
		private readonly connection: Connection,
		private readonly now?: () => Date,
	) {}

	newRequestId(): string {
		return this.connection.newRequestId();
	}

	async run(message: RequestMessage, sending?: Sending): Promise<ReadMessage> {
		return await this.connection.run(message, sending, this.now);
	}
}
