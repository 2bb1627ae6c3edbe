/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import getPort from 'get-port';
import {
	GatewayProcess,
	ORGANIZATION_SECRET,
	USER_SECRET,
} from '../../../test/gateway/support/gatewayProcess';
import { atEnd } from '../../n8n/serve/leftovers';

const PLATFORM = `User ${USER_SECRET}, Organization ${ORGANIZATION_SECRET}`;
/** In which Linux counts processor time. */
const TICKS_PER_SECOND = 100;

/** A company that was created, and how its computer is set up. */
export interface NewCompany {
	token: string;
	username: string;
	password: string;
	/** The text of its `.qwc` file. */
	qwc: string;
}

/** A gateway in a process of its own, whose memory and processor time are its own too. */
export class BenchGateway {
	private constructor(
		private readonly process: GatewayProcess,
		private readonly data: string,
	) {}

	/** @param variables such as `GATEWAY_HOLD_SECONDS` */
	static async start(variables: Record<string, string> = {}): Promise<BenchGateway> {
		const data = await mkdtemp(path.join(tmpdir(), 'gateway-bench-'));
		// Its links name the port, so that it has to be known before.
		const started = await GatewayProcess.start(data, await getPort(), {
			GATEWAY_CONFIRM_COMPANY: 'false',
			...variables,
		});
		atEnd(() => void started.kill());
		return new BenchGateway(started, data);
	}

	get address(): string {
		return this.process.address;
	}

	async stop(): Promise<void> {
		await this.process.kill();
		await rm(this.data, { recursive: true, force: true });
	}

	/** Processor time so far, in seconds. */
	get cpuSeconds(): number {
		const stat = readFileSync(`/proc/${this.process.pid}/stat`, 'utf8');
		const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
		return (Number(user) + Number(system)) / TICKS_PER_SECOND;
	}

	/** Memory that it holds now, in MiB. */
	get memoryMiB(): number {
		const status = readFileSync(`/proc/${this.process.pid}/status`, 'utf8');
		return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
	}

	async createCompany(name: string): Promise<NewCompany> {
		const created = await this.fetch('/instances', PLATFORM, 'POST', {
			element: { key: 'quickbooksonprem' },
			name,
			configuration: { 'app.name': 'n8n', 'host.ip': 'office' },
		});
		const { token, connector } = (await created.json()) as {
			token: string;
			connector: { username: string; setupUrl: string };
		};
		const answer = await fetch(`${connector.setupUrl}/password`, { method: 'POST' });
		const { password } = (await answer.json()) as { password: string };
		const qwc = await (await fetch(`${connector.setupUrl}/gateway.qwc`)).text();
		return { token, username: connector.username, password, qwc };
	}

	/** A call through an instance. @throws Error where it fails */
	async call(token: string, method: string, at: string, body?: object): Promise<Response> {
		const answer = await this.fetch(at, `User ${USER_SECRET}, Element ${token}`, method, body);
		if (answer.ok) return answer;
		throw new Error(`${method} ${at}: ${answer.status} ${await answer.text()}`);
	}

	private async fetch(
		at: string,
		authorization: string,
		method: string,
		body?: object,
	): Promise<Response> {
		return await fetch(`${this.address}/elements/api-v2${at}`, {
			method,
			headers: { authorization, 'content-type': 'application/json' },
			body: body && JSON.stringify(body),
		});
	}
}
