import type { QbObject } from '../objects';
import { rowsOf, type QbRecord } from '../record';
import { cannotClear } from '../refusals/status';

/** What always has a value, in every record that has it (documented for invoices). */
const NEVER = ['APAccountRef', 'ARAccountRef', 'Name', 'TemplateRef', 'TxnDate'];

/** The same for forms that name their customer. */
const WITH_CUSTOMER = ['CreditMemo', 'Invoice', 'ReceivePayment', 'SalesOrder'];

/** The same for the lines of an invoice (documented). */
const NEVER_IN_LINES = [
	'Amount',
	'ItemRef',
	'OverrideItemAccountRef',
	'Quantity',
	'Rate',
	'SalesTaxCodeRef',
];

/**
 * Refuses a Mod that empties what cannot be empty.
 *
 * @throws StatusError 3190
 */
export function requireValues({ name }: QbObject, given: QbRecord): void {
	const own = WITH_CUSTOMER.includes(name) ? ['CustomerRef', ...NEVER] : NEVER;
	const refuse = (members: readonly string[], row: QbRecord) => {
		const cleared = members.find((member) => row[member] === null);
		if (cleared !== undefined) throw cannotClear(cleared);
	};
	refuse(own, given);
	if (name === 'Invoice') {
		for (const row of rowsOf(given, 'InvoiceLineMod')) refuse(NEVER_IN_LINES, row);
	}
}
