import { seedCompany } from '../../simulator/quickBooks';
import { QuickBooks } from '../../simulator/quickBooks/quickBooks';
import { SimulatedDesktop, WebConnector } from '../../simulator/webConnector';
import { REAL_CLOCK } from '../../simulator/webConnector/clock';
import { RecordedDesktop } from './recordedDesktop';

/** Its company, as QuickBooks names it. */
export const COMPANY = 'Bayshore Builders';
const FILE = 'C:\\Books\\Bayshore Builders.qbw';
const PATIENCE_MS = 30_000;

/** What the link says. */
export interface LinkAnswer {
	name: string;
	state: string;
	qwcUrl: string;
	username: string;
	lastError: string | null;
}

/** The computer of a company, at which somebody opens the link. */
export class Office {
	private readonly desktop = new RecordedDesktop(
		new SimulatedDesktop(
			{ [FILE]: new QuickBooks(seedCompany()) },
			{ clock: REAL_CLOCK, openFile: FILE },
		),
	);

	private readonly webConnector = new WebConnector({ desktop: this.desktop, noOpPauseMs: 10 });

	/**
	 * @param gateway where it listens in truth; its public address holds no port
	 * @param everyMs what somebody sets as the interval in the Web Connector; by default it is left as the file says
	 */
	constructor(
		private readonly gateway: string,
		private readonly everyMs?: number,
	) {}

	/** What QuickBooks was given, in the order in which it came. */
	get documents(): readonly string[] {
		return this.desktop.documents;
	}

	async open(link: string): Promise<LinkAnswer> {
		return JSON.parse(await this.get(link)) as LinkAnswer;
	}

	/** Downloads the `.qwc` file, opens it in the Web Connector, types in the password and ticks Auto-Run. */
	async addApplication(link: string, { qwcUrl }: LinkAnswer): Promise<string> {
		const qwc = await this.get(qwcUrl);
		const answer = await fetch(this.atHome(`${link}/password`), { method: 'POST' });
		const { password } = (await answer.json()) as { password: string };
		const reachable = qwc.replaceAll(new URL(link).origin, this.gateway);
		const added = await this.webConnector.add(reachable, { password, isAutoRun: true });
		added.intervalMs = this.everyMs ?? added.intervalMs;
		this.webConnector.start();
		return qwc;
	}

	/**
	 * Opens the link in a browser, which shows a page with its style.
	 *
	 * @throws Error where something of it is not there
	 */
	async checkPage(link: string): Promise<void> {
		const page = await this.get(link, 'text/html');
		const parts = [...page.matchAll(/(?:href|src)="([^"]*\/assets\/[^"]+)"/g)].map(
			([, url]) => url,
		);
		if (parts.length < 2) throw new Error(`The page has no style: ${page.slice(0, 500)}`);
		for (const part of parts) await this.get(new URL(part, link).href, '*/*');
	}

	/** Does what the link asks for, from the download to Auto-Run. */
	async connect(link: string): Promise<void> {
		await this.addApplication(link, await this.open(link));
	}

	/** Waits until the link shows a state. */
	async whenShown(link: string, state: string): Promise<LinkAnswer> {
		for (const endMs = Date.now() + PATIENCE_MS; Date.now() < endMs; await REAL_CLOCK.wait(20)) {
			const shown = await this.open(link);
			if (shown.state === state) return shown;
		}
		throw new Error(`The link did not come to show "${state}".`);
	}

	/** Waits until the link opens nothing any more, which says that the company is connected. */
	async whenClosed(link: string): Promise<void> {
		for (const endMs = Date.now() + PATIENCE_MS; Date.now() < endMs; await REAL_CLOCK.wait(20)) {
			const { status } = await fetch(this.atHome(link), { headers: { accept: 'text/html' } });
			if (status === 404) return;
		}
		throw new Error('The company was not connected.');
	}

	async close(): Promise<void> {
		await this.webConnector.kill();
	}

	private async get(url: string, accept = 'application/json'): Promise<string> {
		const answer = await fetch(this.atHome(url), { headers: { accept } });
		if (!answer.ok) throw new Error(`The link was answered with ${answer.status}.`);
		return await answer.text();
	}

	private atHome(url: string): string {
		return url.replace(new URL(url).origin, this.gateway);
	}
}
