import { CallFailure } from '../../queue';
import type { Instance } from '../../store';
import { readCompany, type FirstCall } from '../company/facts';
import { identify } from '../company/identify';
import { PRODUCT } from '../company/product';
import type { ParametersOf } from '../soap/methods';
import { meaningOf, readHresult } from './hresult';
import { Login } from './login';
import type { ConnectorParts } from './parts';
import { Sessions, type LiveSession } from './sessions';

/** Between 0 and 99: the Web Connector shows a bar, and asks again (documented). */
const GO_ON = 50;
const DONE = 100;
const FAILED = -1;

const FIRST_RETRY_MS = 60_000;

/** Waits five seconds and asks again, in the same session (documented). */
const NO_OP = 'NoOp';

const EXPIRED = 'The session has expired. The Web Connector logs in again by itself.';
const NOTHING_LEFT = 'Nothing more to do for now.';

/** What the Web Connector is answered: the rules of a session, with neither SOAP nor HTTP in it. */
export class WebConnector {
	private readonly login: Login;

	private readonly sessions: Sessions;

	constructor(private readonly parts: ConnectorParts) {
		this.login = new Login(parts);
		this.sessions = new Sessions(parts);
	}

	/** Whether a ticket was ever given out: its session may be over by now. */
	async knows(ticket: string): Promise<boolean> {
		return (await this.sessions.find(ticket)) !== undefined;
	}

	readonly serverVersion = (): string => PRODUCT;

	/** Anything but the empty text opens a dialog on a computer where nobody may sit (documented). */
	readonly clientVersion = (): string => '';

	async authenticate(
		{ strUserName, strPassword }: ParametersOf<'authenticate'>,
		address: string,
	): Promise<[string, string]> {
		const instance = await this.login.check(strUserName, strPassword, address);
		if (!instance) return ['', 'nvu'];
		const { logins } = this.parts.companies.of(instance);
		return await logins.take(async () => await this.welcome(instance));
	}

	private async welcome(instance: Instance): Promise<[string, string]> {
		const { companies, settings, clock } = this.parts;
		const { queue, presence } = companies.of(instance);
		const open = await this.sessions.openOf(instance.id);
		if (open) {
			// The Web Connector gives a session up when a call fails (observed), as each one does while the gateway is down.
			const isAlive =
				this.sessions.hasCalled(open) && clock.now() - open.lastCallAtMs < settings.staleMs;
			if (isAlive) return ['', 'busy'];
			await this.end(open, 'Another log-in has replaced this session.');
		}
		const { company, lastError } = instance.facts.connector;
		// The first session tells which company it is. Where QuickBooks does not open, it is not tried at every call.
		const isPaused = clock.now() - (lastError?.atMs ?? -Infinity) < FIRST_RETRY_MS;
		const hasWork = (await queue.findWork()) || (!company && !isPaused);
		if (instance.facts.disabled || !hasWork) {
			presence.loggedIn(false);
			return [this.sessions.openNone(), 'none'];
		}
		presence.loggedIn(true);
		const file = company?.fileName ?? '';
		return [await this.sessions.open(instance.id, file !== ''), file];
	}

	async sendRequestXML(call: { ticket: string } & FirstCall, address: string): Promise<string> {
		const session = await this.begin(call.ticket);
		if (!session || session.closedAtMs !== undefined) return '';
		const { companies, store, clock, settings } = this.parts;
		const instance = await store.instance(session.instanceId);
		if (!instance) return await this.endWith(session, EXPIRED);
		const { queue, presence } = companies.of(instance);
		presence.opened();
		if (!session.hasBegun) {
			const company = readCompany(call);
			const rules = { ...this.parts, asksForCompany: settings.asksForCompany };
			const refusal = await identify(rules, instance, company, {
				nowMs: clock.now(),
				address,
			});
			if (refusal !== undefined) {
				await queue.failQueued(new CallFailure('away', 'notSent', OTHER_FILE, refusal));
				await queue.isOtherCompany(refusal);
				return await this.endWith(session, refusal);
			}
			session.hasBegun = true;
			await this.sessions.note(session);
		} else if (!instance.facts.connector.company) {
			// Somebody said meanwhile that these are the wrong books.
			return await this.endWith(session, EXPIRED);
		}
		const document = await this.next(session, queue);
		if (document !== undefined) return document;
		const now = clock.now();
		const isOver =
			now - session.lastWorkAtMs >= settings.quietMs ||
			(this.isAtLimit(session) && !queue.isIterating);
		return isOver ? await this.endWith(session, NOTHING_LEFT) : '';
	}

