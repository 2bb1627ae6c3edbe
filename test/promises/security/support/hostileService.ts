/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { runNode, type NodeRun, type NodeRunResult } from '../../../support/engine';
import { everythingShown } from '../../../support/sandboxed';

const madeUp = (what: string) => `${what}-of-the-test=`;

export const SECRETS = {
	userSecret: madeUp('user-secret'),
	organizationSecret: madeUp('organization-secret'),
};
export const TOKEN = madeUp('element-token');
/** The key that the instance's owner before us signs with, which this service shows. */
export const FORMER_KEY = madeUp('former-signature-key');
/** The one instance that this service has; its own entry is always answered well. */
export const INSTANCE_ID = 4711;

/** What the service answers to everything but the instance itself. */
export interface HostileAnswer {
	status?: number;
	headers?: Record<string, string>;
	/** As it is sent; a value of another type is sent as JSON. */
	body: unknown;
	/** The instance itself is answered in this way too. */
	alsoInstance?: boolean;
	/** The token of the instance. */
	token?: string;
}

export interface HostileRequest {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	/** As it came. */
	body: string;
}

export interface HostileService {
	/** What each request is answered, or who decides that: undefined for a good answer. */
	answer: HostileAnswer | ((request: HostileRequest) => HostileAnswer | undefined);
	/** What is to be shown nowhere: the secrets that were sent, and whatever it answered of that kind. */
	hidden: Set<string>;
	/** The instance's configuration as this service keeps it. */
	configuration: Record<string, unknown>;
	/** What was asked of the instance beside its configuration. */
	changed: { name?: string; disabled?: boolean };
	isDeleted: boolean;
	requests: HostileRequest[];
	credential(): ICredentialDataDecryptedObject;
	/**
	 * Runs the node against it, and checks that no secret shows anywhere.
	 *
	 * @param maxAttempts - How often a request is sent; once where it is missing.
	 */
	run(
		parameters: INodeParameters,
		more?: Partial<NodeRun>,
		maxAttempts?: number,
	): Promise<NodeRunResult>;
}

/** A service that answers anything at all, for the tests of a file. */
export function useHostileService(): HostileService {
	let server: Server;
	const service: HostileService = {
		answer: { body: {} },
		hidden: new Set(),
		configuration: {},
		changed: {},
		isDeleted: false,
		requests: [],
		credential() {
			const { port } = server.address() as AddressInfo;
			return { environment: 'custom', baseUrl: `http://127.0.0.1:${port}`, ...SECRETS };
		},
		async run(parameters, more, maxAttempts = 1) {
			const result = await runNode({
				credential: service.credential(),
				...more,
				parameters: {
					...parameters,
					options: {
						...(parameters.options as INodeParameters | undefined),
						maxAttempts,
						timeout: 5000,
						waitBetweenAttempts: 1,
					},
				},
			});
			const shown = everythingShown(result);
			expect(Object.values(SECRETS).filter((secret) => shown.includes(secret))).toEqual([]);
			return result;
		},
	};
	beforeAll(async () => {
		server = createServer((request, response) => {
			const { method = '', url = '', headers } = request;
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const asked = { method, url, headers, body: Buffer.concat(chunks).toString() };
				service.requests.push(asked);
				const { status = 200, headers: sent, body } = answerTo(service, asked);
				response.writeHead(status, sent);
				response.end(typeof body === 'string' ? body : JSON.stringify(body ?? null));
			});
		});
		await new Promise<void>((resolve) => {
			server.listen(0, '127.0.0.1', resolve);
		});
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});
	beforeEach(() => {
		service.answer = { body: {} };
		service.configuration = {
			'app.name': 'Connector',
			'host.ip': 'host',
			'event.notification.signature.key': FORMER_KEY,
		};
		service.changed = {};
		service.isDeleted = false;
		service.requests.length = 0;
		service.hidden = new Set(Object.values(SECRETS));
	});
	return service;
}

function answerTo(service: HostileService, request: HostileRequest): HostileAnswer {
	const { answer } = service;
	if (typeof answer === 'function') return answer(request) ?? goodAnswer(service, request);
	const isInstance = request.method === 'GET' && request.url.endsWith(`/instances/${INSTANCE_ID}`);
	return isInstance && !answer.alsoInstance ? goodAnswer(service, request, answer.token) : answer;
}

/** What a good service answers about its one instance, which has no records. */
function goodAnswer(
	service: HostileService,
	{ method, url, body }: HostileRequest,
	token = TOKEN,
): HostileAnswer {
	const { configuration } = service;
	const path = url.split('?')[0].replace('/elements/api-v2/', '');
	if (!path.startsWith('instances')) return { body: [] };
	if (service.isDeleted)
		return { status: 404, body: { message: `No element instance found with ID ${INSTANCE_ID}` } };
	if (path.endsWith('/enabled')) {
		service.changed.disabled = method === 'DELETE';
	} else if (method === 'DELETE') {
		service.isDeleted = true;
	} else if (method !== 'GET' && body !== '') {
		const asked = JSON.parse(body) as { name?: string; configuration?: object };
		Object.assign(configuration, asked.configuration);
		if (asked.name !== undefined) service.changed.name = asked.name;
	}
	service.hidden.add(token).add(FORMER_KEY);
	// The token stands in places where nobody looks for it, too.
	const instance = {
		...INSTANCE,
		...service.changed,
		configuration: { ...configuration, 'link.url': `https://example.com/?key=${token}` },
		token,
		links: [{ of: { token } }],
	};
	return { body: path === 'instances' && method === 'GET' ? [instance] : instance };
}

