import { describeFailure } from '../../nodes/QuickBooksEnterprise/transport/errors/describeFailure';
import type { AskedThing } from '../../nodes/QuickBooksEnterprise/transport/errors/askedThing';
import { LINK_WORDINGS } from '../../nodes/QuickBooksEnterprise/transport/errors/brokenLink';
import type { FailureDetails } from '../../nodes/QuickBooksEnterprise/transport/errors/failure';
import { QUICKBOOKS_STATUSES } from '../../nodes/QuickBooksEnterprise/transport/errors/quickBooksTable';
import type { Table } from './table';

/** What stands for the part of a message that varies. */
const VARIES = '…';

/** An answer that says that what was asked for is not there. */
function missing(asked: Partial<AskedThing>): FailureDetails {
	return {
		kind: 'answered',
		status: 404,
		isService: true,
		isMissing: true,
		isHub: asked.isHub,
		asked: { noun: 'thing', isHub: false, mayBeMissing: true, isWritten: false, ...asked },
	};
}

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
		'401 to a call through an instance: it was deleted meanwhile, or got another token',
		{ kind: 'answered', status: 401, isHub: true },
	],
	[
		'403: the role of the user does not allow it, or the instance is disabled',
		{ kind: 'answered', status: 403, isService: true },
	],
	['403 without a request ID: it is not of Cloud Elements', { kind: 'answered', status: 403 }],
	[
		'404: it was deleted, or belongs to another account or environment',
		missing({ noun: 'instance', id: VARIES }),
	],
	[
		'404 that does not say that it was deleted',
		{ ...missing({ noun: 'instance', id: VARIES }), isMissing: false },
	],
	['404: it was deleted, or belongs to another instance', missing({ isHub: true })],
	[
		'404: the instance was deleted meanwhile',
		{ ...missing({ isHub: true }), serviceMessage: 'No element instance found' },
	],
	['404 that says nothing of the record', { ...missing({ isHub: true }), isMissing: false }],
	['404: the address is wrong', { ...missing({}), isMissing: false }],
	[
		'404 without a request ID: it is not of Cloud Elements',
		{ kind: 'answered', status: 404, asked: undefined },
	],
	['407: it is of a proxy', { kind: 'answered', status: 407 }],
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

/** What a gateway says otherwise. */
const OF_GATEWAY: FailureDetails = { kind: 'answered', isGateway: true, isService: true };
const GATEWAY_FAILURES: Array<[string, FailureDetails]> = [
	['401: a secret is wrong', { ...OF_GATEWAY, status: 401 }],
	['400, 422: a value is not taken', { ...OF_GATEWAY, status: 400 }],
	[
		'403: the instance is disabled, or its company is not confirmed',
		{ ...OF_GATEWAY, status: 403 },
	],
	['409: something has to be settled first', { ...OF_GATEWAY, status: 409 }],
	[
		'502, 503: QuickBooks or its Web Connector cannot be reached',
		{ ...OF_GATEWAY, status: 502, isHub: true, outcome: 'notSent' },
	],
	['504: QuickBooks was busy', { ...OF_GATEWAY, status: 504, isHub: true, outcome: 'notSent' }],
	[
		'the gateway handed a write out and got no answer',
		{ ...OF_GATEWAY, status: 504, isHub: true, isWrite: true, outcome: 'unknown' },
	],
	[
		'the answers to a write were lost, all of them',
		{ ...OF_GATEWAY, kind: 'dropped', isHub: true, isWrite: true },
	],
	['500 to 599 that says nothing of QuickBooks', { ...OF_GATEWAY, status: 502 }],
];

/** Numbers of a sample are no part of what is said. */
function open(text: string): string {
	return text.replace(/60 (minutes|seconds)/, `${VARIES} $1`);
}

/** Failures of Cloud Elements and of the network. */
export function failureTable(): Table {
	return tableOf(FAILURES);
}

/** What a gateway says otherwise. */
export function gatewayTable(): Table {
	return tableOf(GATEWAY_FAILURES);
}

function tableOf(failures: ReadonlyArray<[string, FailureDetails]>): Table {
	const subjects = [{ action: VARIES }, { action: VARIES, record: { noun: 'record', id: VARIES } }];
	const rows = failures.flatMap(([when, details]) =>
		// Of something without an id nobody says that it is gone.
		subjects.slice(details.isHub && details.isMissing ? -1 : 0).map((subject) => {
			const { message, description } = describeFailure(details, subject);
			const [whatToDo] = description.split('\n');
			return [`\`${open(message)}\``, when, open(whatToDo)];
		}),
	);
	// Most failures are worded alike whatever they are about.
	const different = new Map(rows.map((cells) => [cells.join('|'), cells]));
	return { head: ['Message', 'When', 'What to do'], rows: [...different.values()] };
}

/** What QuickBooks, its connector and the tunnel say. */
export function quickBooksTable(): Table {
	const { tunnel, connector } = LINK_WORDINGS;
	const entries = [
		...QUICKBOOKS_STATUSES.map(({ codes, word }) => ({
			...word(VARIES, [VARIES, VARIES, VARIES]),
			codes,
		})),
		...[tunnel, connector].map((wording) => ({ ...wording, codes: [] })),
	];
	const rows = entries.map(({ message, mend, codes }) => [
		`\`${message}\``,
		codes.join(', ') || 'its words',
		mend,
	]);
	return { head: ['Message', 'Status', 'What to do'], rows };
}
