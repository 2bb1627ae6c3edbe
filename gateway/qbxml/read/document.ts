/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a server of its own */
import type { JsonRecord, RetRecord } from '../record';
import { blockOfRecord, contentOf } from '../schema/elements';
import { ReportTree } from './report';
import { Tree } from './tree';
import {
	CHUNK_LENGTH,
	DEFAULT_LIMITS,
	UnreadableDocumentError,
	XmlReader,
	type ReadLimits,
} from './xml';

/** The head of a document. */
export interface DocumentHead {
	/** The version of qbXML that it names; undefined when it names none. */
	version?: string;
	/** `QBXMLMsgsRs` for answers, `QBXMLMsgsRq` for requests. */
	set: string;
	/** Attributes of the set, such as `newMessageSetID`, `messageSetStatusCode` or `onError`. */
	attributes: Record<string, string>;
}

/** What QuickBooks says of a request, before any record. */
export interface MessageHead {
	/** Such as `CustomerQueryRs`. */
	name: string;
	requestId?: string;
	/** Undefined when it is missing or no number. */
	statusCode?: number;
	statusSeverity?: string;
	statusMessage?: string;
	retCount?: number;
	iteratorRemainingCount?: number;
	iteratorId?: string;
}

/** A message with all that it holds. */
export interface ReadMessage extends MessageHead {
	records: RetRecord[];
	/** What stands beside the records: `ErrorRecovery`, the id of a deleted record; in a request, all of it. */
	content: JsonRecord;
}

/** A part of a document, in the order in which they stand there. */
export type DocumentPart =
	| { kind: 'head'; head: DocumentHead }
	| { kind: 'message'; message: MessageHead }
	| { kind: 'record'; message: MessageHead; record: RetRecord }
	| { kind: 'end'; message: MessageHead; content: JsonRecord };

/** A document as a whole. */
export interface ReadDocument extends DocumentHead {
	messages: ReadMessage[];
}

