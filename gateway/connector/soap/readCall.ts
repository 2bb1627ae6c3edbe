/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import { parser, type QualifiedTag } from 'sax';

import { findMethod, METHODS, type MethodName } from './methods';
import { SOAP_NAMESPACE } from './namespaces';

/** A SOAP envelope nests four levels; what goes deeper comes from no Web Connector. */
const MAX_DEPTH = 16;

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

/** What of a request was read so far. */
interface Reading {
	path: string[];
	methodTag?: QualifiedTag;
	parameters: Map<string, string[]>;
}

/**
 * Reads a request of the Web Connector.
 *
 * Names count without prefix and case: servers and simulators write `strCompanyFilename` and `q1:`
 * prefixes where Intuit's contract does not (observed).
 *
 * @param text the body of the HTTP request
 * @returns the call; parameters that the method does not have are left out
 * @throws SoapRequestError where the text is no SOAP 1.1 envelope with a known method; also for a
 * document type, which XML bombs need and SOAP forbids
 */
export function readCall(text: string): SoapCall {
	const reading: Reading = { path: [], parameters: new Map() };
	const xml = parser(true, { xmlns: true });
	let failure: SoapRequestError | undefined;
	const refuse = (message: string): never => {
		failure ??= new SoapRequestError(message);
		throw failure;
	};
	xml.onerror = (error) =>
		refuse(`The request is not well-formed XML: ${firstLine(error.message)}`);
	xml.ondoctype = () => refuse('The request holds a document type, which SOAP forbids');
	xml.onopentag = (tag) => {
		const refusal = enter(reading, tag as QualifiedTag);
		if (refusal) refuse(refusal);
	};
	const take = (chunk: string): void => {
		if (reading.path.length >= 4) reading.parameters.get(reading.path[3])?.push(chunk);
	};
	xml.ontext = take;
	xml.oncdata = take;
	xml.onclosetag = () => void reading.path.pop();
	try {
		xml.write(text).close();
	} catch (error) {
		throw failure ?? error;
	}
	return toCall(reading);
}

/** Notes an element. Returns why the request is to be refused, if it is. */
function enter(reading: Reading, tag: QualifiedTag): string | undefined {
	const depth = reading.path.push(tag.local.toLowerCase());
	if (depth > MAX_DEPTH) return `The request nests deeper than ${MAX_DEPTH} levels`;
	if (depth === 1 && !(tag.local === 'Envelope' && tag.uri === SOAP_NAMESPACE)) {
		return 'The request is no SOAP 1.1 envelope';
	}
	if (reading.path[1] !== 'body') return undefined;
	if (depth === 3) {
		if (reading.methodTag) return 'The request calls more than one method';
		reading.methodTag = tag;
	}
	if (depth === 4) reading.parameters.set(reading.path[3], []);
	return undefined;
}

function toCall({ methodTag, parameters }: Reading): SoapCall {
	if (!methodTag) throw new SoapRequestError('The request calls no method');
	const method = findMethod(methodTag.local);
	if (!method) {
		throw new SoapRequestError(`The Web Connector has no method '${methodTag.local.slice(0, 50)}'`);
	}
	const values = METHODS[method].parameters.map((name): [string, string] => [
		name,
		parameters.get(name.toLowerCase())?.join('') ?? '',
	]);
	const encodingStyle = Object.values(methodTag.attributes).some(
		({ local, uri }) => local === 'encodingStyle' && uri === SOAP_NAMESPACE,
	);
	return { method, parameters: Object.fromEntries(values), isDocumentStyle: !encodingStyle };
}

function firstLine(text: string): string {
	return text.split('\n', 1)[0];
}
