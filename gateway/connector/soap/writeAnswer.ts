import { METHODS, type MethodName, type ResultOf } from './methods';
import { INTUIT_NAMESPACE, SOAP_NAMESPACE } from './namespaces';

/** What SOAP 1.1 demands, and UTF-8 without a byte order mark as logs show it (observed). */
export const SOAP_CONTENT_TYPE = 'text/xml; charset=utf-8';

/**
 * Writes the answer to a call in the one form that the Web Connector's reader takes for sure: Intuit's
 * namespace as the default one on the response, so that it holds for every element below, and an
 * element for every value, also for an empty one (observed: other forms end in QBWC1012, 1041, 2012).
 *
 * @throws RangeError for a number that is no integer, since the reader takes no other
 */
export function writeAnswer<Name extends MethodName>(
	method: Name,
	result: ResultOf[(typeof METHODS)[Name]['result']],
): string {
	return envelope(
		`<${method}Response xmlns="${INTUIT_NAMESPACE}"><${method}Result>${inner(result)}</${method}Result></${method}Response>`,
	);
}

/**
 * Writes a fault, for a request that is no call. The Web Connector ends its update at it.
 *
 * @param message for the log on the other side; it must hold nothing secret
 */
export function writeFault(message: string): string {
	return envelope(
		`<soap:Fault><faultcode>soap:Client</faultcode><faultstring>${escapeXml(message)}</faultstring></soap:Fault>`,
	);
}

/**
 * Escapes a text for the content of an element. A carriage return is written as a reference, since a
 * reader of XML would turn it into a line feed; what XML 1.0 cannot hold is left out.
 */
export function escapeXml(text: string): string {
	return text.replace(NOT_IN_XML, '').replace(/[&<>\r]/g, (character) => ESCAPES[character]);
}

/** Every character but those that XML 1.0 can hold. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'\r': '&#13;',
};

function inner(result: string | number | readonly string[]): string {
	if (typeof result === 'string') return escapeXml(result);
	if (typeof result === 'number') {
		if (!Number.isInteger(result)) throw new RangeError(`${result} is no integer`);
		return String(result);
	}
	return result.map((entry) => `<string>${escapeXml(entry)}</string>`).join('');
}

function envelope(body: string): string {
	return `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="${SOAP_NAMESPACE}"><soap:Body>${body}</soap:Body></soap:Envelope>`;
}
