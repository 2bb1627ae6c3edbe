import type { Resource } from '../types';
import { lines, transaction } from './entry';

/** Transactions within the company. */
export const BOOKKEEPING: readonly Resource[] = [
	transaction({
		value: 'inventoryAdjustment',
		label: 'Inventory Adjustment',
		plural: 'Inventory Adjustments',
		description: 'A correction of the quantity or value of stock',
		path: 'inventory-adjustments',
		qbObject: 'InventoryAdjustment',
		lines: [lines('itemLines', 'InventoryAdjustmentLine')],
		simplified: [
			'id',
			'RefNumber',
			'TxnDate',
			'AccountRef',
			'InventorySiteRef',
			'CustomerRef',
			'Memo',
			'TimeModified',
		],
	}),
	transaction({
		value: 'journalEntry',
		label: 'Journal Entry',
		plural: 'Journal Entries',
		description: 'Debits and credits posted straight to accounts',
		path: 'journal-entries',
		qbObject: 'JournalEntry',
		filterFields: ['TxnID'],
		lines: [lines('debitLines', 'JournalDebitLine'), lines('creditLines', 'JournalCreditLine')],
		simplified: [
			'id',
			'RefNumber',
			'TxnDate',
			'IsAdjustment',
			'CurrencyRef',
			'ExchangeRate',
			'JournalDebitLine',
			'JournalCreditLine',
			'TimeModified',
		],
	}),
	transaction({
		value: 'timeActivity',
		label: 'Time Activity',
		plural: 'Time Activities',
		description: 'Hours that someone worked, billable or not',
		path: 'time-activities',
		qbObject: 'TimeTracking',
		filterFields: ['TxnID'],
		// It has no number of its own (qbXML 13).
		match: { field: 'TxnID' },
		simplified: [
			'id',
			'TxnDate',
			'EntityRef',
			'CustomerRef',
			'ItemServiceRef',
			'Duration',
			'BillableStatus',
			'Notes',
			'TimeModified',
		],
	}),
];
