import { randomUUID } from 'crypto';
import type {
	IAllExecuteFunctions,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { CREDENTIAL_TYPE } from '../common/constants';
import { lowerCaseHeaders, readAnswer, type Answer } from './answer';
import { readConnection, type Connection } from './account/connection';
import { RequestFailure } from './errors/failure';
import { IncomingFile, isByteStream } from './fileStream';
import { InstanceQueue } from './queueing/instanceQueue';
import { readNetworkError } from './errors/networkError';
import { cancellableSleep, hashOf, Pause } from './queueing/pause';
import { askedThing } from './errors/askedThing';
import { OwnNames } from './errors/ownNames';
import { Redactor } from './redaction/redaction';
import { backoffMs, isInDoubt, isKnownToBeDown, mayRepeat, tellsFate } from './retry';
import { settle, type Settled } from '../common/settle';
import { NO_PERMIT, type Permit } from './queueing/permit';
import { withinTime } from './withinTime';
import { buildUrl } from './url';
import {
	isWrite,
	mustAllWait,
	refuseOversizedBody,
	repeatabilityOf,
	type ApiRequest,
} from './request';
import { ServiceClock } from './serviceClock';

/** Where a client can be used: in a running node, in a trigger, or in the editor while a list is filled. */
export type ClientContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

/**
 * The only code that makes a request. One client serves one run of a node: it reads the credential
 * once, and a pause that the service asks of one request holds for every run with that credential.
 */
export class CloudElementsClient {
	readonly redactor = new Redactor();
	readonly serviceClock = new ServiceClock();
	private readonly ownNames = new OwnNames();
	private readonly pause: Pause;
	/** What tells the account from others; holds its secrets. */
	private readonly account: readonly string[];

	private constructor(
		private readonly context: ClientContext,
		private readonly connection: Connection,
		/** Fires when the run is cancelled or ran out of time. */
		readonly cancelSignal: AbortSignal | undefined,
	) {
		this.account = [connection.baseUrl, ...connection.secrets];
		this.pause = Pause.ofAccount(this.account);
		for (const secret of connection.secrets) this.redactor.add(secret);
	}

	/** @throws InputError where the credential cannot be used as it is. */
	static async open(context: ClientContext): Promise<CloudElementsClient> {
		const credential = await context.getCredentials(CREDENTIAL_TYPE);
		const cancelSignal =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		return new CloudElementsClient(
			context,
			readConnection(credential, context.getNode()),
			cancelSignal,
		);
	}

	/** Tells the account from others, and gives none of its secrets away. */
	get accountKey(): string {
		return hashOf(this.account);
	}

	/** Whether this is a gateway: a write whose answer was lost is asked again under its key there, not looked for. */
	get isGateway(): boolean {
		return this.connection.isGateway;
	}

	/** Whether the run was cancelled or ran out of time, so that nothing new may start. */
	get isCancelled(): boolean {
		return this.cancelSignal?.aborted ?? false;
	}

	/**
	 * Sends a request, again where that is safe.
	 *
	 * @returns The readable, successful answer.
	 * @throws RequestFailure after the last attempt; InputError for a body over the service's limit.
	 */
	async send(request: ApiRequest): Promise<Answer> {
		refuseOversizedBody(request.body);
		const keyed =
			this.isGateway && isWrite(request) ? { ...request, idempotencyKey: randomUUID() } : request;
		return await this.repeatedly(keyed, async () => await this.sendOnce(keyed));
	}

	/**
	 * Sends a request whose answer is a file, and hands that on while it comes; again where that is safe.
	 *
	 * @param take Reads the file to its end; its own errors end the request.
	 * @throws RequestFailure after the last attempt, also for a file that broke off.
	 */
	async download<T>(request: ApiRequest, take: (file: IncomingFile) => Promise<T>): Promise<T> {
		return await this.repeatedly(request, async () => await this.downloadOnce(request, take));
	}

	/** Does what sends a request, in its queue and behind its pauses, and again where that is safe. */
	private async repeatedly<T>(request: ApiRequest, once: () => Promise<T>): Promise<T> {
		this.redactor.add(request.through?.token);
		const { policy, through, permit = NO_PERMIT } = request;
		const { maxAttempts, waitBetweenAttemptsMs, isWatched = false } = policy;
		const queue = through && InstanceQueue.of(this.account, through.id);
		let wasInDoubt = false;
		for (let attempt = 1; ; attempt++) {
			const outcome = await this.attempt(queue, permit, once);
			if (outcome.ok) return outcome.value;
			if (!(outcome.error instanceof RequestFailure)) throw outcome.error;
			const { details } = outcome.error;
			const isTold = isWatched && isKnownToBeDown(details, attempt);
			const repeat =
				!isTold && attempt < maxAttempts && mayRepeat(details, repeatabilityOf(request));
			const waitMs = backoffMs(attempt, waitBetweenAttemptsMs, Math.random(), details.retryAfterMs);
			const concernsAll = mustAllWait(request, details);
			// Also where this request gives up: the others must not each find out for themselves. But who was told that the
			// service is down tries again when it is up, and would wait for nothing then.
			if (concernsAll && !isTold) this.pause.extend(waitMs);
			if (!repeat || this.isCancelled) {
				throw new RequestFailure({
					...details,
					attempts: attempt,
					wasInDoubt: wasInDoubt && !tellsFate(details),
					isGateway: this.isGateway,
					isWrite: isWrite(request),
				});
			}
			wasInDoubt ||= isInDoubt(details);
			if (concernsAll) continue;
			if (queue) queue.pause.extend(waitMs);
			else await permit.during(async () => await cancellableSleep(waitMs, this.cancelSignal));
		}
	}

	/** Sends a request once, when its turn has come. */
	private async attempt<T>(
		queue: InstanceQueue | undefined,
		permit: Permit,
		once: () => Promise<T>,
	): Promise<Settled<T>> {
		const enter = async () => await queue?.enter(this.cancelSignal);
		const leave = queue?.isFree === false ? await permit.during(enter) : await enter();
		if (this.pause.holds) {
			await permit.during(async () => await this.pause.over(this.cancelSignal));
		}
		const outcome = await settle(
			this.isCancelled
				? Promise.reject(new RequestFailure({ kind: 'blocked', reason: 'The run was stopped' }))
				: once(),
		);
		leave?.();
		return outcome;
	}

	private async sendOnce(request: ApiRequest): Promise<Answer> {
		// Read as bytes: the helper would hand over a cut-off JSON text as if it were an answer. And a text
		// of the helper's outlives its answer, which with a long list is most of the memory that it takes.
		const response = await this.exchange(request, 'arraybuffer');
		return acceptable(this.read(response, request), request);
	}

	private async downloadOnce<T>(
		request: ApiRequest,
		take: (file: IncomingFile) => Promise<T>,
	): Promise<T> {
		const response = await this.exchange(request, 'stream');
		const { body, headers, statusCode: status } = response;
		if (!isByteStream(body)) throw new RequestFailure({ kind: 'unreadable', status });
		const { timeoutMs } = request.policy;
		const file = new IncomingFile(body, lowerCaseHeaders(headers), timeoutMs, this.cancelSignal);
		if (status < 200 || status >= 300) {
			const text = await file.text();
			this.read({ ...response, body: text }, request);
		}
		const taken = await settle(take(file));
		file.close();
		if (file.refusal) throw file.refusal;
		if (file.fault) throw file.fault;
		if (!taken.ok) throw taken.error;
		return taken.value;
	}

	/** @throws RequestFailure where it is no success or cannot be read. */
	private read(response: IN8nHttpFullResponse, request: ApiRequest): Answer {
		const { redactor, ownNames, isGateway } = this;
		const { method, segments, body, query } = request;
		const asked = askedThing(method, segments);
		return readAnswer(response, Date.now(), {
			asked,
			sent: [body, query],
			redactor,
			ownNames,
			isGateway,
		});
	}

	/** @throws RequestFailure where no answer came. */
	private async exchange(
		request: ApiRequest,
		encoding: 'arraybuffer' | 'stream',
	): Promise<IN8nHttpFullResponse> {
		const { body, file, idempotencyKey } = request;
		const multipart = await file?.();
		const options: IHttpRequestOptions = {
			method: request.method,
			url: buildUrl(this.connection.baseUrl, request.segments, request.query),
			headers: {
				Accept: request.mediaType ?? 'application/json',
				...(request.through ? { Authorization: `Element ${request.through.token}` } : {}),
				...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
				...multipart?.headers,
			},
			...(body ? { body } : {}),
			...(multipart ? { body: multipart.body as Buffer } : {}),
			encoding,
			returnFullResponse: true,
			// The helper sends a request again after a 401; a create must not be sent twice.
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
			allowedDomains: this.connection.allowedDomains,
			timeout: request.policy.timeoutMs,
		};
		const outcome = await withinTime(
			request.policy.timeoutMs,
			// A create is awaited though the run is stopped, or the instance that it makes could not be named.
			request.repeatability === 'create' ? undefined : this.cancelSignal,
			async (abortSignal) =>
				(await this.context.helpers.httpRequestWithAuthentication.call(
					this.requestContext(),
					CREDENTIAL_TYPE,
					{ ...options, abortSignal },
				)) as IN8nHttpFullResponse,
		);
		if (outcome.ok) {
			this.serviceClock.note(outcome.value.headers.date);
			return outcome.value;
		}
		if (outcome.error instanceof RequestFailure) throw outcome.error;
		const fault = readNetworkError(outcome.error);
		throw new RequestFailure({
			kind: fault.kind,
			asked: askedThing(request.method, request.segments),
			networkCode: fault.code,
			host: new URL(this.connection.baseUrl).host,
			reason: this.redactor.quote(fault.reason),
			timeoutMs: request.policy.timeoutMs,
		});
	}

	/**
	 * n8n's helper puts the signal of the run in place of the one that a request brings. So it is shown a
	 * context without signal.
	 */
	private requestContext(): IAllExecuteFunctions {
		const context = this.context;
		const withoutSignal: Pick<ClientContext, 'getCredentials' | 'getNode' | 'helpers' | 'logger'> =
			{
				getCredentials: context.getCredentials.bind(context),
				getNode: context.getNode.bind(context),
				helpers: context.helpers,
				logger: context.logger,
			};
		return withoutSignal as IAllExecuteFunctions;
	}
}

/** An answer of another kind than asked for, such as an empty one, is as good as none. */
function acceptable(answer: Answer, { accepts }: ApiRequest): Answer {
	if (!accepts || accepts(answer.body)) return answer;
	throw new RequestFailure({
		kind: 'unreadable',
		status: answer.status,
		requestId: answer.headers['elements-request-id'],
	});
}
