import { seedCompany } from '../../../../simulator/quickBooks';
import { QuickBooks } from '../../../../simulator/quickBooks/quickBooks';
import { SimulatedDesktop, type Application } from '../../../../simulator/webConnector';
import { stamp } from '../../../../simulator/webConnector/computer/company';
import type { Desktop, DesktopSession } from '../../../../simulator/webConnector/computer/desktop';
import { ComError } from '../../../../simulator/webConnector/faults';
import type { Setup } from '../../../../simulator/webConnector/options';
import { readQwc } from '../../../../simulator/webConnector/qwcFile';
import { Endpoint } from '../../../../simulator/webConnector/soap/endpoint';
import { update } from '../../../../simulator/webConnector/update/update';
import { PUBLIC_URL, type Json, type World } from './world';

const FILE = 'C:\\Books\\rock.qbw';
const INTERVAL_MS = 15_000;
const DIALOG = '0x80040414';

/** What happens to the next document in QuickBooks. */
interface Mishap {
	/** How long it takes. */
	slowMs?: number;
	hresult?: string;
	/** Whether it was carried out before QuickBooks broke on it. */
	hasRun?: boolean;
}

/** A computer with QuickBooks and its Web Connector. */
export class Computer {
	readonly company;

	private readonly quickBooks: SimulatedDesktop;

	private application!: Application;

	/** Whether the next thing that QuickBooks is given is a document of the gateway. */
	private isDocument = false;

	/** Whether QuickBooks is at work on one. */
	isBusy = false;

	mishap: Mishap = {};

	/** The writes that QuickBooks was given, by their request. */
	private readonly given = new Map<string, string>();

	token = '';

	id = 0;

	constructor(
		private readonly world: World,
		private readonly number: number,
	) {
		const { time } = world;
		this.company = seedCompany({ now: () => new Date(time.now()) });
		this.quickBooks = new SimulatedDesktop(
			{ [FILE]: new QuickBooks(this.company) },
			{ clock: time, openFile: FILE },
		);
	}

	/** Makes the instance, opens its link, and lets a first session say which company it is. */
	async join(): Promise<void> {
		const { world, number } = this;
		const { body } = await world.platform('POST', '/instances', {
			element: { key: 'quickbooksonprem' },
			name: `Store ${number}`,
			configuration: { 'app.name': 'n8n', 'host.ip': 'office' },
		});
		this.id = Number(body.id);
		this.token = String(body.token);
		const { setupUrl } = body.connector as Json;
		const link = String(setupUrl).slice(PUBLIC_URL.length);
		const qwc = readQwc((await world.get(`${link}/gateway.qwc`)).body);
		const { password } = (await world.post(`${link}/password`)).json<{ password: string }>();
		const session = await this.quickBooks.beginSession('');
		await stamp(session, qwc);
		session.close();
		this.application = { qwc, password, isAutoRun: false, status: '' };
		await this.update();
		const company = String(this.company.info().CompanyName);
		await world.platform('POST', `/instances/${this.id}/connector/confirm`, { company });
	}

	/** Sessions as the schedule has them, until the world ends. */
	async work(): Promise<void> {
		while (!this.world.isOver) {
			await this.update();
			await this.world.time.wait(INTERVAL_MS);
		}
	}

	/** A dialog keeps everybody out for a while. */
	openDialog(ms: number): void {
		this.quickBooks.fault = DIALOG;
		this.world.time.after(ms, () => (this.quickBooks.fault = undefined));
	}

	list(object: string, member: string, value: string): Json[] {
		return [...this.company.list(object)].filter((record) => record[member] === value);
	}

	private async update(): Promise<void> {
		const { qwc } = this.application;
		const { number } = this;
		const http = {
			post: async (url: string, action: string, text: string) =>
				await this.world.soap(number, url, action, text),
		};
		const outcome = await update(
			new Endpoint(http, qwc.appUrl, qwc.style),
			this.application,
			this.setup(),
		);
		this.isBusy = false;
		this.world.note(`${outcome.ending}`);
	}

	private setup(): Setup {
		return {
			clock: this.world.time,
			version: '34.0.10.2',
			computerName: `OFFICE-${this.number}`,
			noOpPauseMs: 5_000,
			httpTimeoutMs: 100_000,
			closesWithoutWork: true,
			connectionTries: 10,
			leavesEmptyOut: false,
			leaving: new AbortController().signal,
			log: () => undefined,
			desktop: this.desktop(),
			disturb: (moment) => {
				this.isDocument = moment === 'handedOut';
				this.isBusy = moment !== 'received';
				const effect = this.world.steps.pass(`moment:${moment}`, this.number);
				return effect === 'lost' ? undefined : effect;
			},
		};
	}

	private desktop(): Desktop {
		return {
			beginSession: async (file): Promise<DesktopSession> => {
				const session = await this.quickBooks.beginSession(file);
				return {
					companyFile: session.companyFile,
					run: async (text) => {
						if (!this.isDocument) return await session.run(text);
						this.isDocument = false;
						return await this.carryOut(session, text);
					},
					close: () => session.close(),
				};
			},
		};
	}

	/** A write that comes once more comes as it came before: QuickBooks knows it again by its message set. */
	private requireSame(text: string): void {
		if (!text.includes('newMessageSetID=')) return;
		const id = /requestID="([^"]+)"/.exec(text)?.[1] ?? '';
		const before = this.given.get(id) ?? text;
		this.given.set(id, before);
		if (before !== text) this.world.failure = new Error(`Sent again otherwise: ${text}`);
	}

	private async carryOut(session: DesktopSession, text: string): Promise<string> {
		this.requireSame(text);
		const { slowMs, hresult, hasRun } = this.mishap;
		this.mishap = {};
		if (slowMs !== undefined) await this.world.time.wait(slowMs);
		if (hresult !== undefined && !hasRun) throw new ComError(hresult);
		const answer = await session.run(text);
		if (hresult !== undefined) throw new ComError(hresult);
		return answer;
	}
}
