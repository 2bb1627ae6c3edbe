/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as pause } from 'node:timers/promises';

import { GatewayProcess, ORGANIZATION_SECRET, USER_SECRET } from '../gatewayProcess';
import type { Moment } from './books';
import { Bundles } from '../bundles';
import { PlantCompany } from './company';

type Json = Record<string, unknown>;

const API = '/elements/api-v2';
const PROGRAMS = ['gatewayMain.ts', 'connectorMain.ts'].map(
	(name) => `test/gateway/support/plant/${name}`,
);

/** A call of the API. */
export interface PlantRequest {
	method?: string;
	path: string;
	body?: unknown;
	/** Undefined for a call to the platform. */
	token?: string;
	key?: string;
	/** Of a body that is no JSON. */
	type?: string;
}

export interface PlantAnswer {
	status: number;
	body: Json;
	isReplayed: boolean;
}

export interface PlantOptions {
	/** Folder of the gateway's data. */
	data: string;
	/** Variables of the gateway. */
	variables?: Record<string, string>;
	/** How long a caller waits for an answer. */
	patienceMs: number;
}

/** The programs of a plant, made once for all plants of a file. */
export async function plantBundles(): Promise<Bundles> {
	return await Bundles.make(PROGRAMS);
}

/** A gateway in a process of its own, and the companies that it serves; all but the books can be killed. */
export class Plant {
	private gateway!: GatewayProcess;

	readonly companies: PlantCompany[] = [];

	constructor(
		readonly bundles: Bundles,
		private readonly options: PlantOptions,
	) {}

	get address(): string {
		return this.gateway.address;
	}

	async open(): Promise<void> {
		this.gateway = await this.start(0);
	}

	/** @param onMoment is told of each write in QuickBooks, which goes on when it has ended */
	async add(name: string, onMoment: (moment: Moment) => Promise<void>): Promise<PlantCompany> {
		const company = new PlantCompany(this, name, onMoment);
		this.companies.push(company);
		await company.join();
		return company;
	}

	async close(): Promise<void> {
		await Promise.all(this.companies.map(async (company) => await company.close()));
		await this.gateway?.kill();
	}

	/** Kills the gateway without a warning, and waits until it is gone. */
	async killGateway(): Promise<void> {
		await this.gateway.kill();
	}

	/** The same gateway again, over what is on disk. */
	async restartGateway(): Promise<void> {
		this.gateway = await this.start(this.gateway.port);
	}

	/** @returns undefined where no answer came */
	async call(request: PlantRequest): Promise<PlantAnswer | undefined> {
		const { method, path, body, token, key, type } = request;
		const way = token === undefined ? `Organization ${ORGANIZATION_SECRET}` : `Element ${token}`;
		try {
			const answer = await fetch(`${this.address}${API}${path}`, {
				method,
				headers: {
					authorization: `User ${USER_SECRET}, ${way}`,
					'content-type': type ?? 'application/json',
					...(key === undefined ? {} : { 'idempotency-key': key }),
				},
				...(body === undefined
					? {}
					: { body: typeof body === 'string' ? body : JSON.stringify(body) }),
				signal: AbortSignal.timeout(this.options.patienceMs),
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

	/** A call that is repeated until it is answered: it changes nothing. */
	async sure(request: PlantRequest): Promise<PlantAnswer> {
		for (;;) {
			const answer = await this.call(request);
			if (answer && answer.status < 500) return answer;
			await pause(50);
		}
	}

	/** The same with the secrets of the account. */
	async platform(
		method: PlantRequest['method'],
		path: string,
		body?: unknown,
	): Promise<PlantAnswer> {
		return await this.sure({ method, path, body });
	}

	private async start(port: number): Promise<GatewayProcess> {
		const { data, variables } = this.options;
		return await GatewayProcess.start(data, port, variables, this.bundles.of('gatewayMain.ts'));
	}
}
