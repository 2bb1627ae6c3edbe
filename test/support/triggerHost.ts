/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { HookContext, PollContext, TriggerContext, WebhookContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IWebhookData,
	IWorkflowExecuteAdditionalData as AdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

import { loadCredential } from './builtPackage';
import { BuiltCredentials } from '../../tools/n8n/engine/credentials';
import { captureLog } from './engine';

type Json = Record<string, unknown>;

const CREDENTIAL_TYPE = 'cloudElementsApi';

/** A workflow that begins with a trigger, as n8n keeps it. */
export interface TriggerWorkflow {
	node: INodeType;
	parameters: INodeParameters;
	credential: () => ICredentialDataDecryptedObject;
}

/**
 * What n8n does around a trigger, with n8n-core's own contexts: it saves the memory of the workflow after each
 * step, as JSON, and makes everything else anew each time.
 */
export class TriggerHost {
	/** What n8n's database holds of the trigger's memory. */
	saved = '{}';
	/** The items of each execution that was started. */
	readonly started: IDataObject[][] = [];
	/** Status of each answer to a delivery. */
	readonly answers: number[] = [];
	readonly log: string[] = [];
	readonly webhookId = randomUUID();
	parameters: INodeParameters;
	/** Called where n8n begins the execution of a delivery. What it throws keeps the execution from starting. */
	beforeStart: () => Promise<void> = async () => {};
	/** Called before the memory is saved. */
	beforeSave: () => Promise<void> = async () => {};
	private readonly node: INodeType;
	/** What a process remembers of a workflow, it remembers under its id. */
	private id = randomUUID();
	private server: Server | undefined;
	private port = 0;
	/** The memory of "Listen for test event", which n8n keeps apart. */
	private testMemory: IDataObject | undefined;

	constructor(private readonly workflow: TriggerWorkflow) {
		this.node = workflow.node;
		this.parameters = workflow.parameters;
	}

	/** From now on the trigger has another credential. */
	useCredential(credential: ICredentialDataDecryptedObject): void {
		this.workflow.credential = () => credential;
	}

	get callbackUrl(): string {
		return `http://127.0.0.1:${this.port}/webhook/${this.webhookId}/webhook`;
	}

	get items(): IDataObject[] {
		return this.started.flat();
	}

	/** As n8n's process ends and another one begins: only what was saved is left. */
	restart(): void {
		this.id = randomUUID();
	}

	async listen(port = 0): Promise<void> {
		this.server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const isTest = request.url?.startsWith('/webhook-test/') ?? false;
				const rawBody = Buffer.concat(chunks);
				void this.deliver({ headers: request.headers, rawBody }, response, isTest);
			});
		});
		await new Promise<void>((resolve) => this.server!.listen(port, '127.0.0.1', resolve));
		this.port = (this.server.address() as AddressInfo).port;
	}

	/** Takes no deliveries until it listens again, at the same address. */
	async close(): Promise<number> {
		const { server } = this;
		server?.closeAllConnections();
		if (server?.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
		return this.port;
	}

	/** Switches the workflow on; n8n does the same for each active one when it starts (`init`). */
	async activate(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		await this.withSaved(async (workflow) => {
			const { checkExists, create } = this.node.webhookMethods!.default!;
			const context = this.hookContext(workflow, 'trigger', activation, false);
			if (!(await checkExists.call(context))) await create.call(context);
		});
	}

	async deactivate(): Promise<void> {
		await this.withSaved(async (workflow) => {
			const context = this.hookContext(workflow, 'internal', 'update', false);
			await this.node.webhookMethods!.default!.delete.call(context);
		});
	}

	/**
	 * What n8n starts for as long as the workflow is active.
	 * Out: what it does when the workflow is switched off.
	 */
	async run(mode: WorkflowExecuteMode = 'trigger'): Promise<() => Promise<void>> {
		const workflow = this.newWorkflow(JSON.parse(this.saved) as IDataObject);
		const node = workflow.getNode('Trigger')!;
		const activation = mode === 'manual' ? 'manual' : 'init';
		const context = new TriggerContext(workflow, node, this.additionalData(), mode, activation);
		this.capture(context);
		const response = await this.node.trigger!.call(context);
		return async () => await response?.closeFunction?.();
	}

	/** "Listen for test event". */
	async listenForTest(): Promise<void> {
		const workflow = this.newWorkflow({});
		const { checkExists, create } = this.node.webhookMethods!.default!;
		const context = this.hookContext(workflow, 'manual', 'manual', true);
		if (!(await checkExists.call(context))) await create.call(context);
		this.testMemory = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
	}

	async stopTest(): Promise<void> {
		const workflow = this.newWorkflow({});
		workflow.staticData = this.testMemory ?? {};
		const context = this.hookContext(workflow, 'internal', 'update', true);
		await this.node.webhookMethods!.default!.delete.call(context);
		this.testMemory = undefined;
	}

	/** One look of a polling trigger. Out: the items of the execution that it starts, if any. */
	async poll(mode: WorkflowExecuteMode = 'trigger'): Promise<IDataObject[]> {
		return await this.withSaved(async (workflow) => {
			const node = workflow.getNode('Trigger')!;
			const activation = mode === 'manual' ? 'manual' : 'activate';
			const context = new PollContext(workflow, node, this.additionalData(), mode, activation);
			this.capture(context);
			const result = await this.node.poll!.call(context);
			const items = (result?.[0] ?? []).map(({ json }) => json);
			if (items.length > 0) this.started.push(items);
			return items;
		});
	}

	/** One delivery, as n8n hands it to the node and answers it. */
	private async deliver(
		{ headers, rawBody }: { headers: unknown; rawBody: Buffer },
		response: ServerResponse,
		isTest: boolean,
	): Promise<void> {
		const json = {
			status(code: number) {
				response.statusCode = code;
				return json;
			},
			json(body: unknown) {
				response.setHeader('Content-Type', 'application/json');
				response.end(JSON.stringify(body));
				return json;
			},
		};
		// n8n reads forms itself, after which the raw body cannot be had.
		const isForm = String((headers as Json)['content-type']).startsWith('multipart/');
		const readRawBody = async () => {
			if (isForm) throw new Error('Request body stream is not readable');
		};
		const httpRequest = { headers, rawBody: isForm ? undefined : rawBody, readRawBody, body: {} };
		const additionalData = {
			...this.additionalData(),
			httpRequest: httpRequest as unknown as AdditionalData['httpRequest'],
			httpResponse: json as unknown as AdditionalData['httpResponse'],
		};
		const run = async (workflow: Workflow, memory?: IDataObject) => {
			const node = workflow.getNode('Trigger')!;
			const webhook = this.webhookData(node, isTest);
			const mode = isTest ? 'manual' : 'webhook';
			const context = new WebhookContext(workflow, node, additionalData, mode, webhook, [], null);
			this.capture(context);
			const result = await this.node.webhook!.call(context);
			// The execution gets the same memory, which thereby counts as unchanged; only then is the answer read, and the
			// memory saved (as n8n 2.41 does).
			const [items] = (result.workflowData ?? []) as INodeExecutionData[][];
			if (items) {
				await this.beforeStart();
				if (memory) this.newWorkflow(memory);
				this.started.push(items.map((item) => item.json));
			}
			return { ...result };
		};
		try {
			const result = isTest ? await run(this.testWorkflow()) : await this.withSaved(run);
			if (!result.noWebhookResponse) json.status(200).json(result.webhookResponse ?? {});
		} catch (error) {
			this.log.push(`error: ${(error as Error).message}`);
			json.status(500).json({ message: 'Error in workflow' });
		}
		this.answers.push(response.statusCode);
	}

	private testWorkflow(): Workflow {
		const workflow = this.newWorkflow({});
		if (this.testMemory) workflow.setTestStaticData(this.testMemory);
		return workflow;
	}

	private hookContext(
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
		isTest: boolean,
	): HookContext {
		const node = workflow.getNode('Trigger')!;
		const webhook = this.webhookData(node, isTest);
		const additionalData = this.additionalData();
		const context = new HookContext(workflow, node, additionalData, mode, activation, webhook);
		this.capture(context);
		return context;
	}

	private async withSaved<T>(
		work: (workflow: Workflow, memory: IDataObject) => Promise<T>,
	): Promise<T> {
		const memory = JSON.parse(this.saved) as IDataObject;
		const workflow = this.newWorkflow(memory);
		const result = await work(workflow, memory);
		const { staticData } = workflow as unknown as { staticData: { __dataChanged?: boolean } };
		await this.beforeSave();
		if (staticData.__dataChanged) this.saved = JSON.stringify(staticData);
		return result;
	}

	private newWorkflow(staticData: IDataObject): Workflow {
		const { node } = this;
		return new Workflow({
			id: this.id,
			nodes: [
				{
					id: this.id,
					name: 'Trigger',
					type: 'trigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: this.parameters,
					webhookId: this.webhookId,
					credentials: { [CREDENTIAL_TYPE]: { id: '1', name: 'Cloud Elements account' } },
				},
			],
			connections: {},
			nodeTypes: {
				getByName: () => node,
				getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(node),
				getKnownTypes: () => ({}),
			},
			active: true,
			staticData,
		});
	}

	private webhookData(node: INode, isTest: boolean): IWebhookData {
		const [webhookDescription] = this.node.description.webhooks!;
		return {
			httpMethod: 'POST',
			node: node.name,
			path: `${this.webhookId}/webhook`,
			webhookDescription,
			workflowId: this.id,
			workflowExecuteAdditionalData: this.additionalData(),
			isTest,
		};
	}

	private additionalData(): AdditionalData {
		const base = `http://127.0.0.1:${this.port}`;
		return {
			credentialsHelper: new BuiltCredentials(loadCredential(), this.workflow.credential()),
			executionId: 'execution',
			variables: {},
			instanceBaseUrl: base,
			restApiUrl: `${base}/rest`,
			webhookBaseUrl: `${base}/webhook`,
			webhookTestBaseUrl: `${base}/webhook-test`,
			webhookWaitingBaseUrl: `${base}/webhook-waiting`,
			formWaitingBaseUrl: `${base}/form-waiting`,
		} as unknown as AdditionalData;
	}

	private capture({ logger }: { logger: object }): void {
		captureLog(logger, this.log);
	}
}
