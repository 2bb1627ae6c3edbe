import { describeFailure } from '../../nodes/QuickBooksEnterprise/transport/describeFailure';
import type { FailureDetails } from '../../nodes/QuickBooksEnterprise/transport/failure';
import { QUICKBOOKS_STATUSES } from '../../nodes/QuickBooksEnterprise/transport/quickBooksStatus';

/** What stands for the part of a message that varies. */
const VARIES = '…';

/** Failures that differ in their words, by when they come. */
const FAILURES: Array<[string, FailureDetails]> = [
	[
		'no connection: a wrong host, no network, a firewall, a certificate that is not trusted',
		{ kind: 'unreached' },
	],
	[
		'n8n refused to send it, for example because of its SSRF protection; the lines below say why',
		{ kind: 'blocked', reason: VARIES },
	],
	['no answer in time', { kind: 'timedOut', timeoutMs: 60_000 }],
	['the connection ended before the answer', { kind: 'dropped' }],
	['no whole JSON, or of another form: a proxy, a wrong address', { kind: 'unreadable' }],
	['a redirect', { kind: 'redirected', redirectHost: VARIES }],
	['the run was stopped', { kind: 'cancelled' }],
	['400, 422: a value is not taken', { kind: 'answered', status: 400 }],
	[
		'401: a secret is wrong, the two belong to different accounts, or the environment is the wrong one',
		{ kind: 'answered', status: 401 },
	],
	[
		'403: the role of the user does not allow it, or the instance is disabled',
		{ kind: 'answered', status: 403 },
	],
	[
		'404: it was deleted, belongs to another account or environment, or the address is wrong',
		{ kind: 'answered', status: 404 },
	],
	['409', { kind: 'answered', status: 409 }],
	['413, or 429 about the size', { kind: 'answered', status: 413 }],
	['429, also after the last attempt', { kind: 'answered', status: 429 }],
	[
		'500 to 599: Cloud Elements, the tunnel, the connector or QuickBooks does not work',
		{ kind: 'answered', status: 500 },
	],
	['any other status', { kind: 'answered', status: 418 }],
	[
		'a `Retry-After` of more than five minutes',
		{ kind: 'answered', status: 503, retryAfterMs: 3_600_000 },
	],
];

function row(cells: string[]): string {
	return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}

/** Numbers of a sample are no part of what is said. */
function open(text: string): string {
	return text.replace(/60 (minutes|seconds)/, `${VARIES} $1`);
}

/** The rows about Cloud Elements and the network: message, when it comes, what to do. */
export function failureRows(): string[] {
	const subjects = [
		{ action: VARIES },
		{ action: VARIES, instanceId: VARIES },
		{ action: VARIES, record: { noun: 'record', id: VARIES } },
	];
	const rows = FAILURES.flatMap(([when, details]) =>
		subjects.map((subject) => {
			const { message, description } = describeFailure(details, subject);
			const what = description.split('\n')[0];
			return row([`\`${open(message)}\``, when, open(what)]);
		}),
	);
	return [...new Set(rows)];
}

/** The rows about QuickBooks, its connector and the tunnel: message, status codes, what to do. */
export function quickBooksRows(): string[] {
	return QUICKBOOKS_STATUSES.map(({ codes, word }) => {
		const { message, mend } = word(VARIES, [VARIES, VARIES, VARIES]);
		return row([`\`${message}\``, codes.join(', ') || 'its words', mend]);
	});
}
