/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import os from 'node:os';

/** What the measurements ran on. */
export interface Machine {
	cores: number;
	/** Processor, cores and memory, in words. */
	description: string;
	/** Version of the Node that ran the benchmark itself and the sandbox. */
	nodeVersion: string;
}

export function describeMachine(): Machine {
	const cores = os.cpus();
	const memoryGiB = Math.round(os.totalmem() / 2 ** 30);
	const model = cores[0]?.model.trim() || 'unknown processor';
	return {
		cores: cores.length,
		description: `${cores.length} cores (${model}), ${memoryGiB} GiB of memory, ${os.type()} ${os.arch()}`,
		nodeVersion: process.versions.node,
	};
}

/** How many processes wanted to run during the last minute, on average, those of the benchmark included. */
export function loadAverage(): number {
	return os.loadavg()[0];
}