	async receiveResponseXML({
		ticket,
		response,
		hresult,
		message,
	}: ParametersOf<'receiveResponseXML'>): Promise<number> {
		const session = await this.begin(ticket);
		const instance = session && (await this.parts.store.instance(session.instanceId));
		if (!session || !instance) return FAILED;
		const { companies, clock } = this.parts;
		const { queue } = companies.of(instance);
		session.lastWorkAtMs = clock.now();
		if (hresult !== '' || response === '') {
			const code = readHresult(hresult);
			const { isNotExecuted = false, endsSession = false, advice } = meaningOf(code);
			await queue.refuse(session.id, { isNotExecuted, code, words: words(code, message, advice) });
			if (endsSession) return await this.endWith(session, words(code, message, advice), FAILED);
		} else {
			await queue.receive(session.id, response);
		}
		if (session.closedAtMs !== undefined) return FAILED;
		if (!this.isAtLimit(session) || queue.isIterating) return GO_ON;
		return await this.endWith(session, NOTHING_LEFT, DONE);
	}

	async connectionError({
		ticket,
		hresult,
		message,
	}: ParametersOf<'connectionError'>): Promise<string> {
		const session = await this.begin(ticket);
		const instance = session && (await this.parts.store.instance(session.instanceId));
		// What waits now is no longer for a session that is over.
		if (!session || !instance || session.closedAtMs !== undefined) return 'done';
		const { companies, store, clock } = this.parts;
		const { queue, presence } = companies.of(instance);
		const code = readHresult(hresult);
		const { advice, mayBeOtherPath } = meaningOf(code);
		if (mayBeOtherPath && session.hasNamedFile && session.connectionErrors === 0) {
			// The empty text is whatever is open (documented); which company that is is checked before any work.
			session.connectionErrors += 1;
			await this.sessions.note(session);
			return '';
		}
		presence.opened();
		const text = words(code, message, advice);
		await queue.failQueued(new CallFailure('away', 'notSent', UNREACHABLE, text));
		const lastError = { atMs: clock.now(), message: text, code };
		await store.changeInstance(instance.id, ({ facts, ...rest }) => ({
			...rest,
			facts: { ...facts, connector: { ...facts.connector, lastError } },
		}));
		await this.end(session, text);
		return 'done';
	}

	async getLastError({ ticket }: ParametersOf<'getLastError'>): Promise<string> {
		const session = await this.begin(ticket);
		if (!session) return EXPIRED;
		return session.lastError ?? (session.closedAtMs === undefined ? NO_OP : EXPIRED);
	}

	async closeConnection({ ticket }: ParametersOf<'closeConnection'>): Promise<string> {
		const session = await this.begin(ticket);
		if (session) await this.end(session);
		return 'OK';
	}

	readonly getServerVersion = (): string => PRODUCT;

	/** Nothing here ever asks for the interactive mode. */
	readonly getInteractiveURL = (): string => '';

	readonly interactiveDone = (): string => 'Done';

	readonly interactiveRejected = (): string => '';

	/** Notes that a call came with the ticket. */
	private async begin(ticket: string): Promise<LiveSession | undefined> {
		const session = await this.sessions.find(ticket);
		if (!session) return undefined;
		const instance = await this.parts.store.instance(session.instanceId);
		if (!instance) {
			this.sessions.forget(session);
			return undefined;
		}
		this.parts.companies.of(instance).presence.seen();
		if (session.closedAtMs === undefined) await this.sessions.touch(session);
		return session;
	}

	/** The next document; where there is none yet, one that comes within a moment. */
	private async next(
		session: LiveSession,
		queue: ReturnType<ConnectorParts['companies']['of']>['queue'],
	): Promise<string | undefined> {
		const { clock, settings } = this.parts;
		// At its limit a session hands nothing new out: the company file is to be free for a moment.
		const which = this.isAtLimit(session) ? 'begun' : 'all';
		if (which === 'begun' && !queue.isIterating) return undefined;
		let document = await queue.take(session.id, which);
		if (document === undefined && settings.holdMs > 0) {
			await queue.whenWork(settings.holdMs);
			// It may have been replaced meanwhile.
			if (session.closedAtMs !== undefined) return undefined;
			await this.sessions.touch(session);
			document = await queue.take(session.id, which);
		}
		if (document !== undefined) session.lastWorkAtMs = clock.now();
		return document;
	}

	private isAtLimit({ openedAtMs }: LiveSession): boolean {
		const { clock, settings } = this.parts;
		return clock.now() - openedAtMs >= settings.sessionMs;
	}

	/** The session has no further use: the Web Connector is told so in words, and closes it. */
	private async endWith<T extends number | string = ''>(
		session: LiveSession,
		reason: string,
		answer: T = '' as T,
	): Promise<T> {
		await this.end(session, reason);
		return answer;
	}

	private async end(session: LiveSession, reason?: string): Promise<void> {
		await this.sessions.close(session, reason);
		const instance = await this.parts.store.instance(session.instanceId);
		if (instance) await this.parts.companies.of(instance).queue.sessionEnded(session.id);
	}
}

const OTHER_FILE = 'Another company file is open in QuickBooks. Nothing was sent.';
const UNREACHABLE = 'Unable to reach QuickBooks. Nothing was sent.';

/** QuickBooks' own words first, since they may hold the real reason. */
const words = (code: string, message: string, advice: string): string =>
	[message.trim(), advice, code && `(${code})`].filter((part) => part !== '').join(' ');
