/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyRequest } from 'fastify';

/**
 * Whether a request does not come from a page of somebody else. Browsers name where it comes from, scripts do not. As
 * the pages give no referrer away, a browser says `Origin: null` for their forms; `Sec-Fetch-Site` tells then.
 *
 * @param publicUrl how the gateway is reached
 */
export function isSameOrigin(
	{ headers, host }: Pick<FastifyRequest, 'headers' | 'host'>,
	publicUrl: string,
): boolean {
	const site = headers['sec-fetch-site'];
	if (site !== undefined) return site === 'same-origin';
	const { origin } = headers;
	if (origin === undefined) return true;
	if (!URL.canParse(origin)) return false;
	return origin === new URL(publicUrl).origin || new URL(origin).host === host;
}
