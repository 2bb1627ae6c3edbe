/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { runCommand } from './command';

function fail(error: unknown): void {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}

runCommand(
	process.argv.slice(2),
	(text) => process.stdout.write(`${text}\n`),
	(sandbox) => {
		const stop = () => void sandbox.stop().catch(fail);
		process.once('SIGINT', stop);
		process.once('SIGTERM', stop);
	},
).catch(fail);
