'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const { setTimeout: wait } = require('node:timers/promises');
const v8 = require('node:v8');
const vm = require('node:vm');

/** How long n8n gets to end what it does after its start, in milliseconds. */
const SETTLE_MS = 700;

/** Entries as a user's list would hold them. */
function entries(count) {
	return Array.from({ length: count }, (_, index) => {
		const number = String(index + 1).padStart(5, '0');
		return {
			json: {
				name: `Store ${number}`,
				appName: 'Cloud Elements',
				hostIp: `https://store-${number}.example.com`,
				tags: `stores, region ${(index % 7) + 1}`,
			},
			pairedItem: { item: 0 },
		};
	});
}

/** New customers as CSV; every so many rows the name of the row before comes again. */
function customersFile(rows, faultyEvery) {
	const lines = ['Name,CompanyName,Phone,BillAddress.Addr1,BillAddress.City'];
	for (let row = 1; row <= rows; row++) {
		const number = String(row % faultyEvery === 0 ? row - 1 : row).padStart(6, '0');
		lines.push(`Guest ${number},"Guest ${number}, Inc",555-${number},${row} Quay Street,Bayshore`);
	}
	return Buffer.from(lines.join('\n'));
}

async function storedFile(context, rows) {
	const file = customersFile(rows, context.getNodeParameter('faultyEvery', 0));
	return await context.helpers.prepareBinaryData(file, 'customers.csv', 'text/csv');
}

function collectGarbage() {
	v8.setFlagsFromString('--expose-gc');
	vm.runInNewContext('gc')();
}

/** The highest resident memory since it was last forgotten, or now, in KiB. Linux only. */
function residentKiB(label) {
	const line = new RegExp(`^${label}:\\s*(\\d+) kB`, 'm').exec(
		readFileSync('/proc/self/status', 'utf8'),
	);
	return Number(line?.[1]);
}

/** Makes Linux forget the highest resident memory so far. */
function forgetPeak() {
	writeFileSync('/proc/self/clear_refs', '5');
}

/**
 * Puts out the entries of the list, or a file, and notes where the process stands: the last thing before the nodes that
 * are measured. Its counterpart is `benchEnd`.
 */
class BenchBegin {
	constructor() {
		this.description = {
			displayName: 'Bench Begin',
			name: 'benchBegin',
			group: ['transform'],
			version: 1,
			description: 'Begins a measurement',
			defaults: { name: 'Bench Begin' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [
				{ displayName: 'Count', name: 'count', type: 'number', default: 1 },
				{ displayName: 'Rows', name: 'rows', type: 'number', default: 0 },
				{ displayName: 'Faulty Every', name: 'faultyEvery', type: 'number', default: 100 },
			],
		};
	}

	async execute() {
		const rows = this.getNodeParameter('rows', 0);
		const items =
			rows > 0
				? [{ json: {}, binary: { data: await storedFile(this, rows) }, pairedItem: { item: 0 } }]
				: entries(this.getNodeParameter('count', 0));
		await wait(SETTLE_MS);
		collectGarbage();
		forgetPeak();
		globalThis.benchMark = {
			residentKiB: residentKiB('VmRSS'),
			cpu: process.cpuUsage(),
			startedAtMs: performance.now(),
		};
		return [items];
	}
}

module.exports = { BenchBegin };
