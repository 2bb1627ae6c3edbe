import type { Execution } from './workflow';

/** What ended an execution, in n8n's words, or undefined when nothing did. */
export function executionFailure(execution: Execution): string | undefined {
	const { error, lastNodeExecuted } = execution.data.resultData;
	// n8n 2.0's command line says "running" of what has ended well, and only `finished` tells.
	const endedWell = execution.status === 'success' || execution.finished === true;
	if (!error) return endedWell ? undefined : `it ended as ${execution.status}`;
	return [`"${lastNodeExecuted ?? 'a node'}" ended with: ${error.message}`, error.description]
		.filter(Boolean)
		.join('\n');
}
