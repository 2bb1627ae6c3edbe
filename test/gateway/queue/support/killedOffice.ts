import { seedCompany } from '../../../../simulator/quickBooks';
import { QuickBooks } from '../../../../simulator/quickBooks/quickBooks';
import {
	SimulatedDesktop,
	WebConnector,
	type Application,
	type Moment,
} from '../../../../simulator/webConnector';
import { REAL_CLOCK } from '../../../../simulator/webConnector/clock';
import { until } from '../../../support/until';
import { GatewayProcess, ORGANIZATION_SECRET, USER_SECRET } from '../../support/gatewayProcess';

const FILE = 'C:\\Books\\rock.qbw';
const API = '/elements/api-v2';

/** How a call ended, for whoever made it. */
export interface Caller {
	/** Stands in the memo of the invoice that it adds; undefined where it reads. */
	memo?: string;
	/** Undefined where the connection broke: the gateway is gone. */
	status?: number;
	outcome?: string;
}

/** A call as the gateway lists it. */
export interface ListedCall {
	method: string;
	sentAt: string | null;
	outcome: string | null;
}

/** A gateway in a process that can be killed, between callers and a computer with QuickBooks that live on. */
export class KilledOffice {
	private readonly company = seedCompany();

	private readonly desktop = new SimulatedDesktop(
		{ [FILE]: new QuickBooks(this.company) },
		{ clock: REAL_CLOCK, openFile: FILE },
	);

	private onMoment: (moment: Moment) => void = () => {};

	private readonly connector = new WebConnector({
		desktop: this.desktop,
		noOpPauseMs: 10,
		disturb: (moment) => void this.onMoment(moment),
	});

	private application!: Application;

	private token = '';

	private id = 0;

	private constructor(
		private readonly data: string,
		private readonly program: string,
		private gateway: GatewayProcess,
	) {}

	/**
	 * @param data folder of the gateway's database
	 * @param program the gateway's command
	 */
	static async open(data: string, program: string): Promise<KilledOffice> {
		const gateway = await GatewayProcess.start(data, 0, VARIABLES, program);
		const office = new KilledOffice(data, program, gateway);
		await office.connect();
		return office;
	}

	async close(): Promise<void> {
		await this.connector.stop();
		await this.gateway.kill();
	}

	/** The same gateway again, over what is on disk. */
	async restart(): Promise<void> {
		const { data, program, gateway } = this;
		this.gateway = await GatewayProcess.start(data, gateway.port, VARIABLES, program);
	}

	/** So many calls at once; the last quarter of them reads. */
	call(name: string, count: number): Array<Promise<Caller>> {
		return Array.from({ length: count }, async (_, at) =>
			at < count * 0.75 ? await this.add(`${name}-${at}`) : await this.read(),
		);
	}

	/** Waits until so many calls stand in the queue. */
	async whenQueued(count: number): Promise<void> {
		await until(async () => {
			const waiting = (await this.calls()).filter(
				({ sentAt, outcome }) => sentAt === null && outcome === null,
			);
			return waiting.length === count;
		});
	}

	/** An update while a dialog is open in QuickBooks. */
	async failToOpen(): Promise<void> {
		this.desktop.fault = '0x80040414';
		await this.connector.update(this.application);
		this.desktop.fault = undefined;
	}

	/** An update in which the gateway is killed as soon as so many of the callers' invoices are in the books. */
	async killAfter(writes: number): Promise<void> {
		let killed: Promise<void> | undefined;
		this.onMoment = (moment) => {
			if (moment === 'ran' && this.memos().length === writes) killed ??= this.gateway.kill();
		};
		const { ending } = await this.connector.update(this.application);
		this.onMoment = () => {};
		await killed;
		expect([killed, ending]).toEqual([expect.any(Promise), 'error']);
	}

	/** Updates as the schedule has them, until nothing waits. */
	async workUntilIdle(): Promise<void> {
		await until(async () => (await this.connector.update(this.application)).ending === 'none');
	}

	async calls(): Promise<ListedCall[]> {
		const answer = await this.platform('GET', `/instances/${this.id}/connector/calls`);
		return (await answer.json()) as ListedCall[];
	}

	/** The memos of the invoices that are in the books, as often as they are. */
	memos(): string[] {
		return [...this.company.list('Invoice')]
			.map(({ Memo }) => String(Memo ?? ''))
			.filter((memo) => /^(refused|waiting|later)-\d+$/.test(memo));
	}

	private async add(memo: string): Promise<Caller> {
		const invoice = {
			CustomerRef: { FullName: 'Blue, Dale' },
			Memo: memo,
			InvoiceLineRet: [{ ItemRef: { FullName: 'Painting' }, Quantity: 3, Rate: '5.00' }],
		};
		return { memo, ...(await this.through('POST', '/invoices', invoice)) };
	}

	private async read(): Promise<Caller> {
		const [{ ListID }] = this.company.list('Customer');
		return await this.through('GET', `/customers/${String(ListID)}`);
	}

	private async through(method: string, path: string, body?: object): Promise<Caller> {
		const authorization = `User ${USER_SECRET}, Element ${this.token}`;
		try {
			const answer = await this.fetch(method, path, authorization, body);
			const { outcome } = (await answer.json()) as { outcome?: string };
			return { status: answer.status, outcome };
		} catch {
			return {};
		}
	}

	private async connect(): Promise<void> {
		const created = await this.platform('POST', '/instances', {
			element: { key: 'quickbooksonprem' },
			name: 'Store',
			configuration: { 'app.name': 'n8n', 'host.ip': 'office' },
		});
		const { id, token, connector } = (await created.json()) as {
			id: number;
			token: string;
			connector: { setupUrl: string };
		};
		[this.id, this.token] = [id, token];
		const link = this.gateway.address + new URL(connector.setupUrl).pathname;
		const answer = await fetch(`${link}/password`, { method: 'POST' });
		const { password } = (await answer.json()) as { password: string };
		const qwc = await (await fetch(`${link}/gateway.qwc`)).text();
		const atHome = qwc.replaceAll(new URL(connector.setupUrl).origin, this.gateway.address);
		this.application = await this.connector.add(atHome, { password });
		await this.connector.update(this.application);
	}

	private async platform(method: string, path: string, body?: object): Promise<Response> {
		const authorization = `User ${USER_SECRET}, Organization ${ORGANIZATION_SECRET}`;
		return await this.fetch(method, path, authorization, body);
	}

	private async fetch(
		method: string,
		path: string,
		authorization: string,
		body?: object,
	): Promise<Response> {
		return await fetch(`${this.gateway.address}${API}${path}`, {
			method,
			headers: { authorization, 'content-type': 'application/json' },
			body: body && JSON.stringify(body),
		});
	}
}

const VARIABLES = {
	GATEWAY_CONFIRM_COMPANY: 'false',
	GATEWAY_HOLD_SECONDS: '0',
	GATEWAY_QUIET_SECONDS: '0',
};
