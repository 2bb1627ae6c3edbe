/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as sleep } from 'node:timers/promises';
import { Endpoint } from '../../../simulator/webConnector/soap/endpoint';
import { Http } from '../../../simulator/webConnector/soap/http';
import type { Finding } from './finding';
import { BenchGateway, type NewCompany } from './benchGateway';

const INTERVAL_MS = 5_000;
const MEASURED_MS = 30_000;

/** A Web Connector with nothing to do: what it calls at each tick, over a connection of its own. */
class QuietComputer {
	private readonly http = new Http({ timeoutMs: 100_000 });

	private readonly endpoint: Endpoint;

	constructor(
		private readonly company: NewCompany,
		address: string,
	) {
		this.endpoint = new Endpoint(this.http, `${address}/qbwc`, 'Document');
	}

	/** The first session, in which it tells which company it is. */
	async connect(): Promise<void> {
		const [ticket] = await this.logIn();
		const file = `C:\\Books\\${this.company.username}.qbw`;
		await this.endpoint.text('sendRequestXML', {
			ticket,
			strHCPResponse: '',
			strCompanyFileName: file,
			qbXMLCountry: 'US',
			qbXMLMajorVers: 16,
			qbXMLMinorVers: 0,
		});
		await this.endpoint.text('closeConnection', { ticket });
		// Until the last one is connected the gateway would have closed it.
		this.http.close();
	}

	async tick(): Promise<void> {
		await this.endpoint.text('serverVersion', {});
		await this.endpoint.text('clientVersion', { strVersion: '34.0.10.2' });
		const [ticket, state] = await this.logIn();
		if (state !== 'none') throw new Error(`A quiet company was answered "${state}"`);
		await this.endpoint.text('closeConnection', { ticket });
	}

	close(): void {
		this.http.close();
	}

	private async logIn(): Promise<string[]> {
		const { username: strUserName, password: strPassword } = this.company;
		return (await this.endpoint.call('authenticate', { strUserName, strPassword })) as string[];
	}
}

/** Processor time of the gateway while many companies ask in vain. */
export async function quietCompanies(companies: number): Promise<Finding> {
	const gateway = await BenchGateway.start({ GATEWAY_HOLD_SECONDS: '0' });
	const computers: QuietComputer[] = [];
	for (let at = 0; at < companies; at += 1) {
		const computer = new QuietComputer(await gateway.createCompany(`S ${at}`), gateway.address);
		await computer.connect();
		computers.push(computer);
	}
	let isOver = false;
	let ticks = 0;
	const running = computers.map(async (computer, at) => {
		await sleep((at * INTERVAL_MS) / companies);
		while (!isOver) {
			const next = sleep(INTERVAL_MS);
			await computer.tick();
			ticks += 1;
			await next;
		}
	});
	// The first round opens connections.
	await sleep(2 * INTERVAL_MS);
	const [cpu, started, before] = [gateway.cpuSeconds, performance.now(), ticks];
	await sleep(MEASURED_MS);
	const seconds = (performance.now() - started) / 1_000;
	const perSecond = (ticks - before) / seconds;
	const wanted = (companies * 1_000) / INTERVAL_MS;
	// A machine that is busy otherwise gets fewer calls done, which must not look cheaper.
	const cores = ((gateway.cpuSeconds - cpu) / seconds) * (wanted / perSecond);
	isOver = true;
	await Promise.all(running);
	for (const computer of computers) computer.close();
	await gateway.stop();
	return {
		what: `${companies.toLocaleString('en')} quiet companies that call every ${INTERVAL_MS / 1_000} s`,
		measured: `${cores.toFixed(2)} of a core for ${wanted} updates of four calls each second, by ${perSecond.toFixed(0)} that were made`,
		aim: 'at most half a core',
		isMet: cores <= 0.5,
	};
}
