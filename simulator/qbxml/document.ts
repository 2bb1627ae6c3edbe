import type { Edition } from './grammar';
import type { QbRecord } from './record';

/** One request or response of a document. */
export interface Message {
	/** `CustomerAddRq`. */
	name: string;
	attributes: Record<string, string>;
	content: QbRecord;
}

/** A document that was taken. */
export interface QbxmlDocument {
	/** `13.0` as it was written; undefined in an answer, which need not say it. */
	version?: string;
	/** `QBXMLMsgsRq` and the like. */
	set: string;
	attributes: Record<string, string>;
	messages: Message[];
}

/** How a document is checked. */
export interface ValidatorOptions {
	/** What it has to be; default a request. */
	kind?: 'request' | 'response';
	/** The country of the QuickBooks; default US. */
	edition?: Edition;
	/** The highest version that this QuickBooks knows; default 16. */
	maximumVersion?: number;
	/** Of an answer, which need not say it; default 14. */
	version?: number;
	/** Whether members of the records may be missing, as `IncludeRetElement` makes them. */
	isPartial?: boolean;
	/** The longest document, in characters; default 512 Mi for answers, 32 Mi for requests. */
	maximumLength?: number;
	/** Gets each record of an answer once it was read; the message then comes without it: for what is too big to be kept. */
	onRecord?: (name: string, record: QbRecord) => void;
}
