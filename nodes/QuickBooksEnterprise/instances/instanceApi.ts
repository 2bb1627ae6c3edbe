import type { IDataObject } from 'n8n-workflow';

import { settle } from '../common/settle';
import { isRecord } from '../common/json/isRecord';
import { InputError } from '../common/problems';
import type { Answer } from '../transport/answer';
import type { CloudElementsClient } from '../transport/client';
import type { ApiRequest, RequestPolicy } from '../transport/request';
import { isMissing } from '../transport/errors/failure';
import { MAX_PAGE_SIZE, Pages, type PageTurning } from '../transport/pages';
import type { InstanceBody } from './specification/instanceBody';
import { parseInstance, type Instance } from './instance';

/** Which instances to list, by the service's own filters; all of the account without. */
export interface InstanceListQuery extends Partial<Pick<PageTurning, 'pageSize' | 'from'>> {
	/** A part of the name. */
	searchText?: string;
	/** Tags that an instance carries. */
	tags?: readonly string[];
}

/** What came of a write that the service answered with success. */
export interface WriteAnswer {
	instance: Instance;
	/** The success said at the same time that something went wrong. */
	isQuestionable: boolean;
}

/**
 * The calls of the platform about instances (documented and observed). Each method throws a
 * RequestFailure where the service gives no usable answer.
 */
export class InstanceApi {
	constructor(private readonly client: CloudElementsClient) {}

	/** Tells the account from others, and gives none of its secrets away. */
	get account(): string {
		return this.client.accountKey;
	}

	/**
	 * Lists instances. The list per element has neither paging nor filters, so this is that of all elements.
	 * @returns the pages, read as they are asked for
	 */
	list(
		policy: RequestPolicy,
		{ searchText, tags, pageSize = MAX_PAGE_SIZE, from }: InstanceListQuery = {},
	): Pages<Instance> {
		const query = { searchText, 'tags[]': tags };
		const list: ApiRequest = { method: 'GET', segments: ['instances'], query, policy };
		const turning = { pageSize, from, alwaysCursor: true };
		return new Pages(this.client, list, turning, parseInstance);
	}

	/** Creates an instance. The service dials the company's computer before it answers. */
	async create(body: InstanceBody, policy: RequestPolicy): Promise<Instance> {
		return await this.askForInstance({
			method: 'POST',
			segments: ['instances'],
			body,
			repeatability: 'create',
			policy,
		});
	}

	async get(id: string, policy: RequestPolicy): Promise<Instance> {
		return await this.askForInstance({ method: 'GET', segments: ['instances', id], policy }, id);
	}

	/** The instance with its token, which a list or an answer may lack; then it is read by id. */
	async withToken(instance: Instance, policy: RequestPolicy): Promise<Instance> {
		return instance.token === undefined ? await this.get(instance.id, policy) : instance;
	}

	/** Changes the members given; a call that answers without this instance is followed by a read. */
	async write(
		method: 'PATCH' | 'PUT',
		id: string,
		body: IDataObject,
		policy: RequestPolicy,
	): Promise<WriteAnswer> {
		const answer = await this.client.send({ method, segments: ['instances', id], body, policy });
		const shown = parseInstance(answer.body);
		const instance = shown?.id === id ? shown : await this.get(id, policy);
		return { instance, isQuestionable: !isPlainSuccess(answer) && !shows(answer, id) };
	}

	/**
	 * Deletes an instance for good; one that is gone already counts as deleted.
	 *
	 * @throws InputError where the service said that it did and the instance is still there.
	 */
	async delete(id: string, policy: RequestPolicy): Promise<void> {
		const outcome = await settle(
			this.client.send({ method: 'DELETE', segments: ['instances', id], policy }),
		);
		if (!outcome.ok) {
			if (isMissing(outcome.error)) return;
			throw outcome.error;
		}
		if (isPlainSuccess(outcome.value)) return;
		const read = await settle(this.get(id, policy));
		if (read.ok)
			throw this.notDone(`Instance ${id} is still there: it was not deleted`, outcome.value);
		if (!isMissing(read.error)) throw read.error;
	}

	/**
	 * Lets an instance take calls, or refuse them.
	 *
	 * @throws InputError where the service said that it did and the instance is as before.
	 */
	async setEnabled(id: string, enabled: boolean, policy: RequestPolicy): Promise<void> {
		const answer = await this.client.send({
			method: enabled ? 'PUT' : 'DELETE',
			segments: ['instances', id, 'enabled'],
			policy,
		});
		if (isPlainSuccess(answer)) return;
		if (shows(answer, id) && parseInstance(answer.body)?.disabled === !enabled) return;
		const { disabled } = await this.get(id, policy);
		if (disabled === !enabled) return;
		const state = enabled ? 'disabled' : 'enabled';
		throw this.notDone(`Instance ${id} is still ${state}`, answer);
	}

	private notDone(problem: string, { body, headers }: Answer): InputError {
		const { message, error } = isRecord(body) ? body : {};
		const said = [headers['elements-error'], message, error]
			.map((text) => this.client.redactor.quote(text))
			.find((text) => text !== undefined);
		return new InputError(
			[problem],
			`The service answered with success, and nothing happened.${said ? ` It said: ${said}` : ''}`,
		);
	}

	private async askForInstance(request: ApiRequest, id?: string): Promise<Instance> {
		const { body } = await this.client.send({
			...request,
			accepts: (answer) => {
				const instance = parseInstance(answer);
				return instance !== undefined && (id === undefined || instance.id === id);
			},
		});
		return parseInstance(body) as Instance;
	}
}

/** Whether a success says no more than that: empty, or a plain yes. What the service answers is not documented. */
function isPlainSuccess({ body, headers }: Answer): boolean {
	if (headers['elements-error'] !== undefined) return false;
	if (isRecord(body)) return Object.keys(body).length === 0;
	return body === undefined || body === null || body === true || body === '';
}

/** Whether a success shows an instance as it is, and nothing that went wrong. An error may have an ID, too. */
function shows({ body, headers }: Answer, id: string): boolean {
	if (headers['elements-error'] !== undefined || !isRecord(body)) return false;
	const instance = parseInstance(body);
	const hasError = ['message', 'error', 'errors'].some((member) => body[member]);
	return instance?.id === id && instance.shows.name && !hasError;
}
