import { childNamed, readXml, type XmlElement } from '../xml';
import { INTUIT, shapeOf, SOAP, type Method } from './contract';

/**
 * What the Web Connector makes of an answer. It is a .NET program, so this is our model of .NET's XmlSerializer: an
 * element in another namespace, or of another name, is passed over as if it were not there, a result that is not there is
 * null, and what cannot be read as its type is an exception. Of that, these were observed with the real one: arrays in a
 * wrong namespace are empty, bare children below a prefixed response are null, a null result breaks it, and so does a
 * result that is no integer.
 */
export type Result = string | number | ReadonlyArray<string | null> | null;

/** A SOAP Fault, which .NET throws as an exception of the call. */
export class SoapFault extends Error {}

const isIntuit = (name: string) => (element: XmlElement) =>
	element.name === name && element.uri === INTUIT;

const isNil = ({ attributes }: XmlElement) => ['true', '1'].includes(attributes.nil ?? '');

function textIn(element: XmlElement): string | null {
	if (isNil(element)) return null;
	if (element.children.length > 0) {
		throw new Error(
			`There is an error in XML document: unexpected node type Element in ${element.name}.`,
		);
	}
	return element.text;
}

function intIn(element: XmlElement): number {
	const text = (textIn(element) ?? '').trim();
	const value = Number(text);
	if (!/^[+-]?\d+$/.test(text) || Math.abs(value) > 2 ** 31 - 1) {
		throw new Error('There is an error in XML document: Input string was not in a correct format.');
	}
	return value;
}

function bodyOf(text: string): XmlElement {
	const root = readXml(text);
	if (root.name !== 'Envelope' || root.uri !== SOAP) {
		throw new Error('Possible SOAP version mismatch: the envelope is not that of SOAP 1.1.');
	}
	const body = root.children.find(({ name, uri }) => name === 'Body' && uri === SOAP);
	if (!body) throw new Error('There is an error in XML document: it has no Body.');
	return body;
}

/**
 * Reads the answer to a call.
 *
 * @returns its result; null where .NET finds none.
 * @throws SoapFault for a Fault, Error where .NET would throw.
 */
export function readAnswer(method: Method, text: string): Result {
	const body = bodyOf(text);
	const fault = body.children.find(({ name, uri }) => name === 'Fault' && uri === SOAP);
	if (fault)
		throw new SoapFault(childNamed(fault, 'faultstring')?.text ?? 'a fault without a text');
	const response = body.children.find(isIntuit(`${method}Response`));
	const result = response?.children.find(isIntuit(`${method}Result`));
	const { result: type } = shapeOf(method);
	if (type === 'strings') {
		return result && !isNil(result) ? result.children.filter(isIntuit('string')).map(textIn) : null;
	}
	// A number cannot be null. What .NET makes of a missing one is not known; here it is an exception.
	if (type === 'int') {
		if (!result) throw new Error(`There is an error in XML document: no ${method}Result.`);
		return intIn(result);
	}
	return result ? textIn(result) : null;
}
