/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own */
import type { Readable } from 'node:stream';
import { errorCodes, type FastifyPluginAsync, type FastifyReply } from 'fastify';

import { SoapRequestError, type SoapCall } from '../soap/callReader';
import { METHODS, type MethodName, type ResultOf } from '../soap/methods';
import { CallTooLongError, readCall } from '../soap/readCall';
import { SOAP_CONTENT_TYPE, writeAnswer, writeFault } from '../soap/writeAnswer';
import { writeWsdl } from '../soap/wsdl';
import type { WebConnector } from '../session/webConnector';

/** A whole answer of QuickBooks. Where it is longer, the write that it answers is unknown. */
export const MAX_ANSWER_BYTES = 128 * 1024 * 1024;

export interface QbwcOptions {
	webConnector: WebConnector;
	/** How the company's computer reaches the gateway, without a slash at its end. */
	publicUrl: string;
	/** The answer of QuickBooks comes in one request, however long. */
	maxBytes: number;
}

const HELLO =
	'<!doctype html><meta charset="utf-8"><title>Gateway</title><p>The QuickBooks Web Connector calls here.';

/** `/qbwc`, which the Web Connector calls. What it is answered is always 200: it takes anything else for a broken server. */
export const qbwcRoutes: FastifyPluginAsync<QbwcOptions> = async (app, options) => {
	const { webConnector, publicUrl, maxBytes } = options;
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', (_, body, done) => done(null, body));

	const soap = (reply: FastifyReply, text: string) =>
		reply.header('content-type', SOAP_CONTENT_TYPE).send(text);

	// The Web Connector makes a plain GET when the application is added; without 200 it blames the certificate (observed).
	app.get('/qbwc', async (request, reply) => {
		const isWsdl = Object.keys(request.query as object).some((key) => key.toLowerCase() === 'wsdl');
		if (isWsdl) return soap(reply, writeWsdl(`${publicUrl}/qbwc`));
		return reply.header('content-type', 'text/html; charset=utf-8').send(HELLO);
	});

	app.post('/qbwc', async (request, reply) => {
		const body = request.body as Readable | undefined;
		const rules = { knows: async (ticket: string) => await webConnector.knows(ticket), maxBytes };
		try {
			if (Number(request.headers['content-length']) > maxBytes) throw new CallTooLongError();
			const call = await readCall(body?.iterator({ destroyOnReturn: false }) ?? [], rules);
			if (!call.isDocumentStyle) request.log.warn('A Web Connector calls in the style RPC');
			return soap(reply, await answer(webConnector, call, request.ip));
		} catch (error) {
			if (error instanceof CallTooLongError) throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
			if (error instanceof SoapRequestError) return soap(reply, writeFault(error.message));
			if (body?.destroyed && !body.readableEnded)
				return soap(reply, writeFault('The request broke off'));
			request.log.error({ error: String(error) }, 'A call of the Web Connector failed');
			return soap(reply, writeFault('The gateway could not carry this out. Its log says why.'));
		} finally {
			if (body && !body.readableEnded) discard(body, maxBytes);
		}
	});
};

/** What a caller still sends is thrown away, as it reads its answer only then; one that goes on for ever is cut off. */
function discard(body: Readable, maxBytes: number): void {
	let left = maxBytes;
	body.on('error', () => undefined);
	body.on('data', ({ length }: Uint8Array) => {
		left -= length;
		if (left < 0) body.destroy();
	});
}

async function answer(
	webConnector: WebConnector,
	{ method, parameters }: SoapCall,
	address: string,
): Promise<string> {
	const carryOut = webConnector[method] as (
		this: WebConnector,
		given: SoapCall['parameters'],
		address: string,
	) => unknown;
	const result = await carryOut.call(webConnector, parameters, address);
	return writeAnswer(method, result as ResultOf[(typeof METHODS)[MethodName]['result']]);
}
