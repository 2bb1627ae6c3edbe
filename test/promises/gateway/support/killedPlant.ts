/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- starts processes */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { stamp } from '../../../../simulator/webConnector/computer/company';
import { readQwc } from '../../../../simulator/webConnector/qwcFile';
import {
	GatewayProcess,
	ORGANIZATION_SECRET,
	USER_SECRET,
} from '../../../gateway/support/gatewayProcess';
import { KilledBooks, type Moment } from './killedBooks';
import { oneOf, type Random } from './random';
import type { Answer, Json, Request } from './world';

const FOLDER = path.resolve(__dirname, '../../../..');
const SUPPORT = 'test/promises/gateway/support';
const API = '/elements/api-v2';
const PATIENCE_MS = 4_000;
/** Callers wait a hundredth of what they would. */
const FASTER = 100;
const VARIABLES = {
	GATEWAY_HOLD_SECONDS: '0',
	GATEWAY_QUIET_SECONDS: '0',
	GATEWAY_WAIT_SECONDS: '3',
};

/** Processes of a gateway and of a Web Connector, which are killed again and again. */
export class KilledPlant {
	private readonly books = new KilledBooks(async (moment) => await this.passed(moment));

	readonly company = this.books.company;

	readonly time = { wait: async (ms: number) => await pause(ms / FASTER) };

	private gateway!: GatewayProcess;

	private connector?: ChildProcess;

	private environment: NodeJS.ProcessEnv = {};

	private next = { victim: 'gateway', moment: 'ran', left: 2 };

	/** Ends when what was killed runs again. */
	private recovery?: Promise<void>;

	readonly kills: Record<string, number> = {};

	token = '';

	id = 0;

	constructor(
		private readonly data: string,
		private readonly random: Random,
	) {}

	get isBusy(): boolean {
		return this.books.isBusy;
	}

	async open(): Promise<void> {
		this.gateway = await this.startGateway(0);
		const { body } = await this.platform('POST', '/instances', {
			element: { key: 'quickbooksonprem' },
			name: 'Store',
			configuration: { 'app.name': 'n8n', 'host.ip': 'office' },
		});
		[this.id, this.token] = [Number(body.id), String(body.token)];
		const { setupUrl } = body.connector as { setupUrl: string };
		const { address } = this.gateway;
		const link = address + new URL(setupUrl).pathname;
		const answer = await fetch(`${link}/password`, { method: 'POST' });
		const { password } = (await answer.json()) as { password: string };
		const given = await (await fetch(`${link}/gateway.qwc`)).text();
		const qwc = given.replaceAll(new URL(setupUrl).origin, address);
		const session = this.books.session();
		await stamp(
			{ companyFile: '', run: (text) => session.run(text), close: () => {} },
			readQwc(qwc),
		);
		session.close();
		this.environment = { QWC: qwc, PASSWORD: password, BOOKS: await this.books.open() };
		this.startConnector();
		const { CompanyName: company } = this.company.info();
		const confirm = `/instances/${this.id}/connector/confirm`;
		while ((await this.platform('POST', confirm, { company })).status !== 200) await pause(50);
	}

	async close(): Promise<void> {
		await this.recovery;
		this.connector?.kill('SIGKILL');
		await this.gateway?.kill();
		this.books.close();
	}

	list(object: string, member: string, value: string): Json[] {
		return [...this.company.list(object)].filter((record) => record[member] === value);
	}

	async call({ method, path: url, body, token, key, type }: Request): Promise<Answer | undefined> {
		const way = token === undefined ? `Organization ${ORGANIZATION_SECRET}` : `Element ${token}`;
		try {
			const answer = await fetch(`${this.gateway.address}${API}${url}`, {
				method,
				headers: {
					authorization: `User ${USER_SECRET}, ${way}`,
					'content-type': type ?? 'application/json',
					...(key === undefined ? {} : { 'idempotency-key': key }),
				},
				...(body === undefined
					? {}
					: { body: typeof body === 'string' ? body : JSON.stringify(body) }),
				signal: AbortSignal.timeout(PATIENCE_MS),
			});
			const text = await answer.text();
			return {
				status: answer.status,
				body: text === '' ? {} : (JSON.parse(text) as Json),
				isReplayed: answer.headers.get('idempotent-replayed') === 'true',
			};
		} catch {
			return undefined;
		}
	}

	async sure(request: Request): Promise<Answer> {
		for (;;) {
			const answer = await this.call(request);
			if (answer && answer.status < 500) return answer;
			await pause(50);
		}
	}

	async platform(method: Request['method'], url: string, body?: unknown): Promise<Answer> {
		return await this.sure({ method, path: url, body });
	}

	private async passed(moment: Moment): Promise<void> {
		if (this.recovery || moment !== this.next.moment) return;
		this.next.left -= 1;
		if (this.next.left > 0) return;
		const { victim } = this.next;
		const key = `${victim} when ${moment}`;
		this.kills[key] = (this.kills[key] ?? 0) + 1;
		if (victim !== 'gateway') this.connector?.kill('SIGKILL');
		if (victim !== 'connector') await this.gateway.kill();
		this.recovery = this.recover(victim).finally(() => {
			this.recovery = undefined;
			this.next = {
				victim: oneOf(this.random, ['gateway', 'connector', 'both']),
				moment: oneOf(this.random, ['given', 'ran']),
				left: 1 + this.random(2),
			};
		});
	}

	private async recover(victim: string): Promise<void> {
		if (victim !== 'connector') this.gateway = await this.startGateway(this.gateway.port);
		if (victim !== 'gateway') this.startConnector();
	}

	private async startGateway(port: number): Promise<GatewayProcess> {
		return await GatewayProcess.start(this.data, port, VARIABLES, `${SUPPORT}/gatewayMain.ts`);
	}

	private startConnector(): void {
		const { PATH, HOME, TMPDIR } = process.env;
		this.connector = spawn(process.execPath, ['--import', 'tsx', `${SUPPORT}/connectorMain.ts`], {
			cwd: FOLDER,
			env: { PATH, HOME, TMPDIR, ...this.environment },
			stdio: 'ignore',
		});
	}
}
