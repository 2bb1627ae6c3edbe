import type { ReadMessage, RequestMessage } from '../../gateway/qbxml';
import type { CompanyPort, Sending } from '../../gateway/records';
import type { Listing } from './listing';

/** QuickBooks whose lists do not show new records yet: what a fault asks for. */
export class LatePort implements CompanyPort {
	readonly version: string;

	readonly edition: CompanyPort['edition'];

	readonly codePage: CompanyPort['codePage'];

	constructor(
		private readonly port: CompanyPort,
		private readonly listing: Listing,
	) {
		({ version: this.version, edition: this.edition, codePage: this.codePage } = port);
	}

	newRequestId(): string {
		return this.port.newRequestId();
	}

	async run(message: RequestMessage, sending?: Sending): Promise<ReadMessage> {
		const answer = await this.port.run(message, sending);
		if (!this.listing.isLate) return answer;
		const records = answer.records.filter(({ record }) =>
			this.listing.shows(String(record.ListID ?? record.TxnID)),
		);
		return { ...answer, records };
	}
}
