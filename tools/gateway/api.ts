/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 30_000;
const POLL_MS = 50;

export interface GatewaySecrets {
	user: string;
	organization: string;
}

/** What the answer of a create holds of a new instance. */
export interface NewInstance {
	id: number;
	token: string;
	connector: { setupUrl: string };
}

/** The secrets that the first start left in the folder of the data. */
export async function secretsIn(data: string): Promise<GatewaySecrets> {
	const secret = async (name: string) => (await readFile(path.join(data, name), 'utf8')).trim();
	return { user: await secret('user-secret'), organization: await secret('organization-secret') };
}

/** The API of a gateway, as any client calls it. */
export class GatewayApi {
	constructor(
		private readonly address: string,
		private readonly secrets: GatewaySecrets,
	) {}

	/**
	 * Creates an instance for a company that is known by name, so that nobody has to confirm its books.
	 *
	 * @param company as QuickBooks has it
	 */
	async createInstance(name: string, company: string): Promise<NewInstance> {
		return await this.call('POST', '/instances', {
			name,
			element: { key: 'quickbooksonprem' },
			configuration: { 'app.name': 'Gateway', 'host.ip': 'front-desk' },
			connector: { company },
		});
	}

	/** Waits until the Web Connector of an instance has called and its company is known. */
	async whenConnected(id: number): Promise<void> {
		let state = '';
		for (const endMs = Date.now() + PATIENCE_MS; Date.now() < endMs; await wait(POLL_MS)) {
			const shown = await this.call<{ connector: { state: string } }>('GET', `/instances/${id}`);
			state = shown.connector.state;
			if (state === 'connected') return;
		}
		throw new Error(`The company is not connected, but "${state}".`);
	}

	/**
	 * Calls it.
	 *
	 * @param token of the instance through which the call goes
	 * @throws Error with status and words of a refusal
	 */
	async call<T>(
		method: 'GET' | 'POST',
		resource: string,
		body?: unknown,
		token?: string,
	): Promise<T> {
		const { user, organization } = this.secrets;
		const second = token === undefined ? `Organization ${organization}` : `Element ${token}`;
		const answer = await fetch(`${this.address}/elements/api-v2${resource}`, {
			method,
			headers: {
				authorization: `User ${user}, ${second}`,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${method} ${resource} was answered ${answer.status}: ${text}`);
		return JSON.parse(text) as T;
	}
}
