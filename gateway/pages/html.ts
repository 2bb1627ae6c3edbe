/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a server of its own may have dependencies */
import path from 'node:path';
import { Eta } from 'eta';
import type { FastifyReply } from 'fastify';

import { ASSETS } from './assets';
import { TEXTS } from './pageTexts';

/** Values are escaped by the templates: `<%=`. Only templates themselves are put in as they are: `<%~`. */
const eta = new Eta({ views: path.join(__dirname, 'templates'), cache: true, autoEscape: true });

/** Styles and scripts are files of our own; nothing inline, nobody's frame, no other site. */
const POLICY = [
	"default-src 'none'",
	"style-src 'self'",
	"script-src 'self'",
	"connect-src 'self'",
	// The style library draws its ticks and arrows from within its own file.
	"img-src 'self' data:",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');

const HEADERS = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy': POLICY,
	'x-frame-options': 'DENY',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=()',
	'x-robots-tag': 'noindex, nofollow',
	// Addresses are secrets, and so is what stands behind them.
	'cache-control': 'no-store',
	'referrer-policy': 'no-referrer',
	vary: 'accept',
};

/** Fills values into a text. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
	text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** What every page has. */
export interface Page {
	title: string;
	/** The path under which the gateway is reached, without a slash at its end. */
	base: string;
}

/**
 * Answers with a page.
 *
 * @param template its name
 * @param facts what it shows
 */
export function sendPage(
	reply: FastifyReply,
	template: string,
	{ base, ...facts }: Page & Record<string, unknown>,
): FastifyReply {
	const address = (name: string): string => `${base}/assets/${name}`;
	const body = eta.render(template, {
		...facts,
		base,
		t: TEXTS,
		fill,
		styles: [address(ASSETS.library.name), address(ASSETS.style.name)],
		script: address(ASSETS.setup.name),
	});
	return reply.headers(HEADERS).send(body);
}

interface Notice {
	title: string;
	text: string;
	what?: readonly string[];
}

/** A page that says one thing. @param address where to go on */
export const sendNotice = (
	reply: FastifyReply,
	base: string,
	{ notice, address }: { notice: Notice; address?: string },
): FastifyReply => sendPage(reply, 'notice', { base, title: notice.title, notice, address });
