/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { watch } from 'chokidar';
import { startSandbox } from '../sandbox';
import { atEnd, isStopping, runCommand } from './n8n/serve/leftovers';
import { copyChanges } from './n8n/serve/liveCopy';
import { build, projectFolder } from './n8n/install/pack';
import { clockMs, elapsed, say, step } from './n8n/serve/progress';
import { createOwner, startServer } from './n8n/serve/server';
import { prepareSession, sayAddresses } from './n8n/drive/session';

const WATCHED = ['nodes', 'credentials', 'icons'];
const POLL_MS = 300;

async function rebuild(packageFolder: string): Promise<void> {
	const startMs = clockMs();
	try {
		await build();
	} catch (error) {
		if (!isStopping())
			say(`${(error as Error).message}\nn8n keeps the last version that compiled.`);
		return;
	}
	const changed = await copyChanges(
		path.join(projectFolder, 'dist'),
		path.join(packageFolder, 'dist'),
	);
	say(
		`Built in ${elapsed(startMs)}: ${changed.length === 0 ? 'nothing changed' : changed.join(', ')}`,
	);
}

void runCommand(
	async () => {
		const sandbox = await startSandbox({ port: 0, webConnector: true, seedData: true });
		atEnd(async () => await sandbox.stop());
		await step('Building the package', build);
		const { instance, packageFolder } = await prepareSession(sandbox);
		const { server, login } = await step('Starting the editor', async () => {
			const started = await startServer(instance, {
				// Copied files keep the package's own name in n8n; a linked folder would become "CUSTOM.…".
				additions: { N8N_DEV_RELOAD: 'true' },
				onLine: (line) => {
					if (/hot reload/i.test(line)) say(`n8n: ${line.trim()}`);
				},
			});
			return { server: started, login: await createOwner(started) };
		});
		sayAddresses(server, login, sandbox);
		say(`Watching ${WATCHED.join(', ')}. Press Ctrl-C to end it.`);

		let outdated = false;
		const watcher = watch(
			WATCHED.map((folder) => path.join(projectFolder, folder)),
			{ ignoreInitial: true, awaitWriteFinish: { stabilityThreshold: 100 } },
		);
		watcher.on('all', () => {
			outdated = true;
		});
		atEnd(async () => await watcher.close());
		// One build at a time; what changes meanwhile leads to the next.
		while (server.exitCode() === undefined) {
			if (outdated) {
				outdated = false;
				await rebuild(packageFolder);
			}
			await wait(POLL_MS);
		}
		throw new Error(`n8n has ended. Its last words:\n${server.output().slice(-25).join('\n')}`);
	},
	// Ctrl-C is how this command is meant to end.
	{ interruptedExitCode: 0 },
);
