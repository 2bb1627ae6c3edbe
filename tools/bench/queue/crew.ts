import { createCluster, type Cluster, type Worker } from '../../../e2e/queue/cluster';
import { registeredWebhooks } from '../../../e2e/queue/executions';
import { storeActive, storeCredential } from '../../../e2e/queue/interface';
import { until } from '../../../e2e/support/until';
import { createOwner, type N8nServer } from '../../n8n/serve/server';
import { step } from '../../n8n/serve/progress';
import type { CredentialToImport } from '../../n8n/drive/cli';
import type { Workflow } from '../../n8n/drive/workflow';

/** n8n in queue mode with as many workers as are wanted at the moment. */
export class Crew {
	private concurrency = 0;
	private started = 0;
	private current: Worker[] = [];

	private constructor(
		private readonly cluster: Cluster,
		readonly webhooks: N8nServer,
	) {}

	/** Starts the main and the webhook process, with these workflows waiting for requests. */
	static async start(
		tarball: string,
		credential: CredentialToImport,
		workflows: Workflow[],
	): Promise<Crew> {
		return await step('Starting n8n in queue mode', async () => {
			const cluster = await createCluster(tarball, 1);
			const main = await cluster.startMain();
			const editor = { main, login: await createOwner(main) };
			const webhooks = await cluster.startWebhookProcess();
			const credentialId = await storeCredential(editor, credential);
			for (const workflow of workflows) await storeActive(editor, workflow, credentialId);
			await until(
				'the webhooks of all workflows',
				async () => (await registeredWebhooks(cluster.database)) === workflows.length,
			);
			return new Crew(cluster, webhooks);
		});
	}

	get database(): string {
		return this.cluster.database;
	}

	get workers(): readonly Worker[] {
		return this.current;
	}

	/** Starts or ends workers until there are so many, each of which takes so many executions at once. */
	async become(count: number, concurrency: number): Promise<void> {
		if (concurrency !== this.concurrency) await this.keep(0);
		this.concurrency = concurrency;
		await this.keep(count);
		const missing = count - this.current.length;
		if (missing === 0) return;
		const workers = `${missing} ${missing === 1 ? 'worker' : 'workers'}`;
		await step(`Starting ${workers} of concurrency ${concurrency}`, async () => {
			const names = Array.from({ length: missing }, () => `worker ${++this.started}`);
			const fresh = names.map(async (name) => await this.cluster.startWorker(name, concurrency));
			this.current.push(...(await Promise.all(fresh)));
		});
	}

	private async keep(count: number): Promise<void> {
		const leaving = this.current.splice(count);
		await Promise.all(leaving.map(async (worker) => await worker.stop()));
	}
}
