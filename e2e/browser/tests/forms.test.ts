/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { after, before } from 'node:test';
import { undoAll } from '../../../tools/n8n/serve/leftovers';
import { createFixture } from '../../support/fixture';
import { readForm } from '../reading';
import { browserTest, openEditor, type Session } from '../session';

let session: Session;
const current = () => session;

before(async () => {
	const { sandbox, instance } = await createFixture(() => []);
	sandbox.addInstance({ name: 'Harbour Store' });
	session = await openEditor(instance);
	await session.editor.startWorkflow();
	await session.editor.addAction('Create QuickBooks Enterprise instance');
});
after(undoAll);

// All that is no kind of record, and one kind of record of each sort.
for (const resource of ['Instance', 'Other Object', 'Report', 'Bulk', 'Customer', 'Invoice']) {
	browserTest(`Each form of ${resource} reads well`, current, async (read) => {
		await read.editor.choose('resource', resource);
		for (const operation of await read.editor.offered('operation')) {
			await read.editor.choose('operation', operation);
			await readForm(read, `${resource}, ${operation}`);
		}
	});
}
