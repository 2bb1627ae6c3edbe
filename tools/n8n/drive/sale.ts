import { byId, quickBooks, workflow, type Parameters } from './build';
import type { Workflow } from './workflow';

/** What the editor saves for fields that were filled in. */
export function mapped(value: Parameters): Parameters {
	return {
		mappingMode: 'defineBelow',
		value,
		matchingColumns: [],
		schema: Object.keys(value).map((id) => ({
			id,
			displayName: id,
			required: false,
			defaultMatch: false,
			display: true,
			canBeUsedToMatch: false,
			type: 'string',
			removed: false,
		})),
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	};
}

/** The nodes of {@link saleWorkflow}, in their order. */
export const SALE_NODES = ['Create Customer', 'Create Invoice', 'Receive Payment'] as const;

/** A customer, an invoice of three lines for that customer, and the payment of it: in the books of one instance. */
export function saleWorkflow(instanceId: unknown): Workflow {
	const [customer, invoice, payment] = SALE_NODES;
	const common = { operation: 'create', instanceId: byId(instanceId), fieldsMode: 'mapped' };
	return workflow('sale', [
		quickBooks(customer, {
			...common,
			resource: 'customer',
			fields: mapped({
				Name: 'Lighthouse Keepers',
				CompanyName: 'Lighthouse Keepers Ltd',
				'BillAddress.Addr1': '1 Quay Street',
				'BillAddress.City': 'Bayshore',
			}),
			options: {},
		}),
		quickBooks(invoice, {
			...common,
			resource: 'invoice',
			fields: mapped({
				CustomerRef: '={{ $json.FullName }}',
				TxnDate: '2026-01-31',
				Memo: 'First order',
			}),
			lines: {
				itemLines: [
					{ item: 'Services', description: 'Survey', quantity: '1', rate: '120.00' },
					{ item: 'Painting', description: 'Paint', quantity: '3', rate: '19.99' },
					{ item: 'Installation', quantity: '2.5', rate: '48.35' },
				],
			},
			simplify: false,
			options: {},
		}),
		quickBooks(payment, {
			...common,
			resource: 'payment',
			fields: mapped({
				CustomerRef: `={{ $('${customer}').item.json.id }}`,
				TotalAmount: '={{ $json.BalanceRemaining }}',
				TxnDate: '2026-01-31',
			}),
			lines: {
				appliedPayments: [
					{ txnId: '={{ $json.id }}', paymentAmount: '={{ $json.BalanceRemaining }}' },
				],
			},
			simplify: false,
			options: {},
		}),
	]);
}
