/* eslint-disable @n8n/community-nodes/no-restricted-globals */
// A run that is to be killed: it has a database, a key and a process, and would never end by itself.
import { start } from '../../tools/n8n/serve/processes';
import { createScratch } from './keeping';
import { withRedis } from './services';

async function begin(): Promise<void> {
	const scratch = await createScratch();
	await withRedis(async (client) => await client.set(`${scratch.name}:left`, '1'));
	const child = start(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
	scratch.watch(child.pid);
	process.stdout.write(`${scratch.name} ${child.pid}\n`);
}

void begin();
