import {
	GatewayProcess,
	ORGANIZATION_SECRET,
	USER_SECRET,
} from '../../../test/gateway/support/gatewayProcess';
import { quickBooks, workflow } from '../../n8n/drive/build';
import { executionFailure } from '../../n8n/drive/failure';
import { SALE_NODES, saleWorkflow } from '../../n8n/drive/sale';
import { outputOf, type Workflow } from '../../n8n/drive/workflow';
import { runWorkflow, type PackageParts } from '../../n8n/engine/runWorkflow';
import { Office } from '../../gateway/office';
import { indented, plain } from './plainText';

const CREATE = 'Create Instance';

/** What of the output of each node is worth showing. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
	[CREATE]: ['id', 'name', 'connectorState', 'setupUrl'],
	[SALE_NODES[0]]: ['id', 'FullName'],
	[SALE_NODES[1]]: ['id', 'RefNumber', 'Subtotal', 'BalanceRemaining'],
	[SALE_NODES[2]]: ['id', 'TotalAmount', 'UnusedPayment'],
};

const createWorkflow = (): Workflow =>
	workflow('create', [
		quickBooks(CREATE, {
			operation: 'create',
			specifyInstance: 'fields',
			name: 'Harbour Store',
			appName: 'n8n',
			hostIp: 'front-desk',
			additionalFields: {},
			options: {},
		}),
	]);

const block = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;

const shown = (value: unknown) => block('text', JSON.stringify(value, null, 2));

/** n8n's engine with the node and its credential for a gateway. */
class Engine {
	constructor(
		private readonly parts: PackageParts,
		private readonly baseUrl: string,
	) {}

	/** @returns the first output item of each node of the package, by its name */
	async run(asked: Workflow): Promise<Map<string, Record<string, unknown>>> {
		const execution = await runWorkflow(asked, this.parts, {
			environment: 'gateway',
			baseUrl: this.baseUrl,
			userSecret: USER_SECRET,
			organizationSecret: ORGANIZATION_SECRET,
		});
		const failure = executionFailure(execution);
		if (failure) throw new Error(failure);
		const names = asked.nodes.map(({ name }) => name).filter((name) => name in SHOWN);
		return new Map(names.map((name) => [name, outputOf(execution, name)[0].json]));
	}
}

const chosen = (node: string, item: Record<string, unknown>) =>
	shown(Object.fromEntries(SHOWN[node].map((member) => [member, item[member]])));

/** Says that these are the right books. */
async function confirm(gateway: string, id: unknown, company: string): Promise<unknown> {
	const answer = await fetch(
		`${gateway}/elements/api-v2/instances/${String(id)}/connector/confirm`,
		{
			method: 'POST',
			headers: {
				authorization: `User ${USER_SECRET}, Organization ${ORGANIZATION_SECRET}`,
				'content-type': 'application/json',
			},
			body: JSON.stringify({ company }),
		},
	);
	if (!answer.ok) throw new Error(`The books were not confirmed: ${answer.status}.`);
	return await answer.json();
}

/** A company is connected, from the create in n8n to the question whether its books are the right ones. */
async function connected(engine: Engine, office: Office, gateway: string): Promise<string[]> {
	const created = (await engine.run(createWorkflow())).get(CREATE)!;
	const link = String(created.setupUrl);
	const before = await office.open(link);
	const qwc = await office.addApplication(link, before);
	const after = await office.whenShown(link, 'confirm');
	const confirmed = await confirm(gateway, created.id, 'Bayshore Builders');
	return [
		`**1. n8n**, the node's Create with the credential _Self-Hosted Gateway_. Of its output:`,
		chosen(CREATE, created),
		'**2. The link**, opened at the computer of the company:',
		shown(before),
		'**3. The `.qwc` file** that it offers, opened in the Web Connector. The password comes from `POST` to `/password` of the link:',
		block('xml', qwc.trim().replaceAll('\t', '  ')),
		'**4. The Web Connector has called**, and QuickBooks has said which company is open. The link now says:',
		shown(after),
		`**5. Somebody confirms the books**: \`POST /instances/${String(created.id)}/connector/confirm\` with \`{ "company": "Bayshore Builders" }\`. The answer:`,
		shown(confirmed),
	];
}

/** A sale in the books of the instance with the id. */
async function sold(engine: Engine, office: Office, id: number): Promise<string[]> {
	const known = office.documents.length;
	const outputs = await engine.run(saleWorkflow(id));
	const left = office.documents.slice(known);
	const perNode = SALE_NODES.map((node, at) => {
		const request = ['CustomerAddRq', 'InvoiceAddRq', 'ReceivePaymentAddRq'][at];
		const own = left.filter((document) => document.includes(`<${request} `));
		if (own.length !== 1) throw new Error(`${node} left in ${own.length} documents.`);
		return [
			`**${at + 6}. n8n, ${node}.** This left for QuickBooks:`,
			block('xml', indented(own[0])),
			'and of the output:',
			chosen(node, outputs.get(node)!),
		];
	});
	const others = left.length - SALE_NODES.length;
	return [...perNode.flat(), `Further documents that left meanwhile: ${others}.`];
}

/**
 * Goes the whole way with a gateway in a process of its own, and writes down what happens at each step.
 *
 * @param parts of the built package
 * @param data an empty folder for the gateway
 * @returns Markdown; the same in each run
 */
export async function recordTranscript(parts: PackageParts, data: string): Promise<string> {
	const gateway = await GatewayProcess.start(data, 0);
	const office = new Office(gateway.address);
	try {
		const engine = new Engine(parts, gateway.address);
		const steps = await connected(engine, office, gateway.address);
		steps.push(...(await sold(engine, office, 1)));
		return plain(steps.join('\n\n'));
	} finally {
		await office.close();
		await gateway.kill();
	}
}
