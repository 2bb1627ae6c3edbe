/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { setTimeout as wait } from 'node:timers/promises';
import { type Sandbox, startSandbox } from '../../sandbox';
import { executeWorkflow } from '../n8n/drive/cli';
import { exampleFile, PROVISIONING_EXAMPLE } from '../n8n/drive/examples';
import { saleWorkflow } from '../n8n/drive/sale';
import { prepareSession, sayAddresses } from '../n8n/drive/session';
import type { Execution } from '../n8n/drive/workflow';
import { cacheFolder } from '../n8n/install/cache';
import { missingInstallSteps } from '../n8n/install/install';
import { build } from '../n8n/install/pack';
import { atEnd, runCommand } from '../n8n/serve/leftovers';
import { elapsed, numberSteps, say, step } from '../n8n/serve/progress';
import { createOwner, startServer } from '../n8n/serve/server';
import { sayCreated } from './created';
import { runInEngine } from './engineRun';
import { saySold, WITH_A_REAL_ONE } from './sold';
import { whatNext } from './whatNext';

/** Pack, install the package, import, start the editor. */
const EDITOR_STEPS = 4;
const SERVER_POLL_MS = 500;

/** The example in n8n's own engine, at once: no n8n has to be installed for that. */
async function provisionInEngine(sandbox: Sandbox): Promise<void> {
	const example = await exampleFile(PROVISIONING_EXAMPLE);
	const execution = await step(
		"Running the provisioning example in n8n's own engine",
		async () => await runInEngine(example, sandbox),
	);
	const [first] = sayCreated(execution, sandbox);
	const sale = await step(
		'Selling something: a customer, an invoice and its payment, the whole way to QuickBooks',
		async () => await runInEngine(saleWorkflow(first.id), sandbox),
	);
	await saySold(sale, sandbox, first);
}

function sayHowForReal(): void {
	say();
	for (const line of WITH_A_REAL_ONE) say(line);
	say();
}

function sayWhatComes(): void {
	const missing = missingInstallSteps();
	say();
	say('Now the editor, to see the same workflow with your own eyes. Ctrl-C ends this at any time.');
	say(
		missing > 0
			? `Once, n8n itself has to be installed: 3 GB in ${cacheFolder()}. That takes minutes, most of them compiling and unpacking.`
			: `n8n is in ${cacheFolder()} already, so nothing big is installed.`,
	);
	numberSteps(missing + EDITOR_STEPS);
}

/** @param executed whether n8n itself is to run the example before the editor opens */
async function openEditor(sandbox: Sandbox, executed: boolean): Promise<void> {
	const { instance } = await prepareSession(sandbox);
	if (executed) {
		const execution: Execution = await step(
			'Running the provisioning example in n8n',
			async () => await executeWorkflow(instance, PROVISIONING_EXAMPLE),
		);
		sayCreated(execution, sandbox);
	}
	const { server, login } = await step('Starting the editor', async () => {
		const started = await startServer(instance);
		return { server: started, login: await createOwner(started) };
	});
	sayAddresses(server, login, sandbox);
	for (const line of await whatNext()) say(line);
	sayHowForReal();
	say(
		`Everything is local and temporary. Press Ctrl-C to end it: then all is removed but n8n itself, which stays in ${cacheFolder()} for the next time.`,
	);
	while (server.exitCode() === undefined) await wait(SERVER_POLL_MS);
	throw new Error(`n8n has ended. Its last words:\n${server.output().slice(-25).join('\n')}`);
}

void runCommand(
	async () => {
		const straightToEditor = process.argv.includes('--editor');
		const sandbox = await startSandbox({ port: 0, webConnector: true, seedData: true });
		atEnd(async () => await sandbox.stop());
		await step('Building the package', build);
		if (!straightToEditor) await provisionInEngine(sandbox);
		if (process.argv.includes('--once')) {
			say(`The demo took ${elapsed(0)}. All that it started has ended.`);
			sayHowForReal();
			say('To see the workflow in n8n: npm run demo');
			say('To use the node in an n8n of yours: README.md, "Installation".');
			return;
		}
		if (!straightToEditor) sayWhatComes();
		await openEditor(sandbox, straightToEditor);
	},
	// Ctrl-C is how this command is meant to end.
	{ interruptedExitCode: 0 },
);
