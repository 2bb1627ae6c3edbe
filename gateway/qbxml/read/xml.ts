/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import { SaxesParser } from 'saxes';

/** Bounds of a document; what goes beyond them is not read on. */
export interface ReadLimits {
	/** Characters of the whole document. */
	maxLength?: number;
	/** Elements within elements. */
	maxDepth?: number;
	/** Characters of one record or report, and of what a message holds beside its records. */
	maxRecordLength?: number;
}

/** 100,000 customers are about a hundred million characters; elements of qbXML lie ten deep at most. */
export const DEFAULT_LIMITS: Required<ReadLimits> = {
	maxLength: 1024 * 1024 * 1024,
	maxDepth: 32,
	maxRecordLength: 64 * 1024 * 1024,
};

/** A document that is not qbXML, not whole, or beyond the limits. It says where, never what stands there. */
export class UnreadableDocumentError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'UnreadableDocumentError';
	}
}

/** What happens while a document is read. */
export interface XmlHandlers {
	open(name: string, attributes: Record<string, string>): void;
	text(text: string): void;
	close(): void;
	instruction(name: string, body: string): void;
}

/** A chunk as long as this is parsed at once; longer ones in parts, so that records can be handed on between them. */
export const CHUNK_LENGTH = 64 * 1024;

/** A name that is longer is none of qbXML's, nor any that a person writes. */
const MAX_NAME_LENGTH = 1_000;

/**
 * What QuickBooks is read with although XML forbids it: a company can hold characters that somebody pasted, and its
 * records must be read all the same. In the words of saxes.
 */
const TOLERATED = /: (disallowed character\.|the string "\]\]>" is disallowed in char data\.)$/;
const ODD_REFERENCE = /: malformed character entity\.$/;

/**
 * XML without document types and entities of its own, bounded in size and depth, on top of saxes. Line breaks come as one
 * character, as XML says.
 */
export class XmlReader {
	private readonly parser = new SaxesParser();

	private length = 0;

	private depth = 0;

	/** Characters since something was whole: a name or text that never ends must not fill the memory. */
	private open = 0;

	/** Whether the text that is being read has a reference to a character that XML forbids. */
	private hasOddReference = false;

	constructor(
		private readonly handlers: XmlHandlers,
		private readonly limits: Required<ReadLimits>,
	) {
		const { parser } = this;
		parser.on('opentag', ({ name, attributes }) => this.begin(name, attributes));
		parser.on('closetag', () => {
			this.open = 0;
			this.depth -= 1;
			handlers.close();
		});
		parser.on('text', (text) => this.text(text));
		parser.on('cdata', (text) => this.text(text));
		parser.on('processinginstruction', ({ target, body }) => handlers.instruction(target, body));
		parser.on('doctype', () => {
			throw this.error('has a document type, which no qbXML has');
		});
		parser.on('error', ({ message }) => {
			if (TOLERATED.test(message)) return;
			if (!ODD_REFERENCE.test(message)) throw this.error('is not well-formed XML');
			this.hasOddReference = true;
		});
	}

	/** @throws UnreadableDocumentError */
	write(chunk: string): void {
		// Some answers that people have published begin with an empty line.
		const text = this.length === 0 ? chunk.replace(/^[\uFEFF\s]+/, '') : chunk;
		this.length += text.length;
		this.open += text.length;
		const { maxLength, maxRecordLength } = this.limits;
		if (this.length > maxLength) {
			throw new UnreadableDocumentError(`The document has more than ${maxLength} characters.`);
		}
		this.parser.write(text);
		if (this.open > maxRecordLength + CHUNK_LENGTH) throw this.error('is not well-formed XML');
	}

	/** @throws UnreadableDocumentError where the document is not at its end */
	end(): void {
		this.parser.close();
	}

	private begin(name: string, attributes: Record<string, string>): void {
		this.open = 0;
		this.depth += 1;
		if (this.depth > this.limits.maxDepth) {
			throw this.error(`has elements more than ${this.limits.maxDepth} deep`);
		}
		// In an attribute nothing but an id or a status can stand.
		if (name.length > MAX_NAME_LENGTH || this.hasOddReference) {
			throw this.error('is not well-formed XML');
		}
		this.handlers.open(name, attributes);
	}

	private text(text: string): void {
		this.open = 0;
		const plain = this.hasOddReference ? this.withOddReferences(text) : text;
		this.hasOddReference = false;
		this.handlers.text(plain.includes('\r') ? plain.replace(/\r\n?/g, '\n') : plain);
	}

	/** The parser leaves such references as they stand. */
	private withOddReferences(text: string): string {
		return text.replace(/&#([^;&]*);/g, (_, digits: string) => {
			const code = /^\d+$/.test(digits)
				? Number(digits)
				: /^x[\da-f]+$/i.test(digits)
					? Number(`0${digits}`)
					: NaN;
			if (!(code <= 0x10ffff)) throw this.error('is not well-formed XML');
			return String.fromCodePoint(code);
		});
	}

	private error(problem: string): UnreadableDocumentError {
		const { line, column } = this.parser;
		return new UnreadableDocumentError(
			`The document ${problem} (line ${line}, column ${column + 1}).`,
		);
	}
}
