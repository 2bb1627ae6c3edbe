import { type Sandbox } from '../../sandbox';
import { executionFailure } from '../n8n/drive/failure';
import { SALE_NODES } from '../n8n/drive/sale';
import { type Execution, outputOf } from '../n8n/drive/workflow';
import { say } from '../n8n/serve/progress';

const PATHS = ['customers', 'invoices', 'payments'] as const;

const text = (value: unknown) => String(value ?? '');

/**
 * What the execution says it wrote, compared with the books of the simulated QuickBooks, and the way that it went.
 *
 * @throws when it failed, or the books hold something else
 */
export async function saySold(
	execution: Execution,
	sandbox: Sandbox,
	instance: { id: number; name: string },
): Promise<void> {
	const failure = executionFailure(execution);
	if (failure) throw new Error(`The sale did not succeed: ${failure}`);
	const written = SALE_NODES.map((node) => outputOf(execution, node)[0].json);
	for (const [at, path] of PATHS.entries()) {
		const records = await sandbox.records(instance.id, path);
		const id = text(written[at].id);
		if (!records.some((record) => record.id === id)) {
			throw new Error(`n8n says it wrote ${path} ${id}, which is not in the books.`);
		}
	}
	if (sandbox.documentsCarried === 0) throw new Error('No Web Connector carried anything.');
	const [customer, invoice, payment] = written;
	say(`\nWritten by n8n into the books of ${instance.name}:`);
	say(`  customer ${text(customer.FullName)}`);
	say(`  invoice of ${text(invoice.Subtotal)} in three lines`);
	say(`  payment of ${text(payment.TotalAmount)}`);
	say(
		'The way it went: n8n → this node → gateway → SOAP over loopback → simulated Web Connector → simulated QuickBooks.',
	);
}

/** How the same goes with a real QuickBooks. */
export const WITH_A_REAL_ONE = [
	'The same with a QuickBooks Enterprise of yours:',
	'  1. npm run gateway starts the gateway and prints the two secrets for the credential in n8n.',
	'  2. Create an instance with that credential. The answer has a setup link for the computer with QuickBooks.',
	'  3. Open the link there: download the .qwc file, open it in the QuickBooks Web Connector, allow it in QuickBooks,',
	'     type in the password that the link gives, and tick Auto-Run. docs/gateway.md says more.',
];
