import { withPostgres } from './services';

/** An execution as n8n keeps it. */
export interface StoredExecution {
	id: string;
	workflowId: string;
	/** `new`, `running`, `success`, `error`, `crashed`, … */
	status: string;
	mode: string;
}

/** All executions of an n8n, oldest first, read from its database. */
export async function storedExecutions(database: string): Promise<StoredExecution[]> {
	return await withPostgres(async (client) => {
		const { rows } = await client.query<StoredExecution>(
			'select id::text, "workflowId", status, mode from execution_entity order by execution_entity.id',
		);
		return rows;
	}, database);
}

/** How many executions wait or run. */
export async function unfinishedExecutions(database: string): Promise<number> {
	const executions = await storedExecutions(database);
	return executions.filter(({ status }) => ['new', 'running'].includes(status)).length;
}

/** How many webhooks of active workflows n8n listens to. */
export async function registeredWebhooks(database: string): Promise<number> {
	return await withPostgres(async (client) => {
		const { rows } = await client.query('select 1 from webhook_entity');
		return rows.length;
	}, database);
}
