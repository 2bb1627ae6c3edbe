import { writeQwc } from '../../../../gateway/connector/qwc';
import { seedCompany } from '../../../../simulator/quickBooks';
import { QuickBooks } from '../../../../simulator/quickBooks/quickBooks';
import { emptyMemory } from '../../../../simulator/quickBooks/session/memory';
import {
	SimulatedDesktop,
	WebConnector,
	type Application,
	type Clock,
	type Outcome,
	type WebConnectorOptions,
} from '../../../../simulator/webConnector';
import { ScriptedServer } from './server';

export const FILE = 'C:\\Books\\Rock Castle.qbw';
export const OTHER_FILE = 'C:\\Books\\Other.qbw';
export const OWNER = '{5d2c1f7e-0b1f-4b43-9c5f-0e6c1f8a7b10}';

/** A clock on which every wait is over at once. */
class QuickClock implements Clock {
	readonly waits: number[] = [];
	private timeMs = Date.UTC(2026, 0, 5);

	nowMs(): number {
		return this.timeMs;
	}

	async wait(durationMs: number): Promise<void> {
		this.waits.push(durationMs);
		this.timeMs += durationMs;
		await Promise.resolve();
	}
}

/** A clock that a test moves on, from one wait to the next. */
export class HandClock implements Clock {
	timeMs = 0;
	private waiting: { atMs: number; go: () => void } | undefined;
	private arrived: () => void = () => undefined;

	nowMs(): number {
		return this.timeMs;
	}

	async wait(durationMs: number, signal?: AbortSignal): Promise<void> {
		await new Promise<void>((go) => {
			signal?.addEventListener('abort', () => go());
			this.waiting = { atMs: this.timeMs + durationMs, go };
			this.arrived();
		});
	}

	/** Ends once somebody waits. */
	async arrival(): Promise<void> {
		if (!this.waiting) await new Promise<void>((resolve) => (this.arrived = resolve));
	}

	/** Lets the next wait be over. @returns its end. */
	async next(): Promise<number> {
		await this.arrival();
		const { atMs, go } = this.waiting!;
		this.waiting = undefined;
		this.timeMs = atMs;
		go();
		return atMs;
	}
}

export const qwcFor = (url: string, changes: Partial<Parameters<typeof writeQwc>[0]> = {}) =>
	writeQwc({
		name: 'Books for n8n',
		description: 'Reads and writes the books',
		url,
		userName: 'store-12',
		ownerId: OWNER,
		fileId: '{0b1f5d2c-1f7e-4b43-9c5f-0e6c1f8a7b11}',
		uniqueName: 'gateway-1001',
		intervalSeconds: 5,
		...changes,
	});

/** One company file for all tests of a file, which forgets what applications have left in it. */
const company = seedCompany();

/** A computer with two company files, a Web Connector and a server to call. */
export class Office {
	readonly clock = new QuickClock();
	readonly quickBooks = new QuickBooks(company);
	readonly desktop: SimulatedDesktop;
	readonly server = new ScriptedServer();
	readonly log: string[] = [];
	private readonly connectors: WebConnector[] = [];
	connector!: WebConnector;
	application!: Application;

	constructor() {
		Object.assign(company.memory, emptyMemory());
		const files = {
			[FILE]: this.quickBooks,
			get [OTHER_FILE]() {
				return new QuickBooks(seedCompany());
			},
		};
		this.desktop = new SimulatedDesktop(files, { clock: this.clock, openFile: FILE });
	}

	/** Adds the server's application to a Web Connector with the given options. */
	async open(
		options: Partial<WebConnectorOptions> = {},
		{ isAutoRun = false, style = 'Document' }: { isAutoRun?: boolean; style?: string } = {},
	): Promise<this> {
		await this.server.start();
		this.connector = this.connectorWith(options);
		const qwc = qwcFor(this.server.url);
		const styled = qwc.replace('</QBWCXML>', `<Style>${style}</Style></QBWCXML>`);
		this.application = await this.connector.add(styled, {
			password: 'secret & more',
			isAutoRun,
		});
		return this;
	}

	/** Another Web Connector that works with the same QuickBooks. */
	connectorWith(options: Partial<WebConnectorOptions>): WebConnector {
		const { desktop, clock } = this;
		const log = (line: string) => this.log.push(line);
		const connector = new WebConnector({ desktop, clock, log, ...options });
		this.connectors.push(connector);
		return connector;
	}

	async update(): Promise<Outcome> {
		return await this.connector.update(this.application);
	}

	async close(): Promise<void> {
		for (const connector of this.connectors) await connector.stop();
		await this.server.stop();
	}
}

/** A document of qbXML with the given requests. */
export const qbxml = (messages: string, attributes = '') =>
	`<?xml version="1.0" encoding="utf-8"?><?qbxml version="13.0"?><QBXML><QBXMLMsgsRq onError="stopOnError"${attributes}>${messages}</QBXMLMsgsRq></QBXML>`;

export const addCustomer = (name: string) =>
	qbxml(`<CustomerAddRq><CustomerAdd><Name>${name}</Name></CustomerAdd></CustomerAddRq>`);
