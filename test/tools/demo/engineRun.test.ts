/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { executionFailure } from '../../../tools/n8n/drive/failure';
import { outputOf, type Workflow } from '../../../tools/n8n/drive/workflow';
import { runWorkflow } from '../../../tools/n8n/engine/runWorkflow';
import { loadCredential, loadNode } from '../../support/builtPackage';
import { useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

const example = (name: string) =>
	JSON.parse(readFileSync(join(process.cwd(), 'examples', `${name}.json`), 'utf8')) as Workflow;

const run = async (workflow: Workflow) =>
	await runWorkflow(
		workflow,
		{ node: loadNode(), credentialType: loadCredential() },
		bench.credential(),
	);

describe("A workflow in n8n's engine alone", () => {
	it('is the provisioning example: three instances, and the ID of each handed on', async () => {
		const execution = await run(example('create-instance'));
		expect(executionFailure(execution)).toBeUndefined();
		// All are asked for at once, so any may be the first in the account.
		const names = ['Downtown Store', 'Harbour Store', 'Airport Store'];
		const stored = bench.sandbox.instances
			.map(({ id, name, token }) => ({ id, name, token }))
			.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
		expect(stored.map(({ name }) => name)).toEqual(names);
		expect(outputOf(execution, 'Create Instance').map(({ json }) => json)).toEqual(
			stored.map((instance) => expect.objectContaining(instance) as unknown),
		);
		expect(outputOf(execution, 'Hand On the ID').map(({ json }) => json)).toEqual(
			stored.map(({ id, name }) => ({ id, name })),
		);
	});

	it('says what ended it', async () => {
		bench.sandbox.addFault({ fault: { kind: 'unauthorized' } });
		const execution = await run(example('create-instance'));
		expect(executionFailure(execution)).toContain('"Create Instance" ended with: ');
		expect(bench.sandbox.instances).toEqual([]);
	});

	it('refuses a node that comes with the editor only', async () => {
		await expect(run(example('keep-tokens'))).rejects.toThrow(
			"n8n's engine alone has no node 'n8n-nodes-base.dataTable'",
		);
		expect(bench.calls()).toEqual([]);
	});
});
