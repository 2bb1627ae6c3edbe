import { fastify, type FastifyInstance } from 'fastify';

import {
	Companies,
	connectRoutes,
	qbwcRoutes,
	USUAL_SETTINGS,
	WebConnector,
	withNewPassword,
	type SessionSettings,
} from '../../../../gateway/connector';
import { OWNER_ID } from '../../../../gateway/connector/company/product';
import { makeKey, MemoryStore, Vault, type Store } from '../../../../gateway/store';
import { draft } from '../../store/support/draft';
import { ManualClock } from '../../support/manualClock';
import { Notes } from '../../queue/support/queue';
import { call } from './client';

export const PUBLIC_URL = 'https://books.example.com';
export const FILE = 'C:\\Books\\smith.qbw';
const WEEK_MS = 7 * 86_400_000;
const MAX_BYTES = 200_000;

/** A gateway as far as the Web Connector sees it, with instances `a` and `b`. */
export async function makeGateway(settings: Partial<SessionSettings> = {}, maxBytes = MAX_BYTES) {
	const store: Store = new MemoryStore();
	const clock = new ManualClock();
	const vault = new Vault(makeKey());
	const add = async (name: string, connector: object = {}) => {
		const plain = draft(name, { link: `link-${name}` });
		const linkExpiresAtMs = clock.now() + WEEK_MS;
		Object.assign(plain.facts.connector, { linkExpiresAtMs, ...connector });
		return await store.addInstance(withNewPassword(vault, plain));
	};
	const [a, b] = [await add('a'), await add('b')];
	const log = new Notes();
	const life = { apps: [] as FastifyInstance[] };

	/** A process of the gateway over what is kept. */
	const start = async () => {
		const companies = new Companies({ store, clock, log, waitMs: 50_000, resendMs: 900_000 });
		const all = {
			store,
			vault,
			clock,
			companies,
			log,
			settings: { ...USUAL_SETTINGS, ...settings },
		};
		const app = fastify();
		const webConnector = new WebConnector(all);
		await app.register(qbwcRoutes, { webConnector, publicUrl: PUBLIC_URL, maxBytes });
		await app.register(connectRoutes, { ...all, publicUrl: PUBLIC_URL, intervalSeconds: 5 });
		life.apps.push(app);
		return { app, companies };
	};
	const passwords = new Map<string, string>();
	const passwordOf = (name: string): string | undefined => passwords.get(`user-${name}`);
	const close = async () => await Promise.all(life.apps.map(async (app) => await app.close()));
	return {
		store,
		clock,
		vault,
		log,
		a,
		b,
		add,
		start,
		close,
		passwords,
		passwordOf,
		...(await start()),
	};
}

export type Gateway = Awaited<ReturnType<typeof makeGateway>>;

/** What QuickBooks says in the first call of a session. */
export function hcp(name = 'Smith &amp; Sons', fileId?: string): string {
	const mark =
		fileId === undefined
			? ''
			: `<DataExtRet><OwnerID>${OWNER_ID}</OwnerID><DataExtName>FileID</DataExtName><DataExtType>STR255TYPE</DataExtType><DataExtValue>${fileId}</DataExtValue></DataExtRet>`;
	return `<?xml version="1.0" ?><QBXML><QBXMLMsgsRs><HostQueryRs requestID="0" statusCode="0"><HostRet><ProductName>QuickBooks Enterprise Solutions 24.0</ProductName><Country>US</Country><SupportedQBXMLVersion>16.0</SupportedQBXMLVersion><SupportedQBXMLVersion>1.0</SupportedQBXMLVersion><SupportedQBXMLVersion>13.0</SupportedQBXMLVersion><SupportedQBXMLVersion>CA2.0</SupportedQBXMLVersion></HostRet></HostQueryRs><CompanyQueryRs requestID="1" statusCode="0"><CompanyRet><CompanyName>${name}</CompanyName>${mark}</CompanyRet></CompanyQueryRs><PreferencesQueryRs requestID="2" statusCode="0"><PreferencesRet><MultiCurrencyPreferences><IsMultiCurrencyOn>true</IsMultiCurrencyOn><HomeCurrencyRef><FullName>US Dollar</FullName></HomeCurrencyRef></MultiCurrencyPreferences></PreferencesRet></PreferencesQueryRs></QBXMLMsgsRs></QBXML>`;
}

export const first = (strHCPResponse = hcp(), strCompanyFileName = FILE) => ({
	strHCPResponse,
	strCompanyFileName,
	qbXMLCountry: 'US',
	qbXMLMajorVers: '16',
	qbXMLMinorVers: '0',
});

/** Logs in as the Web Connector of an instance. @returns the ticket and what it says */
export async function login(
	{ store, passwords }: Pick<Gateway, 'passwords' | 'store'>,
	app: FastifyInstance,
	name: string,
	password?: string,
): Promise<string[]> {
	const strUserName = `user-${name}`;
	const instance = await store.findInstance({ username: strUserName });
	// The gateway forgets it after the first log-in; the Web Connector does not.
	const strPassword = password ?? instance?.secrets.password ?? passwords.get(strUserName) ?? '';
	if (password === undefined) passwords.set(strUserName, strPassword);
	return await call(app, 'authenticate', { strUserName, strPassword });
}

/** Connects an instance: its first session, to the end. */
export async function connect(gateway: Gateway, name = 'a', of = first()): Promise<void> {
	const { app } = gateway;
	const [ticket] = await login(gateway, app, name);
	expect(await idle(gateway, app, ticket, of)).toBe('');
	await call(app, 'closeConnection', { ticket });
}

/** Asks for a document where there is none, and waits as long as the gateway holds. */
export async function idle(
	{ clock }: Gateway,
	app: FastifyInstance,
	ticket: string,
	of = first(''),
): Promise<string> {
	let isAnswered = false;
	const asked = call(app, 'sendRequestXML', { ticket, ...of }).finally(() => (isAnswered = true));
	// Where the session ends, nobody waits.
	await clock.whenPlanned(3_000, () => isAnswered);
	if (!isAnswered) await clock.pass(3_000);
	return (await asked)[0];
}
