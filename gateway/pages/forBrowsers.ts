/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyInstance } from 'fastify';

const NAME = 'reader';
const BROWSER = 'browser';

/** For routes that answer who wants to see a page. Others at the same address answer everybody else. */
export const FOR_BROWSERS = { constraints: { [NAME]: BROWSER } };

/** Makes {@link FOR_BROWSERS} known to a server. */
export function knowBrowsers(app: FastifyInstance): void {
	app.addConstraintStrategy({
		name: NAME,
		storage: () => {
			const handlers = new Map<unknown, never>();
			return {
				get: (value) => handlers.get(value) ?? null,
				set: (value, handler) => void handlers.set(value, handler as never),
			};
		},
		deriveConstraint: ({ headers }) => (wantsPage(headers.accept) ? BROWSER : undefined),
	});
}

/** Whether a header `Accept` names pages, and no data before them. */
function wantsPage(accept = ''): boolean {
	const text = accept.toLowerCase();
	const at = text.indexOf('text/html');
	const dataAt = text.indexOf('application/json');
	return at >= 0 && (dataAt < 0 || at < dataAt);
}
