/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the company's computer has a clock */
import { setTimeout as pause } from 'node:timers/promises';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { Office } from '../../../gateway/records/support/office';
import { runNode, type NodeRun, type NodeRunResult } from '../../../support/engine';
import { everythingShown } from '../../../support/sandboxed';
import { FaultyProxy } from './faultyProxy';

const SECRETS = { userSecret: 'user-1', organizationSecret: 'organization-1' };

/** The node in n8n's engine, a gateway that listens, a proxy between them, and a company's computer. */
export class GatewayBench {
	readonly office = new Office();

	private constructor(readonly proxy: FaultyProxy) {}

	static async open(): Promise<GatewayBench> {
		const holder: { bench?: GatewayBench } = {};
		const proxy = await FaultyProxy.start(() => holder.bench!.office.address);
		const bench = new GatewayBench(proxy);
		holder.bench = bench;
		await bench.office.open();
		return bench;
	}

	credential(changes?: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
		return { environment: 'gateway', baseUrl: this.proxy.url, ...SECRETS, ...changes };
	}

	/** Runs the node with short waits, and checks that no secret shows. */
	async run(
		parameters: INodeParameters,
		request: Partial<Omit<NodeRun, 'parameters'>> = {},
	): Promise<NodeRunResult> {
		const options = { waitBetweenAttempts: 2, ...(parameters.options as INodeParameters) };
		const result = await runNode({
			credential: this.credential(),
			...request,
			parameters: { ...parameters, options },
		});
		const shown = everythingShown(result);
		expect(Object.values(SECRETS).filter((secret) => shown.includes(secret))).toEqual([]);
		return result;
	}

	/** Runs the node while the Web Connector calls, again and again. */
	async runAtWork(...asked: Parameters<GatewayBench['run']>): Promise<NodeRunResult> {
		return await this.atWork(async () => await this.run(...asked));
	}

	/** Does something while the Web Connector calls, again and again. */
	async atWork<T>(work: () => Promise<T>): Promise<T> {
		let isOver = false;
		const working = work().finally(() => (isOver = true));
		while (!isOver) {
			await this.office.update();
			await pause(5);
		}
		return await working;
	}

	async close(): Promise<void> {
		await this.proxy.close();
		await this.office.close();
	}
}

/**
 * A bench for all tests of a file.
 *
 * @param prepare what happens to it before the first one
 */
export function useGateway(
	prepare: (bench: GatewayBench) => Promise<unknown> = async () => undefined,
): { readonly now: GatewayBench } {
	const holder = { now: undefined as unknown as GatewayBench };
	beforeAll(async () => {
		holder.now = await GatewayBench.open();
		await prepare(holder.now);
	});
	beforeEach(() => holder.now.proxy.reset());
	afterAll(async () => await holder.now.close());
	return holder;
}

/** A company that is connected and confirmed. */
export async function connected({ office }: GatewayBench): Promise<void> {
	await office.connect();
	await office.confirm();
}
