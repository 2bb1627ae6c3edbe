import type { Execution } from '../n8n/workflow';

/** What ended an execution, in n8n's words, or undefined when nothing did. */
export function executionFailure(execution: Execution): string | undefined {
	const { error, lastNodeExecuted } = execution.data.resultData;
	if (!error) return execution.status === 'success' ? undefined : `it ended as ${execution.status}`;
	return [`"${lastNodeExecuted ?? 'a node'}" ended with: ${error.message}`, error.description]
		.filter(Boolean)
		.join('\n');
}
