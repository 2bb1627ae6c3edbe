/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { parseArgs } from 'node:util';
import { describeMachine, loadAverage } from '../report/machine';
import type { Finding } from './finding';
import { heldSession, quietStart } from './latency';
import { longList } from './longList';
import { quietCompanies } from './quietCompanies';

const PARTS: Readonly<Record<string, (values: Values) => Promise<Finding | Finding[]>>> = {
	held: heldSession,
	quiet: quietStart,
	list: async ({ customers }) => await longList(Number(customers)),
	companies: async ({ companies }) => await quietCompanies(Number(companies)),
};

interface Values {
	customers: string;
	companies: string;
}

/** Measures the gateway with a simulated Web Connector and QuickBooks over loopback. Parts can be named. */
async function run(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			customers: { type: 'string', default: '100000' },
			companies: { type: 'string', default: '1000' },
		},
	});
	const parts = positionals.length > 0 ? positionals : Object.keys(PARTS);
	const { description, nodeVersion } = describeMachine();
	const today = new Date().toISOString().slice(0, 10);
	process.stdout.write(`${today}, ${description}, Node ${nodeVersion}\n\n`);
	process.stdout.write('|     | measured | aim |     |\n| --- | --- | --- | --- |\n');
	for (const part of parts) {
		for (const { what, measured, aim, isMet } of [await PARTS[part](values)].flat()) {
			process.stdout.write(`| ${what} | ${measured} | ${aim} | ${isMet ? 'met' : 'missed'} |\n`);
		}
	}
	process.stdout.write(`\nLoad at its end: ${loadAverage().toFixed(1)}\n`);
}

void run();
