import { seedCompany } from '../../../simulator/quickBooks';
import { QuickBooks } from '../../../simulator/quickBooks/quickBooks';
import { SimulatedDesktop, WebConnector } from '../../../simulator/webConnector';
import { REAL_CLOCK } from '../../../simulator/webConnector/clock';
import type { BenchGateway, NewCompany } from './benchGateway';

const FILE = 'C:\\Books\\rock.qbw';

/** A computer with a simulated QuickBooks and a Web Connector that calls a gateway by itself. */
export class Office {
	/** How long QuickBooks has worked so far. */
	quickBooksMs = 0;

	private constructor(
		private readonly gateway: BenchGateway,
		private readonly company: NewCompany,
		private readonly connector: WebConnector,
	) {}

	/** @param onLine gets the lines of the Web Connector's log */
	static async open(
		gateway: BenchGateway,
		extraCustomers = 0,
		onLine: (line: string) => void = () => undefined,
	): Promise<Office> {
		const quickBooks = new QuickBooks(seedCompany({ extraCustomers }));
		const files = { [FILE]: quickBooks };
		const desktop = new SimulatedDesktop(files, { clock: REAL_CLOCK, openFile: FILE });
		const office: { current?: Office } = {};
		const timed = {
			beginSession: async (file: string) => {
				const session = await desktop.beginSession(file);
				const run = async (text: string): Promise<string> => {
					const started = performance.now();
					const answer = await session.run(text);
					if (office.current) office.current.quickBooksMs += performance.now() - started;
					return answer;
				};
				return { ...session, run };
			},
		};
		const connector = new WebConnector({ desktop: timed, log: onLine });
		const company = await gateway.createCompany('Office');
		office.current = new Office(gateway, company, connector);
		const { password } = company;
		await connector.add(company.qwc, { password, isAutoRun: true });
		connector.start();
		return office.current;
	}

	/** When the Web Connector began to call last, as a time of day. */
	get lastCalledAtMs(): number {
		return this.connector.applications[0].lastRunMs ?? 0;
	}

	async close(): Promise<void> {
		await this.connector.kill();
	}

	async call(method: string, at: string, body?: object): Promise<Response> {
		return await this.gateway.call(this.company.token, method, at, body);
	}

	/** @returns how long something took beyond the time that QuickBooks worked, in ms */
	async overheadOf(work: () => Promise<unknown>): Promise<{ overheadMs: number; ownMs: number }> {
		const before = this.quickBooksMs;
		const started = performance.now();
		await work();
		const ownMs = this.quickBooksMs - before;
		return { overheadMs: performance.now() - started - ownMs, ownMs };
	}
}
