/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- a server of its own */
import { isIP } from 'node:net';
import { parseArgs } from 'node:util';

import { USUAL_SETTINGS, type SessionSettings } from '../connector';
import type { CodePage } from '../qbxml';

/** How a gateway is to run. */
export interface GatewayOptions {
	port: number;
	host: string;
	publicUrl: string;
	/** Folder of the embedded database, the key and the secrets. */
	data: string;
	databaseUrl?: string;
	userSecret?: string;
	organizationSecret?: string;
	encryptionKey?: string;
	waitMs: number;
	resendMs: number;
	sessions: SessionSettings;
	codePage: CodePage;
	trustProxy?: string;
	metricsToken?: string;
}

/** What is wrong with flags and variables: all of it at once. */
export class OptionsError extends Error {
	constructor(readonly problems: readonly string[]) {
		super(problems.join('\n'));
		this.name = 'OptionsError';
	}
}

export const USAGE = `Starts the gateway between n8n and QuickBooks Enterprise.

  npx quickbooks-enterprise-gateway [options]      in a clone of the repository: npm run gateway -- [options]

  --port N            where it listens (GATEWAY_PORT, default 8080)
  --host A            (GATEWAY_HOST, default 127.0.0.1)
  --public-url URL    how the company's computer reaches it (GATEWAY_PUBLIC_URL): https with a host name,
                      or http for localhost; default http://localhost:<port>
  --data FOLDER       embedded database, key and secrets (GATEWAY_DATA, default ./gateway-data)
  --database-url URL  PostgreSQL instead (GATEWAY_DATABASE_URL); then GATEWAY_USER_SECRET,
                      GATEWAY_ORGANIZATION_SECRET and GATEWAY_ENCRYPTION_KEY are needed
  --help              this text

  npx quickbooks-enterprise-gateway backup FOLDER [options]      copies database, key and secrets of a gateway,
                      which may be running with the same options, into an empty folder

  GATEWAY_METRICS_TOKEN opens /metrics to whoever sends it as a Bearer token. docs/gateway.md has the other variables.
`;

const FLAGS = {
	port: { type: 'string' },
	host: { type: 'string' },
	'public-url': { type: 'string' },
	data: { type: 'string' },
	'database-url': { type: 'string' },
	help: { type: 'boolean' },
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads flags and variables; a flag wins. An empty variable counts as not set.
 *
 * @returns undefined where help was asked for
 * @throws OptionsError with all that is wrong; it quotes no secret
 */
export function readOptions(args: string[], env: Environment): GatewayOptions | undefined {
	const problems: string[] = [];
	const flags = readFlags(args);
	if (flags.help) return undefined;
	const given = (flag: string | undefined, variable: string): string | undefined =>
		flag ?? (env[variable] || undefined);
	const whole = (
		text: string | undefined,
		name: string,
		fallback: number,
		most: number,
	): number => {
		if (text === undefined) return fallback;
		if (/^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text);
		problems.push(`${name} must be a whole number up to ${most}, not "${text}".`);
		return fallback;
	};
	const seconds = (variable: string, usualMs: number, most: number): number =>
		whole(env[variable] || undefined, variable, usualMs / 1_000, most) * 1_000;

	const minutes = (variable: string, usual: number, most: number): number =>
		whole(env[variable] || undefined, variable, usual, most) * 60_000;

	const port = whole(given(flags.port, 'GATEWAY_PORT'), '--port', 8080, 65_535);
	const databaseUrl = given(flags['database-url'], 'GATEWAY_DATABASE_URL');
	const options: GatewayOptions = {
		port,
		host: given(flags.host, 'GATEWAY_HOST') ?? '127.0.0.1',
		publicUrl: given(flags['public-url'], 'GATEWAY_PUBLIC_URL') ?? `http://localhost:${port}`,
		data: given(flags.data, 'GATEWAY_DATA') ?? './gateway-data',
		databaseUrl,
		userSecret: env.GATEWAY_USER_SECRET || undefined,
		organizationSecret: env.GATEWAY_ORGANIZATION_SECRET || undefined,
		encryptionKey: env.GATEWAY_ENCRYPTION_KEY || undefined,
		waitMs: seconds('GATEWAY_WAIT_SECONDS', 50_000, 3_600),
		resendMs: minutes('GATEWAY_RESEND_MINUTES', 15, 1_440),
		sessions: {
			...USUAL_SETTINGS,
			holdMs: seconds('GATEWAY_HOLD_SECONDS', USUAL_SETTINGS.holdMs, 90),
			quietMs: seconds('GATEWAY_QUIET_SECONDS', USUAL_SETTINGS.quietMs, 3_600),
			sessionMs: seconds('GATEWAY_SESSION_SECONDS', USUAL_SETTINGS.sessionMs, 86_400),
			asksForCompany: !/^(false|0|no)$/i.test(env.GATEWAY_CONFIRM_COMPANY ?? ''),
		},
		codePage: env.GATEWAY_CODE_PAGE === 'other' ? 'other' : 'windows-1252',
		trustProxy: env.GATEWAY_TRUST_PROXY || undefined,
		metricsToken: env.GATEWAY_METRICS_TOKEN || undefined,
	};
	if (!['', 'other', 'windows-1252'].includes(env.GATEWAY_CODE_PAGE ?? '')) {
		problems.push('GATEWAY_CODE_PAGE must be windows-1252 or other.');
	}
	problems.push(...problemsOfUrl(options.publicUrl), ...missingSecrets(options));
	if (problems.length > 0) throw new OptionsError(problems);
	return { ...options, publicUrl: options.publicUrl.replace(/\/+$/, '') };
}

function readFlags(args: string[]) {
	try {
		return parseArgs({ args, options: FLAGS }).values;
	} catch (error) {
		throw new OptionsError([(error as Error).message]);
	}
}

/** The Web Connector refuses http but for localhost, and addresses in digits (documented). */
function problemsOfUrl(text: string): string[] {
	if (!URL.canParse(text)) return [`--public-url is no address: "${text}".`];
	const { protocol, hostname, username, search, hash } = new URL(text);
	const isLocal = hostname === 'localhost';
	if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) {
		return ['--public-url must have a host name: the Web Connector refuses addresses in digits.'];
	}
	if (protocol !== 'https:' && !(protocol === 'http:' && isLocal)) {
		return ['--public-url must begin with https://; http is for localhost alone.'];
	}
	if (username !== '' || search !== '' || hash !== '') {
		return ['--public-url must have no user name, no query and no fragment.'];
	}
	return [];
}

/** Several processes may use one PostgreSQL, so nothing of it is made up by one of them. */
function missingSecrets(options: GatewayOptions): string[] {
	if (options.databaseUrl === undefined) return [];
	const needed = {
		GATEWAY_USER_SECRET: options.userSecret,
		GATEWAY_ORGANIZATION_SECRET: options.organizationSecret,
		GATEWAY_ENCRYPTION_KEY: options.encryptionKey,
	};
	return Object.entries(needed)
		.filter(([, value]) => value === undefined)
		.map(([name]) => `${name} has to be set when PostgreSQL is used.`);
}
