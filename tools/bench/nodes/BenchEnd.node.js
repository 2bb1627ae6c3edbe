'use strict';
const { readFileSync, writeFileSync } = require('node:fs');

/**
 * Writes what was used since `benchBegin` into the file `BENCH_RESULT_FILE`: the first thing after the nodes
 * that are measured. n8n's command line prints the execution too, but cuts off a long one.
 */
class BenchEnd {
	constructor() {
		this.description = {
			displayName: 'Bench End',
			name: 'benchEnd',
			group: ['transform'],
			version: 1,
			description: 'Ends a measurement',
			defaults: { name: 'Bench End' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		};
	}

	async execute() {
		const endedAtMs = performance.now();
		const { cpu, residentKiB, startedAtMs } = globalThis.benchMark;
		const cpuUsed = process.cpuUsage(cpu);
		const peakKiB = Number(
			/^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1],
		);
		const items = this.getInputData();
		const used = {
			timeMs: endedAtMs - startedAtMs,
			cpuMs: (cpuUsed.user + cpuUsed.system) / 1000,
			peakKiB: peakKiB - residentKiB,
			outputItems: items.length,
			outputBytes: items.reduce((sum, item) => sum + JSON.stringify(item.json).length, 0),
		};
		writeFileSync(process.env.BENCH_RESULT_FILE, JSON.stringify(used));
		return [[{ json: used }]];
	}
}

module.exports = { BenchEnd };