/** Secrets in each form in which a service may repeat them. */
export function formsOf(secrets: Iterable<string>): string[] {
	return [...secrets].flatMap((secret) => {
		const encoded = encodeURIComponent(secret);
		return [secret, encoded, encoded.replace(/%../g, (octet) => octet.toLowerCase())];
	});
}

/** What a careless service or proxy says about a request that it did not like. */
export function echo(
	status: number,
	secrets: Iterable<string>,
	words = (said: string) => `No ${said} here`,
): HostileAnswer {
	const [first, second] = secrets;
	const text = words(formsOf(secrets).join(' and '));
	return {
		status,
		headers: { 'elements-request-id': first },
		body: { message: text, providerMessage: text, requestId: second },
	};
}

const INSTANCE = {
	id: INSTANCE_ID,
	name: 'Store 12',
	valid: true,
	disabled: false,
	element: { key: 'quickbooksonprem' },
	tags: [],
};

const instanceId = { __rl: true, mode: 'id', value: INSTANCE_ID };
const recordId = { __rl: true, mode: 'id', value: '80000001-1484947875' };
const named = (value: string) => ({ __rl: true, mode: 'id', value });
const json = (recordJson: string) => ({ fieldsMode: 'json', recordJson });

/** One call of each kind, of instances, records, other objects, reports and bulk jobs. */
export const CALLS: Record<string, INodeParameters> = {
	'instance create': { operation: 'create', name: 'A', appName: 'B', hostIp: 'c' },
	'instance upsert': { operation: 'upsert', name: 'A', appName: 'B', hostIp: 'c' },
	'instance get': { operation: 'get', instanceId, simplify: false },
	'instance getAll': { operation: 'getAll', returnAll: true },
	'instance update': { operation: 'update', instanceId, updateFields: { name: 'New' } },
	'instance delete': { operation: 'delete', instanceId },
	'instance enable': { operation: 'enable', instanceId },
	'instance disable': { operation: 'disable', instanceId },
	'instance check': { operation: 'check', instanceId },
	'instance get by name': {
		operation: 'get',
		instanceId: { __rl: true, mode: 'name', value: 'Store 12' },
	},
	'customer create': { resource: 'customer', operation: 'create', ...json('{"Name":"A"}') },
	'customer upsert': { resource: 'customer', operation: 'upsert', ...json('{"Name":"A"}') },
	'customer get': { resource: 'customer', operation: 'get', recordId, simplify: false },
	'customer getAll': { resource: 'customer', operation: 'getAll', limit: 10 },
	'customer update': {
		resource: 'customer',
		operation: 'update',
		recordId,
		...json('{"CompanyName":"A"}'),
	},
	'customer delete': { resource: 'customer', operation: 'delete', recordId },
	'invoice update': {
		resource: 'invoice',
		operation: 'update',
		recordId,
		...json('{"InvoiceLineRet":[{"TxnLineID":"1","Desc":"A"}]}'),
	},
	'invoice upsert': {
		resource: 'invoice',
		operation: 'upsert',
		...json('{"RefNumber":"1","CustomerRef":{"FullName":"A"},"InvoiceLineRet":[{"Desc":"A"}]}'),
	},
	'other object get': {
		resource: 'otherObject',
		operation: 'get',
		objectName: named('estimates'),
		recordId,
	},
	'other object getAll': {
		resource: 'otherObject',
		operation: 'getAll',
		objectName: named('estimates'),
		limit: 10,
	},
	'report get': {
		resource: 'report',
		operation: 'get',
		reportType: named('ProfitAndLossStandard'),
	},
	'report getTypes': { resource: 'report', operation: 'getTypes' },
	'bulk getStatus': { resource: 'bulk', operation: 'getStatus', jobId: '12' },
	'bulk getErrors': { resource: 'bulk', operation: 'getErrors', jobId: '12' },
	'bulk cancel': { resource: 'bulk', operation: 'cancel', jobId: '12' },
	'bulk download': { resource: 'bulk', operation: 'download', objectName: named('customers') },
};
for (const parameters of Object.values(CALLS)) {
	if (parameters.resource) parameters.instanceId = instanceId;
}

/** Everything that all objects share; a polluted prototype has more. */
export function sharedKeys(): string[] {
	return [Object.prototype, Array.prototype, Function.prototype, String.prototype].flatMap(
		(prototype) => Reflect.ownKeys(prototype).map(String),
	);
}
