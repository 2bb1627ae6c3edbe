/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { execa, type ExecaChildProcess } from 'execa';
import { atEnd } from '../../n8n/serve/leftovers';

const FOLDER = path.resolve(__dirname, '../../..');
const PLATFORM = 'User user-1, Organization organization-1';
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

/** A gateway as an operator starts it, whose memory and processor time are its own. */
export class GatewayProcess {
	private constructor(
		private readonly child: ExecaChildProcess,
		private readonly data: string,
		readonly address: string,
	) {}

	/** @param variables such as `GATEWAY_HOLD_SECONDS` */
	static async start(variables: Record<string, string> = {}): Promise<GatewayProcess> {
		const data = await mkdtemp(path.join(tmpdir(), 'gateway-bench-'));
		const port = await freePort();
		const args = ['--import', 'tsx', 'gateway/cli.ts', '--data', data, '--port', String(port)];
		const child = execa(process.execPath, args, {
			cwd: FOLDER,
			reject: false,
			env: {
				GATEWAY_USER_SECRET: 'user-1',
				GATEWAY_ORGANIZATION_SECRET: 'organization-1',
				GATEWAY_CONFIRM_COMPANY: 'false',
				...variables,
			},
		});
		atEnd(() => void child.kill('SIGKILL'));
		for await (const line of createInterface(child.stdout!)) {
			if (line.includes('listens at')) break;
		}
		child.stdout!.resume();
		return new GatewayProcess(child, data, `http://localhost:${port}`);
	}

	async stop(): Promise<void> {
		this.child.kill('SIGKILL');
		await this.child;
		await rm(this.data, { recursive: true, force: true });
	}

	/** Processor time so far, in seconds. */
	get cpuSeconds(): number {
		const stat = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8');
		const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
		return (Number(user) + Number(system)) / TICKS_PER_SECOND;
	}

	/** Memory that it holds now, in MiB. */
	get memoryMiB(): number {
		const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
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
		const answer = await this.fetch(at, `User user-1, Element ${token}`, method, body);
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

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
