import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../transport/answer';
import type { ApiRequest, CloudElementsClient, Patience } from '../transport/client';
import { hasStatus } from '../transport/failure';
import { settle } from '../transport/settle';
import type { InstanceBody } from './instanceBody';
import { idOf, type Instance } from './instanceOutput';

/**
 * The calls of the platform about instances (documented and observed).
 * Errors of all: RequestFailure.
 */
export class InstanceApi {
	constructor(private readonly client: CloudElementsClient) {}

	/** Creates an instance. The service dials the company's computer before it answers. */
	async create(body: InstanceBody, patience: Patience): Promise<Instance> {
		return await this.askForInstance({
			method: 'POST',
			segments: ['instances'],
			body,
			repeatability: 'create',
			patience,
		});
	}

	async get(id: string, patience: Patience): Promise<Instance> {
		return await this.askForInstance({ method: 'GET', segments: ['instances', id], patience });
	}

	/** The instance with its token, which a list or an answer may lack; then it is read by id. */
	async withToken(instance: Instance, patience: Patience): Promise<Instance> {
		return typeof instance.token === 'string'
			? instance
			: await this.get(idOf(instance) as string, patience);
	}

	/** Changes the members given; a call that answers without the instance is followed by a read. */
	async write(
		method: 'PATCH' | 'PUT',
		id: string,
		body: IDataObject,
		patience: Patience,
	): Promise<Instance> {
		const { body: answer } = await this.client.send({
			method,
			segments: ['instances', id],
			body,
			patience,
		});
		return isInstance(answer) ? answer : await this.get(id, patience);
	}

	/** Deletes an instance for good; one that is gone already counts as deleted. */
	async delete(id: string, patience: Patience): Promise<void> {
		const outcome = await settle(
			this.client.send({ method: 'DELETE', segments: ['instances', id], patience }),
		);
		if (!outcome.ok && !hasStatus(outcome.error, 404)) throw outcome.error;
	}

	async setEnabled(id: string, enabled: boolean, patience: Patience): Promise<void> {
		await this.client.send({
			method: enabled ? 'PUT' : 'DELETE',
			segments: ['instances', id, 'enabled'],
			patience,
		});
	}

	private async askForInstance(request: ApiRequest): Promise<Instance> {
		const { body } = await this.client.send({ ...request, accepts: isInstance });
		return body as Instance;
	}
}

function isInstance(body: unknown): body is Instance {
	return isRecord(body) && idOf(body) !== undefined;
}
