/* eslint-disable @n8n/community-nodes/require-node-api-error */
import { WebConnectorError } from '../faults';
import { readAnswer, SoapFault, type Result } from './answer';
import { writeCall } from './call';
import { INTUIT, shapeOf, type Method, type Parameter } from './contract';
import type { Http, HttpAnswer } from './http';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** .NET takes SOAP as `text/xml` only; a Fault comes with status 500. */
function textOf({ status, contentType, body }: HttpAnswer): string {
	const isXml = /^text\/xml\s*(;|$)/i.test(contentType);
	if (status !== 200 && !(status === 500 && isXml)) {
		throw new Error(`The request failed with HTTP status ${status}.`);
	}
	if (!isXml) {
		throw new Error(
			`Client found response content type of '${contentType}', but expected 'text/xml'.`,
		);
	}
	try {
		return decoder.decode(body);
	} catch {
		throw new Error('Invalid character in the given encoding.');
	}
}

/** The server of one application. */
export class Endpoint {
	constructor(
		private readonly http: Pick<Http, 'post'>,
		private readonly url: string,
		private readonly style: 'Document' | 'RPC',
	) {}

	/**
	 * Makes a call.
	 *
	 * @returns its result; null where .NET finds none.
	 * @throws WebConnectorError with the code of the method, whatever went wrong.
	 */
	async call(method: Method, values: Readonly<Record<string, Parameter>>): Promise<Result> {
		try {
			const call = writeCall(method, values, this.style);
			const answer = await this.http.post(this.url, `${INTUIT}${method}`, call);
			return readAnswer(method, textOf(answer));
		} catch (error) {
			const { message } = error as Error;
			const text = error instanceof SoapFault ? `SOAP Fault: ${message}` : message;
			throw new WebConnectorError(shapeOf(method).code ?? 'unsupported', `${method}: ${text}`);
		}
	}

	/** @throws WebConnectorError also where the result is null: the Web Connector stumbles over it (observed). */
	async text(method: Method, values: Readonly<Record<string, Parameter>>): Promise<string> {
		const result = await this.call(method, values);
		if (typeof result === 'string') return result;
		throw new WebConnectorError(
			shapeOf(method).code ?? 'unsupported',
			`${method}: Object reference not set to an instance of an object.`,
		);
	}
}
