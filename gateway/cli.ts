#!/usr/bin/env node
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a server of its own */
import { readOptions, USAGE, type GatewayOptions } from './server/options';
import { startGateway, type RunningGateway } from './server/start';

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

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2), process.env);
	if (!options) return say(USAGE);
	const gateway = await startGateway(options, { logs: true });
	const stop = (): void => void gateway.stop().catch(fail);
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	tell(options, gateway);
}

main().catch(fail);
