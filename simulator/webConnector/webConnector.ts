/* eslint-disable @n8n/community-nodes/require-node-api-error */
import { REAL_CLOCK } from './clock';
import { stamp, unstamp } from './computer/company';
import { comFaultOf, WebConnectorError } from './faults';
import type { Setup, WebConnectorOptions } from './options';
import { readQwc, type QwcFile } from './qwcFile';
import { Endpoint } from './soap/endpoint';
import { Http } from './soap/http';
import type { Application } from './update/application';
import type { Outcome } from './update/outcome';
import { update } from './update/update';

function setupOf(options: WebConnectorOptions, leaving: AbortSignal): Setup {
	return {
		clock: REAL_CLOCK,
		version: '34.0.10.2',
		computerName: 'BACK-OFFICE',
		noOpPauseMs: 5000,
		httpTimeoutMs: 100_000,
		closesWithoutWork: true,
		connectionTries: 10,
		leavesEmptyOut: false,
		log: () => undefined,
		...options,
		leaving,
	};
}

/** A Web Connector of one user at one computer, which calls servers as the real one does. */
export class WebConnector {
	readonly applications: Application[] = [];
	private readonly setup: Setup;
	private readonly http: Http;
	/** One update at a time for a user at a computer: the others wait. */
	private turn: Promise<unknown> = Promise.resolve();
	/** Set off when the user leaves. */
	private readonly leaving = new AbortController();
	private isStarted = false;
	/** Ends the pause of the scheduler, as there is something new in the list. */
	private wake = (): void => undefined;
	private running: Promise<void> = Promise.resolve();

	constructor(options: WebConnectorOptions) {
		this.setup = setupOf(options, this.leaving.signal);
		const { httpTimeoutMs: timeoutMs, certificateAuthority } = this.setup;
		this.http = new Http({ timeoutMs, certificateAuthority });
	}

	/**
	 * Adds an application, as opening its `.qwc` file and allowing it in QuickBooks does. It is bound to the company file
	 * that is open then.
	 *
	 * @param qwc the text of the file.
	 * @throws WebConnectorError with the code that a user would see.
	 */
	async add(
		qwc: string,
		{ password, isAutoRun = false }: { password?: string; isAutoRun?: boolean } = {},
	): Promise<Application> {
		const file = readQwc(qwc);
		if (file.isReadOnly) throw new WebConnectorError('QBWC1080', 'the application is read-only');
		await this.checkAddresses(file);
		const known = this.applications.findIndex(
			({ qwc: { appUniqueName } }) =>
				appUniqueName !== undefined && appUniqueName === file.appUniqueName,
		);
		const isSame =
			known >= 0 &&
			this.applications[known].qwc.fileId === file.fileId &&
			this.applications[known].qwc.ownerId === file.ownerId;
		if (!isSame) await this.inCompany((session) => stamp(session, file));
		const application: Application = {
			qwc: file,
			password: password ?? this.applications[known]?.password,
			isAutoRun,
			intervalMs: file.intervalMs,
			status: '',
		};
		if (known >= 0) this.applications[known] = application;
		else this.applications.push(application);
		this.wake();
		return application;
	}

	/** Removes an application, and its mark from the company file where that one is open. */
	async remove(application: Application): Promise<void> {
		const at = this.applications.indexOf(application);
		if (at >= 0) this.applications.splice(at, 1);
		await this.inCompany((session) => unstamp(session, application.qwc)).catch((error: unknown) => {
			if (!(error instanceof WebConnectorError)) throw error;
		});
	}

	/** "Update Selected": one update of an application, once no other one is under way. */
	async update(application: Application): Promise<Outcome> {
		const turn = this.turn.then(async () => await this.updateNow(application));
		this.turn = turn.catch(() => undefined);
		return await turn;
	}

	/** Asks a server for its version, as the window with more information on an application does. */
	async serverVersion({ qwc, lastTicket: ticket = '' }: Application): Promise<string> {
		return await new Endpoint(this.http, qwc.appUrl, qwc.style).text('getServerVersion', {
			ticket,
		});
	}

	/** Lets applications with Auto-Run have their updates by themselves, until {@link stop}. */
	start(): void {
		if (this.isStarted) return;
		this.isStarted = true;
		this.running = this.schedule(this.leaving.signal);
	}

	/** Leaves the Web Connector for good: a call that is under way is waited for, a pause is not. */
	async stop(): Promise<void> {
		this.leaving.abort();
		await this.running;
		await this.turn;
		this.http.close();
	}

	/** Ends it as the task manager does: a call that is under way breaks off. */
	async kill(): Promise<void> {
		this.http.close();
		await this.stop();
	}

	private async schedule(signal: AbortSignal): Promise<void> {
		while (!signal.aborted) {
			const nowMs = this.setup.clock.nowMs();
			const waiting = this.applications
				.filter(({ isAutoRun, intervalMs }) => isAutoRun && intervalMs !== undefined)
				.sort((a, b) => (a.nextRunMs ?? nowMs) - (b.nextRunMs ?? nowMs));
			const [next] = waiting;
			const leftMs = next ? (next.nextRunMs ?? nowMs) - nowMs : 1000;
			if (next && leftMs <= 0) {
				await this.update(next);
				continue;
			}
			const pause = new AbortController();
			this.wake = () => pause.abort();
			const either = AbortSignal.any([signal, pause.signal]);
			await this.setup.clock.wait(leftMs, either).catch(() => undefined);
		}
	}

	/** The interval is the shortest time from the begin of one update to that of the next. */
	private async updateNow(application: Application): Promise<Outcome> {
		const { setup, http } = this;
		const { appUrl, style } = application.qwc;
		const startedMs = setup.clock.nowMs();
		application.lastRunMs = startedMs;
		const outcome = await update(new Endpoint(http, appUrl, style), application, setup);
		application.status = outcome.status;
		const { intervalMs, isAutoRun } = application;
		if (!isAutoRun || intervalMs === undefined) return outcome;
		const leastMs = Math.max(intervalMs, outcome.leastIntervalMs ?? 0);
		application.intervalMs = leastMs;
		application.nextRunMs = startedMs + (outcome.postponedMs ?? leastMs);
		return outcome;
	}

	/** Plain requests without a log-in, before an application is added. */
	private async checkAddresses({ certUrl, appSupport }: QwcFile): Promise<void> {
		const status = async (url: string, code: string) => {
			try {
				return (await this.http.get(url)).status;
			} catch (error) {
				throw new WebConnectorError(code, (error as Error).message);
			}
		};
		if ((await status(certUrl, 'QBWC1048')) !== 200) {
			throw new WebConnectorError('QBWC1048', 'the certificate cannot be verified');
		}
		if (![200, 202].includes(await status(appSupport, 'QBWC1004'))) {
			throw new WebConnectorError('QBWC1003', 'AppSupport cannot be reached');
		}
	}

	private async inCompany(
		action: (session: Awaited<ReturnType<Setup['desktop']['beginSession']>>) => Promise<void>,
	): Promise<void> {
		try {
			const session = await this.setup.desktop.beginSession('');
			await action(session).finally(() => session.close());
		} catch (error) {
			const fault = comFaultOf(error);
			if (!fault) throw error;
			throw new WebConnectorError('QBWC1039', `${fault.hresult} ${fault.message}`);
		}
	}
}
