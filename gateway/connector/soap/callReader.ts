/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import { SaxesParser, type SaxesTagNS } from 'saxes';

import { findMethod, METHODS, ticketOf, type MethodName } from './methods';
import { SOAP_NAMESPACE } from './namespaces';
import { readReferences, wholeReferencesIn } from './valueText';

/** A SOAP envelope nests four levels; what goes deeper comes from no Web Connector. */
const MAX_DEPTH = 16;
/** Envelope, body and method stand above a parameter. */
const PARAMETER = 4;

/** A call of the Web Connector. */
export interface SoapCall {
	method: MethodName;
	/** By the contract's own names; what is absent is the empty text. */
	parameters: Readonly<Record<string, string>>;
	/** False for the RPC style, which our `.qwc` files never ask for. */
	isDocumentStyle: boolean;
}

/** A request that is no call of the Web Connector. The message is for the answer and the log. */
export class SoapRequestError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'SoapRequestError';
	}
}

/**
 * Reads a request of the Web Connector piece by piece, and keeps nothing of it but the parameters that its method has.
 *
 * Names count without prefix and case: servers and simulators write `strCompanyFilename` and `q1:`
 * prefixes where Intuit's contract does not (observed).
 */
export class CallReader {
	private readonly xml = new SaxesParser({ xmlns: true, position: false });

	private readonly path: string[] = [];

	private readonly texts = new Map<string, string[]>();

	private methodTag?: SaxesTagNS;

	/** What the caller is told; the parser itself goes on after an error. */
	private failure?: SoapRequestError;

	/** Whether text of a parameter comes next, up to the next tag. */
	private isInText = false;

	/** The end of a piece, which may be the begin of a reference. */
	private rest = '';

	/** Known from the moment at which its tag was read. */
	method?: MethodName;

	/** Known from the moment at which its element was read. */
	ticket?: string;

	constructor() {
		const { xml } = this;
		xml.on('error', ({ message }) => this.refuse(notWellFormed(message)));
		xml.on('doctype', () => this.refuse('The request holds a document type, which SOAP forbids'));
		xml.on('opentag', (tag) => this.open(tag));
		xml.on('closetag', () => this.close());
		xml.on('text', (text) => this.take(text));
		xml.on('cdata', (text) => this.take(text));
	}

	/**
	 * @throws SoapRequestError as soon as it is sure that this is no SOAP 1.1 envelope with one known method; also for a
	 * document type, which XML bombs need and SOAP forbids
	 */
	write(piece: string): void {
		const text = this.rest + piece;
		this.rest = '';
		for (let at = 0; at < text.length; ) {
			at = this.isInText ? this.readText(text, at) : this.readTag(text, at);
		}
	}

	/**
	 * @returns the call; parameters that the method does not have are left out
	 * @throws SoapRequestError as {@link write}, and where the request is not at its end
	 */
	end(): SoapCall {
		this.parse(() => this.xml.write(this.rest).close());
		if (!this.method) throw new SoapRequestError('The request calls no method');
		return this.call(METHODS[this.method].parameters);
	}

	/** @returns the call as far as its ticket says: all else is empty; undefined where no method is known yet */
	head(): SoapCall | undefined {
		return this.method && this.call([ticketOf(this.method) ?? '']);
	}

	private call(wanted: readonly string[]): SoapCall {
		const method = this.method!;
		const values = METHODS[method].parameters.map((name): [string, string] => [
			name,
			wanted.includes(name) ? (this.texts.get(name.toLowerCase())?.join('') ?? '') : '',
		]);
		const isEncoded = Object.values(this.methodTag!.attributes).some(
			({ local, uri }) => local === 'encodingStyle' && uri === SOAP_NAMESPACE,
		);
		return { method, parameters: Object.fromEntries(values), isDocumentStyle: !isEncoded };
	}

	/** @returns where the text of the parameter ends */
	private readText(text: string, at: number): number {
		const tag = text.indexOf('<', at);
		const part = text.slice(at, tag < 0 ? undefined : tag);
		const whole = tag < 0 ? wholeReferencesIn(part) : part.length;
		this.rest = part.slice(whole);
		const read = readReferences(part.slice(0, whole));
		if (read === undefined) this.refuse(notWellFormed('Invalid character entity'));
		this.take(read);
		if (tag < 0) return text.length;
		this.isInText = false;
		return tag;
	}

	/** One piece for each tag, so that text can be read by itself. @returns where the next one begins */
	private readTag(text: string, at: number): number {
		const end = text.indexOf('>', at) + 1 || text.length;
		this.parse(() => this.xml.write(text.slice(at, end)));
		return end;
	}

	private parse(work: () => void): void {
		try {
			work();
		} catch (error) {
			throw this.failure ?? error;
		}
	}

	private refuse(message: string): never {
		this.failure ??= new SoapRequestError(message);
		throw this.failure;
	}

	private open(tag: SaxesTagNS): void {
		const { path } = this;
		const depth = path.push(tag.local.toLowerCase());
		if (depth > MAX_DEPTH) this.refuse(`The request nests deeper than ${MAX_DEPTH} levels`);
		if (depth === 1 && !(tag.local === 'Envelope' && tag.uri === SOAP_NAMESPACE)) {
			this.refuse('The request is no SOAP 1.1 envelope');
		}
		if (path[1] !== 'body') return;
		if (depth === PARAMETER - 1) this.openMethod(tag);
		if (depth === PARAMETER && this.takes(path[PARAMETER - 1])) {
			this.texts.set(path[PARAMETER - 1], []);
		}
		this.isInText = depth === PARAMETER && !tag.isSelfClosing;
	}

	private openMethod(tag: SaxesTagNS): void {
		if (this.method) this.refuse('The request calls more than one method');
		this.methodTag = tag;
		this.method = findMethod(tag.local);
		if (!this.method) {
			this.refuse(`The Web Connector has no method '${tag.local.slice(0, 50)}'`);
		}
	}

	private close(): void {
		const name = this.path.pop();
		const ticket = this.method && ticketOf(this.method);
		const isParameter = this.path.length === PARAMETER - 1 && this.path[1] === 'body';
		if (isParameter && ticket !== undefined && name === ticket.toLowerCase()) {
			this.ticket = this.texts.get(name)?.join('');
		}
	}

	private take(text: string): void {
		if (this.path.length >= PARAMETER) this.texts.get(this.path[PARAMETER - 1])?.push(text);
	}

	private takes(name: string): boolean {
		return METHODS[this.method!].parameters.some((one) => one.toLowerCase() === name);
	}
}

const notWellFormed = (why: string): string => `The request is not well-formed XML: ${why}`;
