/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { byId, quickBooks, workflow } from '../n8n/drive/build';
import { gatewayCredential } from '../n8n/drive/credential';
import { runFrom } from '../n8n/drive/editorRun';
import { storeWorkflow } from '../n8n/drive/examples';
import { executionFailure } from '../n8n/drive/failure';
import { mapped } from '../n8n/drive/sale';
import { outputOf, type WorkflowNode } from '../n8n/drive/workflow';
import { prepareN8n } from '../n8n/install/install';
import { build, pack, projectFolder } from '../n8n/install/pack';
import { cleanEnvironment } from '../n8n/serve/environment';
import { freePorts } from '../n8n/serve/instance';
import { temporaryFolder } from '../n8n/serve/leftovers';
import { run } from '../n8n/serve/processes';
import { clockMs } from '../n8n/serve/progress';
import { callN8n, createOwner, startServer, type Login, type N8nServer } from '../n8n/serve/server';
import { scratchFolder } from '../n8n/serve/userFolder';
import { secretsIn, type GatewaySecrets } from './api';
import { COMPANY, Office } from './office';
import { packGateway, startCommand } from './packed';

/** The page that says which commands to type, and the heading above them. */
const PAGE = path.join(projectFolder, 'docs', 'gateway.md');
const HEADING = '## From nothing to a first invoice';
const N8N_COMMAND = /^npx n8n\b/;

/** One step of the path, with what it took. */
export interface Step {
	/** The command as the page has it, or what a person does by hand. */
	what: string;
	isCommand: boolean;
	durationMs: number;
}

export interface Path {
	steps: Step[];
	/** As n8n put it out. */
	invoice: Record<string, unknown>;
	/** What the simulated QuickBooks was given. */
	documents: readonly string[];
}

