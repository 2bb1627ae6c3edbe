/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a server of its own may have dependencies */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyPluginAsync } from 'fastify';

const YEAR_SECONDS = 31_536_000;

/** A file that the pages use. Its name changes with its contents, so that it can be kept for good. */
interface Asset {
	name: string;
	type: string;
	content: string;
}

function asset(file: string, type: string): Asset {
	const content = readFileSync(file, 'utf8');
	const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
	const { name, ext } = path.parse(file);
	return { name: `${name}.${hash}${ext}`, type: `${type}; charset=utf-8`, content };
}

const own = (name: string): string => path.join(__dirname, 'assets', name);

/** The style library pico and what belongs to the gateway: nothing comes from a third party. */
export const ASSETS = {
	library: asset(require.resolve('@picocss/pico/css/pico.min.css'), 'text/css'),
	style: asset(own('page.css'), 'text/css'),
	setup: asset(own('setup.js'), 'text/javascript'),
} as const satisfies Record<string, Asset>;

/** `/assets/{name}` */
export const assetRoutes: FastifyPluginAsync = async (app) => {
	for (const { name, type, content } of Object.values(ASSETS)) {
		app.get(`/assets/${name}`, async (_request, reply) =>
			reply
				.headers({
					'content-type': type,
					'cache-control': `public, max-age=${YEAR_SECONDS}, immutable`,
					'cross-origin-resource-policy': 'same-origin',
				})
				.send(content),
		);
	}
};
