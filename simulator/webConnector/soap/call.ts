import { escapeText } from '../xml';
import { INTUIT, shapeOf, SOAP, type Method, type Parameter } from './contract';

const SCHEMA = 'http://www.w3.org/2001/XMLSchema';
const ENCODING = 'http://schemas.xmlsoap.org/soap/encoding/';

/** With `Style` `RPC` in the `.qwc` file: a prefix for the method, types and no namespace for its parameters. */
function rpcCall(method: Method, parameters: Array<[string, Parameter]>): string {
	const inner = parameters.map(([name, value]) => {
		const type = typeof value === 'number' ? 'int' : 'string';
		return `<${name} xsi:type="xsd:${type}">${escapeText(String(value))}</${name}>`;
	});
	return `<q1:${method} xmlns:q1="${INTUIT}">${inner.join('')}</q1:${method}>`;
}

function documentCall(method: Method, parameters: Array<[string, Parameter]>): string {
	const inner = parameters.map(([name, value]) => {
		const text = escapeText(String(value));
		return text === '' ? `<${name} />` : `<${name}>${text}</${name}>`;
	});
	return parameters.length === 0
		? `<${method} xmlns="${INTUIT}" />`
		: `<${method} xmlns="${INTUIT}">${inner.join('')}</${method}>`;
}

/**
 * Writes a call as .NET's proxy does: unprefixed parameters in Intuit's namespace, nothing for null, an empty element
 * for an empty text, a method without parameters closed in itself (observed).
 */
export function writeCall(
	method: Method,
	values: Readonly<Record<string, Parameter>>,
	style: 'Document' | 'RPC',
): string {
	const parameters = shapeOf(method)
		.parameters.map((name): [string, Parameter] => [name, values[name]])
		.filter(([, value]) => value !== undefined);
	const isRpc = style === 'RPC';
	const body = isRpc ? rpcCall(method, parameters) : documentCall(method, parameters);
	const encoding = isRpc ? ` soap:encodingStyle="${ENCODING}"` : '';
	return (
		'<?xml version="1.0" encoding="utf-8"?>' +
		`<soap:Envelope xmlns:soap="${SOAP}" xmlns:xsi="${SCHEMA}-instance" xmlns:xsd="${SCHEMA}">` +
		`<soap:Body${encoding}>${body}</soap:Body></soap:Envelope>`
	);
}