function count(text: string | undefined): number | undefined {
	return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function messageHead(name: string, attributes: Record<string, string>): MessageHead {
	const head: MessageHead = {
		name,
		requestId: attributes.requestID,
		statusCode: count(attributes.statusCode),
		statusSeverity: attributes.statusSeverity,
		statusMessage: attributes.statusMessage,
		retCount: count(attributes.retCount),
		iteratorRemainingCount: count(attributes.iteratorRemainingCount),
		iteratorId: attributes.iteratorID,
	};
	const known = Object.entries(head).filter(([, value]) => value !== undefined);
	return Object.fromEntries(known) as unknown as MessageHead;
}

/** Depths: the root, the set, the message, what it holds. */
const [ROOT, SET, MESSAGE] = [1, 2, 3];

/** Reads a document piece by piece, and hands on each record as soon as it is whole. */
class DocumentReader {
	private readonly xml: XmlReader;

	private readonly limits: Required<ReadLimits>;

	private parts: DocumentPart[] = [];

	private depth = 0;

	private version?: string;

	private message?: MessageHead;

	/** What a message holds beside records. */
	private content?: Tree;

	private record?: ReportTree | Tree;

	private recordName = '';

	private recordLength = 0;

	constructor(limits: ReadLimits) {
		this.limits = { ...DEFAULT_LIMITS, ...limits };
		this.xml = new XmlReader(
			{
				open: (name, attributes) => this.open(name, attributes),
				text: (text) => this.text(text),
				close: () => this.close(),
				instruction: (name, body) => {
					if (name === 'qbxml')
						this.version = /version\s*=\s*["']([^"']{1,20})["']/.exec(body)?.[1];
				},
			},
			this.limits,
		);
	}

	/** @returns the parts that the chunk completed */
	write(chunk: string): DocumentPart[] {
		this.xml.write(chunk);
		const { parts } = this;
		this.parts = [];
		return parts;
	}

	/** @throws UnreadableDocumentError where the document ends too early */
	end(): void {
		this.xml.end();
	}

	private open(name: string, attributes: Record<string, string>): void {
		this.depth += 1;
		if (this.depth === ROOT) {
			if (name !== 'QBXML') throw new UnreadableDocumentError('The document is not qbXML.');
		} else if (this.depth === SET) {
			this.parts.push({
				kind: 'head',
				head: { ...(this.version ? { version: this.version } : {}), set: name, attributes },
			});
		} else if (this.depth === MESSAGE) {
			this.message = messageHead(name, attributes);
			this.content = new Tree(name, contentOf(name));
			this.recordLength = 0;
			this.parts.push({ kind: 'message', message: this.message });
		} else this.openWithin(name, attributes);
	}

	private openWithin(name: string, attributes: Record<string, string>): void {
		this.grow(name.length);
		for (const key in attributes) this.grow(key.length + attributes[key].length);
		const tree = this.record ?? this.content!;
		const isRecord =
			this.depth === MESSAGE + 1 && name.endsWith('Ret') && this.message!.name.endsWith('Rs');
		if (!isRecord) return tree.open(name, attributes);
		this.recordName = name;
		this.recordLength = 0;
		this.record = name === 'ReportRet' ? new ReportTree() : new Tree(name, blockOfRecord(name));
	}

	private grow(length: number): void {
		this.recordLength += length;
		if (this.recordLength > this.limits.maxRecordLength) {
			throw new UnreadableDocumentError(
				`A record has more than ${this.limits.maxRecordLength} characters.`,
			);
		}
	}

	private text(text: string): void {
		if (this.depth <= MESSAGE) return;
		this.grow(text.length);
		(this.record ?? this.content!).text(text);
	}

	private close(): void {
		this.depth -= 1;
		if (this.depth === MESSAGE && this.record) return this.completeRecord(this.record);
		if (this.depth > SET) (this.record ?? this.content!).close();
		else if (this.depth === SET) {
			const content = this.content!.record;
			this.parts.push({ kind: 'end', message: this.message!, content });
		}
	}

	private completeRecord({ record, lineOrder }: ReportTree | Tree): void {
		const ret = this.recordName;
		const object = ret.slice(0, -'Ret'.length);
		this.parts.push({
			kind: 'record',
			message: this.message!,
			record: { object, ret, record, ...(lineOrder.length > 0 ? { lineOrder } : {}) },
		});
		this.record = undefined;
		this.recordLength = 0;
	}
}

function* slices(text: string): Generator<string> {
	for (let at = 0; at < text.length; at += CHUNK_LENGTH) yield text.slice(at, at + CHUNK_LENGTH);
}

/**
 * Reads a document of any length with the memory of one record: answers of QuickBooks, or requests.
 *
 * @param source the text in pieces of any size; bytes are UTF-8
 * @param limits bounds of what is read
 * @returns the parts of the document; those of a message between its `message` and its `end`
 * @throws UnreadableDocumentError where it is no whole qbXML, has a document type, or goes beyond the limits. What was
 * handed on before that was whole.
 */
export async function* streamDocument(
	source: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
	limits: ReadLimits = {},
): AsyncGenerator<DocumentPart> {
	const reader = new DocumentReader(limits);
	const decoder = new TextDecoder('utf-8');
	for await (const piece of source) {
		const text = typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
		for (const slice of slices(text)) yield* reader.write(slice);
	}
	reader.end();
}

/** Puts a document together. */
class Collection {
	private readonly reader: DocumentReader;

	private head?: DocumentHead;

	private readonly messages: ReadMessage[] = [];

	constructor(limits: ReadLimits) {
		this.reader = new DocumentReader(limits);
	}

	/** @param slice the next part of its text */
	read(slice: string): void {
		for (const part of this.reader.write(slice)) this.add(part);
	}

	end(): ReadDocument {
		this.reader.end();
		if (!this.head) throw new UnreadableDocumentError('The document holds no messages.');
		return { ...this.head, messages: this.messages };
	}

	private add(part: DocumentPart): void {
		const { messages } = this;
		if (part.kind === 'head') this.head = part.head;
		else if (part.kind === 'message') messages.push({ ...part.message, records: [], content: {} });
		else if (part.kind === 'record') messages[messages.length - 1].records.push(part.record);
		else messages[messages.length - 1].content = part.content;
	}
}

/**
 * Reads a document that is small enough to hold.
 *
 * @param text the document
 * @param limits bounds of what is read
 * @returns its messages, each with its records in the order of the document
 * @throws UnreadableDocumentError as {@link streamDocument}
 */
export function readDocument(text: string, limits: ReadLimits = {}): ReadDocument {
	const collection = new Collection(limits);
	for (const slice of slices(text)) collection.read(slice);
	return collection.end();
}

/** After so many slices others have their turn: a mebibyte. */
const SLICES_AT_ONCE = 16;

/**
 * Reads a document as {@link readDocument} does. While a long one is read, all else goes on.
 *
 * @returns its messages
 * @throws UnreadableDocumentError as {@link streamDocument}
 */
export async function readLongDocument(
	text: string,
	limits: ReadLimits = {},
): Promise<ReadDocument> {
	const collection = new Collection(limits);
	let read = 0;
	for (const slice of slices(text)) {
		collection.read(slice);
		read += 1;
		if (read % SLICES_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
	}
	return collection.end();
}
