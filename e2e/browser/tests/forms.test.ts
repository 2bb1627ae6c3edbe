import { useScene } from '../fixture';
import { readForm } from '../reading';
import { browserTest } from '../session';

const scene = useScene({ instances: [{ name: 'Harbour Store' }] });

browserTest('The node is put on the canvas', scene, async ({ editor }) => {
	await editor.startWorkflow();
	await editor.addAction('Create QuickBooks Enterprise instance');
});

// All that is no kind of record, and one kind of record of each sort.
for (const resource of ['Instance', 'Other Object', 'Report', 'Bulk', 'Customer', 'Invoice']) {
	browserTest(`Each form of ${resource} reads well`, scene, async (read) => {
		await read.editor.choose('resource', resource);
		for (const operation of await read.editor.offered('operation')) {
			await read.editor.choose('operation', operation);
			await readForm(read, `${resource}, ${operation}`);
		}
	});
}
