/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { commandsOfThePage, goNewcomersPath } from '../../tools/gateway/newcomerPath';
import { undoAll, undoOnSignals } from '../../tools/n8n/serve/leftovers';

undoOnSignals();
after(undoAll);

test('the commands of docs/gateway.md lead from two tarballs to a first invoice', async () => {
	const { steps, invoice, documents } = await goNewcomersPath();
	const commands = steps.filter(({ isCommand }) => isCommand).map(({ what }) => what);
	assert.deepEqual(commands, await commandsOfThePage());
	assert.equal(commands.length, 4);
	assert.equal(invoice.Subtotal, '70.00');
	const added = documents.filter((document) => document.includes('<InvoiceAddRq '));
	assert.equal(added.length, 1);
	assert.match(added[0], /<FullName>Lighthouse Keepers<\/FullName>/);
});
