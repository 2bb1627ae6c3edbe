/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import sax, { type SAXOptions } from 'sax';

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

/** No entities but those of XML itself; the type of sax's options does not name it. */
const OPTIONS: SAXOptions & { strictEntities: boolean } = { strictEntities: true };

/**
 * XML without document types and entities of its own, bounded in size and depth, on top of sax. Line breaks come as one
 * character, as XML says.
 */
export class XmlReader {
	private readonly parser = sax.parser(true, OPTIONS);

	private length = 0;

	private depth = 0;

	constructor(
		handlers: XmlHandlers,
		private readonly limits: Required<ReadLimits>,
	) {
		const { parser } = this;
		const text = (part: string) =>
			handlers.text(part.includes('\r') ? part.replace(/\r\n?/g, '\n') : part);
		parser.onopentag = ({ name, attributes }) => {
			this.depth += 1;
			if (this.depth > limits.maxDepth) {
				throw this.error(`has elements more than ${limits.maxDepth} deep`);
			}
			handlers.open(name, attributes as Record<string, string>);
		};
		parser.onclosetag = () => {
			this.depth -= 1;
			handlers.close();
		};
		parser.ontext = text;
		parser.oncdata = text;
		parser.onprocessinginstruction = ({ name, body }) => handlers.instruction(name, body);
		parser.ondoctype = () => {
			throw this.error('has a document type, which no qbXML has');
		};
		parser.onerror = () => {
			throw this.error('is not well-formed XML');
		};
	}

	private error(problem: string): UnreadableDocumentError {
		const { line, column } = this.parser;
		return new UnreadableDocumentError(
			`The document ${problem} (line ${line + 1}, column ${column + 1}).`,
		);
	}

	/** @throws UnreadableDocumentError */
	write(chunk: string): void {
		this.length += chunk.length;
		if (this.length > this.limits.maxLength) {
			throw new UnreadableDocumentError(
				`The document has more than ${this.limits.maxLength} characters.`,
			);
		}
		this.parser.write(chunk);
	}

	/** @throws UnreadableDocumentError where the document is not at its end */
	end(): void {
		this.parser.close();
	}
}
