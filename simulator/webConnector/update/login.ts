/* eslint-disable @n8n/community-nodes/require-node-api-error */
import { WebConnectorError } from '../faults';
import type { Setup } from '../options';
import type { Endpoint } from '../soap/endpoint';
import type { Application } from './application';
import { Ended, type Outcome } from './outcome';

/** A log-in that leads on to QuickBooks. */
export interface Login {
	ticket: string;
	/** Empty for the company file that is open. */
	companyFile: string;
}

/** Both say which versions there are. A server without them is one that the Web Connector goes on with. */
async function tolerated(call: Promise<unknown>, log: Setup['log']): Promise<unknown> {
	try {
		return await call;
	} catch (error) {
		if (!(error instanceof WebConnectorError)) throw error;
		log(`${error.message} Allowing update operation.`);
		return null;
	}
}

function isOlder(version: string, than: string): boolean {
	const [own, other] = [version, than].map((text) => text.split('.').map(Number));
	const at = other.findIndex((part, index) => part !== (own[index] ?? 0));
	return at >= 0 && (own[at] ?? 0) < other[at];
}

/** Nothing to say goes on; `W:` asks the user, `E:` stops, `O:` wants a version. */
function heed(text: string, { version, user }: Setup): void {
	if (text === '') return;
	const [, kind, rest] = /^([WEO]):(.*)$/s.exec(text) ?? [];
	if (kind === 'W' && user?.acceptsWarning?.(rest)) return;
	if (kind === 'W') throw new Ended('notStarted', `A warning waits for the user: ${rest}`);
	if (kind === 'E') throw new Ended('notStarted', rest);
	if (kind === 'O' && /^\d+(\.\d+)*$/.test(rest)) {
		if (isOlder(version, rest)) throw new Ended('notStarted', `Version ${rest} is required.`);
		return;
	}
	throw new WebConnectorError('QBWC1046', `clientVersion answered "${text}"`);
}

/** Seconds as .NET reads a number; nothing for an empty text. */
function secondsIn(text: string | null | undefined): number | undefined {
	if (text === undefined || text === null || text.trim() === '') return undefined;
	if (/^\s*\d{1,9}\s*$/.test(text)) return Number(text);
	throw new WebConnectorError('QBWC1012', 'Input string was not in a correct format.');
}

/**
 * The beginning of an update: versions and log-in.
 *
 * @param outcome gets what the server says of the next update.
 * @throws Ended where the server has no work or wants none to be done, WebConnectorError where it cannot be understood.
 */
export async function logIn(
	endpoint: Endpoint,
	application: Application,
	setup: Setup,
	outcome: Outcome,
): Promise<Login> {
	const { log, version } = setup;
	await tolerated(endpoint.call('serverVersion', {}), log);
	const answer = await tolerated(endpoint.call('clientVersion', { strVersion: version }), log);
	heed(typeof answer === 'string' ? answer : '', setup);
	const result = await endpoint.call('authenticate', {
		strUserName: application.qwc.userName,
		strPassword: application.password,
	});
	if (!Array.isArray(result)) {
		throw new WebConnectorError(
			'QBWC2012',
			'Authentication failed: Object reference not set to an instance of an object.',
		);
	}
	const members = result as Array<string | null>;
	if (members.length < 2 || members.length > 4 || members[0] === null || members[1] === null) {
		throw new WebConnectorError('QBWC1012', 'Index was outside the bounds of the array.');
	}
	const [ticket, companyFile] = members as string[];
	application.lastTicket = ticket;
	const [postponed, least] = members.slice(2).map(secondsIn);
	if (postponed !== undefined) outcome.postponedMs = postponed * 1000;
	if (least !== undefined) outcome.leastIntervalMs = least * 1000;
	await endWithoutWork(endpoint, ticket, companyFile.toLowerCase(), setup);
	if (application.isAutoRun && postponed !== undefined) {
		throw new Ended('postponed', 'Update postponed by application');
	}
	return { ticket, companyFile };
}

const WITHOUT_WORK = {
	none: 'No data exchange required',
	nvu: 'The user name or the password is not valid',
	busy: 'The application is busy',
} as const;

async function endWithoutWork(
	endpoint: Endpoint,
	ticket: string,
	word: string,
	{ closesWithoutWork }: Setup,
): Promise<void> {
	if (!Object.hasOwn(WITHOUT_WORK, word)) return;
	const ending = word as keyof typeof WITHOUT_WORK;
	if (closesWithoutWork && ending !== 'busy') await endpoint.text('closeConnection', { ticket });
	throw new Ended(ending, WITHOUT_WORK[ending]);
}
