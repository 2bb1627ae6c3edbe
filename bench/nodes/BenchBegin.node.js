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
 * Puts out the entries of the list and notes where the process stands: the last thing before the nodes that
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
			properties: [{ displayName: 'Count', name: 'count', type: 'number', default: 1 }],
		};
	}

	async execute() {
		const items = entries(this.getNodeParameter('count', 0));
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
