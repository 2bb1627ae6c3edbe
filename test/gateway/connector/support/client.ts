import type { FastifyInstance } from 'fastify';
import { parser, type QualifiedTag } from 'sax';

import { METHODS, type MethodName } from '../../../../gateway/connector/soap/methods';
import { escapeXml } from '../../../../gateway/connector/soap/writeAnswer';

const INTUIT = 'http://developer.intuit.com/';
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

export const envelope = (body: string): string =>
	`<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${SOAP}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body>${body}</soap:Body></soap:Envelope>`;

/** Posts a body to the endpoint. The Web Connector takes anything but 200 for a broken server. */
export async function post(app: FastifyInstance, payload: string): Promise<string> {
	const answer = await app.inject({
		method: 'POST',
		url: '/qbwc',
		payload,
		headers: { 'content-type': 'text/xml; charset=utf-8' },
	});
	expect([answer.statusCode, answer.headers['content-type']]).toEqual([
		200,
		'text/xml; charset=utf-8',
	]);
	return answer.body;
}

/** Calls a method as the Web Connector does, and holds the answer against what its reader takes. */
export async function call(
	app: FastifyInstance,
	method: MethodName,
	parameters: Record<string, string> = {},
): Promise<string[]> {
	const given = Object.entries(parameters)
		.map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`)
		.join('');
	const body = `<${method} xmlns="${INTUIT}">${given}</${method}>`;
	return resultOf(method, await post(app, envelope(body)));
}

/** The texts of a result. */
export function resultOf(method: MethodName, xml: string): string[] {
	const elements: Array<{ name: string; uri: string; text: string }> = [];
	const open: number[] = [];
	const reader = parser(true, { xmlns: true });
	reader.onopentag = (tag) => {
		const { local, uri } = tag as QualifiedTag;
		open.push(elements.push({ name: local, uri, text: '' }) - 1);
	};
	reader.ontext = (text) => {
		const at = open.at(-1);
		if (at !== undefined) elements[at].text += text;
	};
	reader.onclosetag = () => void open.pop();
	reader.onerror = (error) => {
		throw error;
	};
	reader.write(xml).close();
	const [, , ...rest] = elements;
	expect(rest.map(({ uri }) => uri)).toEqual(rest.map(() => INTUIT));
	expect(rest.slice(0, 2).map(({ name }) => name)).toEqual([
		`${method}Response`,
		`${method}Result`,
	]);
	const isList = METHODS[method].result === 'strings';
	return (isList ? rest.slice(2) : rest.slice(1)).map(({ text }) => text);
}
