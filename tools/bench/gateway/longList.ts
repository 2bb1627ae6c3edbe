/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { startSandboxProcess } from '../sandbox/sandboxClient';
import type { Finding } from './finding';
import { BenchGateway } from './benchGateway';
import { untilConnected } from './latency';
import { Office } from './office';

/** As the node asks for them. */
const PAGE_SIZE = 200;
const LOOK_MS = 50;

/** @returns how many there are */
async function listAll(page: (query: string) => Promise<Response>): Promise<number> {
	let count = 0;
	for (let cursor = ''; ; ) {
		const answer = await page(`pageSize=${PAGE_SIZE}${cursor}`);
		const records = (await answer.json()) as unknown[];
		if (records.length === 0) return count;
		count += records.length;
		const next = answer.headers.get('elements-next-page-token') ?? '';
		cursor = `&nextPage=${encodeURIComponent(next)}`;
	}
}

/** The same list straight from the simulated QuickBooks, without queue and SOAP. @returns seconds */
async function directly(customers: number): Promise<number> {
	const sandbox = await startSandboxProcess(0, customers);
	const { url, userSecret, books } = sandbox;
	const headers = { authorization: `User ${userSecret}, Element ${books.token}` };
	const page = async (query: string) =>
		await fetch(`${url}/elements/api-v2/hubs/finance/customers?${query}`, { headers });
	await page('pageSize=1');
	const started = performance.now();
	const count = await listAll(page);
	if (count < customers) throw new Error(`The sandbox listed ${count} customers`);
	return (performance.now() - started) / 1_000;
}

/** All customers page by page, as Get Many does it. */
export async function longList(customers: number): Promise<Finding[]> {
	const gateway = await BenchGateway.start();
	const office = await Office.open(gateway, customers);
	await untilConnected(office);
	const idleMiB = gateway.memoryMiB;
	let peakMiB = idleMiB;
	const looking = setInterval(() => {
		peakMiB = Math.max(peakMiB, gateway.memoryMiB);
	}, LOOK_MS);
	const started = performance.now();
	const count = await listAll(async (query) => await office.call('GET', `/customers?${query}`));
	const seconds = (performance.now() - started) / 1_000;
	clearInterval(looking);
	await office.close();
	await gateway.stop();
	if (count < customers) throw new Error(`The gateway listed ${count} customers`);
	const direct = await directly(customers);
	const what = `${customers.toLocaleString('en')} customers listed, ${PAGE_SIZE} in a page`;
	return [
		{
			what,
			measured: `${seconds.toFixed(0)} s, ${(seconds / direct).toFixed(2)} times the ${direct.toFixed(0)} s of the direct way`,
			aim: 'at most twice the direct way',
			isMet: seconds <= 2 * direct,
		},
		{
			what: `${what}: memory of the gateway`,
			measured: `${(peakMiB - idleMiB).toFixed(0)} MiB above its ${idleMiB.toFixed(0)} MiB`,
			aim: 'at most 64 MiB above idle',
			isMet: peakMiB - idleMiB <= 64,
		},
	];
}
