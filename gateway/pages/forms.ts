/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyInstance, FastifyRequest } from 'fastify';

const FORM_BYTES = 16 * 1024;

/** Has the routes of a scope take forms, and nothing else. */
export function takesForms(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser<string>(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string', bodyLimit: FORM_BYTES },
		async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
	);
}

/** @returns a field of the form that was sent; empty where it is not there */
export const fieldOf = ({ body }: FastifyRequest, name: string): string =>
	(body as URLSearchParams | undefined)?.get(name) ?? '';
