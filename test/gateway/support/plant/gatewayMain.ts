/* eslint-disable no-console, @n8n/community-nodes/no-restricted-globals */
import { readOptions } from '../../../../gateway/server/options';
import { startGateway } from '../../../../gateway/server/start';

/** Soon after a Web Connector was killed the next one may log in: nobody waits for two minutes here. */
const STALE_MS = 200;

/** The gateway as its command starts it. */
async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2), process.env)!;
	const sessions = { ...options.sessions, staleMs: STALE_MS };
	const { address } = await startGateway({ ...options, sessions });
	console.log(`The gateway listens at ${address}`);
}

void main();
