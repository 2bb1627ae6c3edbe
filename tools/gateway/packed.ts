/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { asNpmFolder, npmInstall } from '../n8n/install/npm';
import { pack, projectFolder, type PackedPackage } from '../n8n/install/pack';
import { cleanEnvironment } from '../n8n/serve/environment';
import { atEnd, temporaryFolder } from '../n8n/serve/leftovers';
import { run, start, type CommandOptions } from '../n8n/serve/processes';

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

/** The command of the package. */
const GATEWAY_COMMAND = 'quickbooks-enterprise-gateway';

/** Where `gulp gateway` puts the package together. */
const gatewayPackage = path.join(projectFolder, 'node_modules', '.cache', 'gateway');

/** Builds the gateway's package and packs it as publishing would. */
export async function packGateway(): Promise<PackedPackage> {
	const gulp = path.join(projectFolder, 'node_modules', 'gulp', 'bin', 'gulp.js');
	await run(process.execPath, [gulp, '--silent', 'gateway'], {
		cwd: projectFolder,
		env: cleanEnvironment(),
	});
	return await pack(gatewayPackage);
}

/**
 * Installs the packed gateway into an empty folder, as somebody does who has no clone.
 *
 * @returns the folder
 */
export async function installGateway(tarball: string): Promise<string> {
	const folder = await temporaryFolder('gateway');
	await asNpmFolder(folder);
	await npmInstall([tarball], { folder, env: cleanEnvironment() });
	return folder;
}

export interface InstalledGateway {
	/** Where it listens. */
	address: string;
	/** The last lines that it printed. */
	output: () => string[];
	stop: () => Promise<void>;
}

/**
 * Starts an installed gateway with `npx` and waits until it listens. `undoAll` ends it.
 *
 * @param folder into which it was installed
 * @param args of the command
 * @param variables such as `GATEWAY_WAIT_SECONDS`
 * @throws Error with its last words where it does not come up
 */
export const startInstalled = async (
	folder: string,
	args: string[],
	variables: Record<string, string> = {},
): Promise<InstalledGateway> =>
	await startCommand('npx', [GATEWAY_COMMAND, ...args], {
		cwd: folder,
		env: cleanEnvironment(variables),
	});

/** Starts a gateway by any command and waits until it listens. `undoAll` ends it. */
export async function startCommand(
	command: string,
	args: string[],
	options: CommandOptions,
): Promise<InstalledGateway> {
	const started = start(command, args, options);
	atEnd(started.stop);
	const deadlineMs = Date.now() + START_TIMEOUT_MS;
	for (;;) {
		const address = /listens at (http:\S+?)\.? /.exec(started.output().join('\n'))?.[1];
		if (address !== undefined) return { address, output: started.output, stop: started.stop };
		if (started.exitCode() !== undefined || Date.now() > deadlineMs) {
			await started.stop();
			throw new Error(`The gateway did not come up:\n${started.output().join('\n')}`);
		}
		await wait(POLL_MS);
	}
}
