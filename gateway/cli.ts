#!/usr/bin/env node
/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- a server of its own */
import { setFlagsFromString } from 'node:v8';

import { backUp } from './server/backupCommand';
import { readOptions, USAGE, type GatewayOptions } from './server/options';
import { startGateway, type RunningGateway } from './server/start';

/**
 * In percent of what is in use: how much garbage V8 leaves before it is looked for everywhere. By itself it leaves up to three
 * times of that, which is most of the memory while a long list is read.
 */
const MAX_GARBAGE_PERCENT = 50;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function fail(error: unknown): void {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}

/** Secrets are shown to a person, never to a log. */
function tell({ data, publicUrl }: GatewayOptions, { address, newSecrets }: RunningGateway): void {
	say(`The gateway listens at ${address}. The Web Connector reaches it at ${publicUrl}/qbwc.`);
	if (!newSecrets) return;
	if (process.stdout.isTTY) {
		say(`\nFor the credential in n8n, shown this once; they are kept in ${data}:`);
		say(`  User Secret          ${newSecrets.user}`);
		say(`  Organization Secret  ${newSecrets.organization}`);
	} else {
		say(
			`The secrets for the credential in n8n are in ${data}/user-secret and ${data}/organization-secret.`,
		);
	}
}

/** `backup FOLDER` */
async function takeBackup([folder, ...args]: string[]): Promise<void> {
	const options = readOptions(args, process.env);
	if (!options || folder === undefined || folder.startsWith('-')) return say(USAGE);
	const beside = await backUp(options, folder);
	say(`All that a gateway needs to go on is in ${folder}; keep it as a secret.`);
	if (beside.length > 0) say(`Not in it, and needed with it: ${beside.join(', ')}.`);
}

async function main(): Promise<void> {
	const [command, ...rest] = process.argv.slice(2);
	if (command === 'backup') return await takeBackup(rest);
	const options = readOptions(process.argv.slice(2), process.env);
	if (!options) return say(USAGE);
	setFlagsFromString(`--heap-growing-percent=${MAX_GARBAGE_PERCENT}`);
	const gateway = await startGateway(options, { logs: true });
	const stop = (): void => void gateway.stop().catch(fail);
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	tell(options, gateway);
}

main().catch(fail);
