import type { Message } from '../../qbxml/document';
import type { Grammar } from '../../qbxml/grammar';
import type { QbRecord } from '../../qbxml/record';
import type { Company } from '../company';
import type { Iterators } from './iterators';
import type { MachineTime } from './machineTime';
import type { Macros } from './macros';
import type { Settings } from './settings';

/** One request with all that it is answered from. */
export interface Context {
	company: Company;
	settings: Readonly<Settings>;
	grammar: Grammar;
	time: MachineTime;
	iterators: Iterators;
	/** Those of the message set. */
	macros: Macros;
	/** `CustomerAdd`: the message without `Rq`. */
	name: string;
	attributes: Message['attributes'];
	content: QbRecord;
}

/** The answer to one request. */
export interface Reply {
	/** Default 0. */
	code?: number;
	message?: string;
	/** Beyond those that every answer has. */
	attributes?: Record<string, string | undefined>;
	/** Members of the answer's block. */
	content?: QbRecord;
	/** What of the records is wanted; undefined for all. */
	only?: ReadonlySet<string>;
}