/** @returns the commands that the page has somebody type, in their order */
export async function commandsOfThePage(): Promise<string[]> {
	const page = await readFile(PAGE, 'utf8');
	const block = /```sh\n([^]*?)```/.exec(page.slice(page.indexOf(HEADING)))?.[1];
	if (!page.includes(HEADING) || block === undefined) throw new Error('The page has no commands.');
	return block
		.split('\n')
		.map((line) => line.replace(/\s+#.*$/, '').trim())
		.filter((line) => line !== '');
}

/** Both tarballs in a folder, as somebody has them who made or downloaded them. */
async function downloads(): Promise<string> {
	const folder = await temporaryFolder('downloads');
	await build();
	for (const { tarball } of [await pack(), await packGateway()]) {
		await copyFile(tarball, path.join(folder, path.basename(tarball)));
	}
	return folder;
}

/** n8n's editor, and a person at it. */
class Editor {
	private credentialId = '';

	private constructor(
		private readonly server: N8nServer,
		private readonly login: Login,
	) {}

	static async open(server: N8nServer): Promise<Editor> {
		return new Editor(server, await createOwner(server));
	}

	async saveCredential(baseUrl: string, secrets: GatewaySecrets): Promise<void> {
		const { server, login } = this;
		const { name, type, data } = gatewayCredential(baseUrl, {
			userSecret: secrets.user,
			organizationSecret: secrets.organization,
		});
		const { id } = await callN8n<{ id: string }>(server, 'POST', '/rest/credentials', {
			login,
			body: { name, type, data },
		});
		this.credentialId = id;
	}

	/** Executes nodes of the package, one after the other. @returns the first item of the last */
	async execute(
		nodes: Array<[name: string, parameters: Record<string, unknown>]>,
	): Promise<Record<string, unknown>> {
		const { server, login, credentialId } = this;
		const chain: WorkflowNode[] = nodes.map(([name, parameters]) =>
			quickBooks(name, parameters, { credentialId }),
		);
		const last = chain[chain.length - 1].name;
		const stored = await storeWorkflow(server, login, workflow(last, chain));
		const execution = await runFrom(server, login, stored, 'Start', {});
		const failure = executionFailure(execution);
		if (failure) throw new Error(failure);
		return outputOf(execution, last)[0].json;
	}
}

const CREATE_INSTANCE = {
	operation: 'create',
	specifyInstance: 'fields',
	name: 'Harbour Store',
	appName: 'n8n',
	hostIp: 'front-desk',
	additionalFields: { companyName: COMPANY },
	options: {},
};

const record = (id: unknown, resource: string, parameters: Record<string, unknown>) => ({
	resource,
	operation: 'create',
	instanceId: byId(id),
	fieldsMode: 'mapped',
	options: {},
	...parameters,
});

/**
 * Goes the way of somebody who has the two tarballs and nothing else, by the commands of docs/gateway.md: the gateway, n8n, a
 * connected company, an invoice. n8n itself comes from the cache, and QuickBooks with its Web Connector is simulated.
 * What it starts ends with `undoAll`.
 *
 * @throws Error where a step does not do what the page says
 */
export async function goNewcomersPath(): Promise<Path> {
	const installation = await prepareN8n();
	const cwd = await downloads();
	const home = await temporaryFolder('home');
	await mkdir(scratchFolder(home));
	const [gatewayPort, n8nPort] = await freePorts(2);
	const { HOME = '' } = process.env;
	const env = cleanEnvironment({
		HOME: home,
		// Where npm gets packages from is the machine's business.
		npm_config_userconfig: path.join(HOME, '.npmrc'),
		npm_config_cache: process.env.npm_config_cache ?? path.join(HOME, '.npm'),
		GATEWAY_PORT: String(gatewayPort),
	});
	const steps: Step[] = [];
	const timed = async <T>(what: string, isCommand: boolean, work: () => Promise<T>): Promise<T> => {
		const startMs = clockMs();
		const done = await work();
		steps.push({ what, isCommand, durationMs: clockMs() - startMs });
		return done;
	};
	const byHand = async <T>(what: string, work: () => Promise<T>) => await timed(what, false, work);

	let server: N8nServer | undefined;
	for (const command of await commandsOfThePage()) {
		await timed(command, true, async () => {
			if (N8N_COMMAND.test(command)) {
				server = await startServer(
					{ installation, userFolder: home },
					{ additions: { N8N_PORT: String(n8nPort) } },
				);
			} else if (/quickbooks-enterprise-gateway$/.test(command)) {
				await startCommand('sh', ['-c', command], { cwd, env });
			} else {
				await run('sh', ['-c', command], { cwd, env });
			}
		});
	}
	if (!server) throw new Error('The page does not say how to start n8n.');

	const baseUrl = `http://localhost:${gatewayPort}`;
	const secrets = await secretsIn(path.join(home, 'gateway', 'gateway-data'));
	const n8n = server;
	const editor = await byHand('n8n: make an account', async () => await Editor.open(n8n));
	await byHand('n8n: save the credential', async () => {
		await editor.saveCredential(baseUrl, secrets);
	});
	const created = await byHand(
		'n8n: execute Create QuickBooks Enterprise instance',
		async () => await editor.execute([['Create Instance', CREATE_INSTANCE]]),
	);
	const office = new Office(baseUrl);
	try {
		const link = String(created.setupUrl);
		await byHand(
			"the company's computer: open the link, download the file, open it in the Web Connector, paste the password, tick Auto-Run",
			async () => {
				await office.checkPage(link);
				await office.connect(link);
				await office.whenClosed(link);
			},
		);
		const invoice = await byHand(
			'n8n: execute Create Customer and Create Invoice',
			async () =>
				await editor.execute([
					[
						'Create Customer',
						record(created.id, 'customer', { fields: mapped({ Name: 'Lighthouse Keepers' }) }),
					],
					[
						'Create Invoice',
						record(created.id, 'invoice', {
							fields: mapped({ CustomerRef: '={{ $json.FullName }}' }),
							lines: { itemLines: [{ item: 'Services', quantity: '2', rate: '35.00' }] },
							simplify: false,
						}),
					],
				]),
		);
		return { steps, invoice, documents: office.documents };
	} finally {
		await office.close();
	}
}
