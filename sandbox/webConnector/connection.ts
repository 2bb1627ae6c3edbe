/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setMaxListeners } from 'node:events';

import type { ReadMessage, RequestMessage } from '../../gateway/qbxml';
import { Turns } from '../../gateway/queue';
import { QueuePort, type Sending } from '../../gateway/records';
import type { CompanyFile } from '../../simulator/quickBooks/books/companyFile';
import { QuickBooks } from '../../simulator/quickBooks/quickBooks';
import { SimulatedCompany } from '../../simulator/quickBooks/simulatedCompany';
import { SimulatedDesktop, WebConnector } from '../../simulator/webConnector';
import { REAL_CLOCK } from '../../simulator/webConnector/clock';
import { readQwc } from '../../simulator/webConnector/qwcFile';
import type { ConnectorEndpoint, Registered } from './endpoint';

/** The computer of a company: QuickBooks with its file open, and a Web Connector that calls the gateway. */
export class Connection {
	private readonly turns = new Turns();

	private readonly left = new AbortController();

	private opened?: Promise<QueuePort>;

	private registered?: Registered;

	private connector?: WebConnector;

	private requests = 0;

	/** How many documents of the gateway QuickBooks has run. */
	carried = 0;

	/** What the clock of the computer shows. */
	private now: () => Date;

	constructor(
		private readonly endpoint: () => Promise<ConnectorEndpoint>,
		private readonly name: string,
		private readonly file: CompanyFile,
		private readonly clock: () => Date,
	) {
		this.now = clock;
		setMaxListeners(0, this.left.signal);
	}

	/** @returns an id for a message, never the same twice */
	newRequestId(): string {
		return `${this.name}-${(this.requests += 1)}`;
	}

	/**
	 * Asks QuickBooks through the queue; the Web Connector is started for the first question.
	 *
	 * @param now what the clock of the computer shows meanwhile
	 */
	async run(message: RequestMessage, sending?: Sending, now = this.clock): Promise<ReadMessage> {
		this.opened ??= this.open();
		const port = await this.opened;
		return await this.turns.take(async () => {
			this.now = now;
			return await port.run(message, sending).finally(() => (this.now = this.clock));
		});
	}

	/** Switches the computer off. Who still waits for an answer gets none. */
	async end(): Promise<void> {
		this.left.abort();
		await this.opened?.catch(() => undefined);
		// The gateway holds no further call of a company that it does not know.
		if (this.registered) await (await this.endpoint()).forget(this.registered.instance);
		await this.connector?.kill();
	}

	private async open(): Promise<QueuePort> {
		const endpoint = await this.endpoint();
		this.registered = await endpoint.register(this.name);
		const { instance, company, qwc, password } = this.registered;
		this.connector = new WebConnector({
			desktop: this.desktop(),
			noOpPauseMs: 1,
			disturb: (moment) => {
				if (moment === 'ran') this.carried += 1;
				return undefined;
			},
		});
		// The mark of an earlier computer, in a file that was kept.
		await this.connector.remove({ qwc: readQwc(qwc), isAutoRun: false, status: '' });
		await this.connector.add(qwc, { password, isAutoRun: true });
		this.connector.start();
		const { signal } = this.left;
		const requestId = this.newRequestId();
		const call = { requestId, method: 'GET', path: '/ping', signal };
		const first = new QueuePort(instance, company, call);
		// In the first session QuickBooks says what it is. That is known when this is answered.
		await first.run({
			name: 'HostQuery',
			requestId,
			text: `<HostQueryRq requestID="${requestId}"/>`,
		});
		return new QueuePort(await endpoint.current(instance), company, call);
	}

	private desktop(): SimulatedDesktop {
		const path = `C:\\Books\\${this.name}.qbw`;
		const company = new SimulatedCompany(this.file, () => this.now());
		const quickBooks = new QuickBooks(company, { codePage: 'utf-8' });
		return new SimulatedDesktop({ [path]: quickBooks }, { clock: REAL_CLOCK, openFile: path });
	}
}
