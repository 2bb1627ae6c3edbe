import { OBJECTS } from '../../qbxml/grammar';
import {
	addDefinition,
	changeDefinition,
	definitionQuery,
	deleteDefinition,
	writeExtension,
} from '../requests/dataExt';
import { requireFeatures } from '../requests/features';
import { clearedStatus, deletedQuery, merge, remove, voidTransaction } from '../requests/remove';
import { add, mod } from '../requests/write';
import { companyQuery, hostQuery, preferencesQuery } from '../queries/host';
import { query, sourceOf } from '../queries/query';
import { report } from '../queries/report';
import { ALL_TRANSACTIONS, billToPay, madeUp } from '../queries/transactions';
import { StatusError } from '../statusError';
import type { Context, Reply } from './context';
import { notSupported } from './statuses';

/** Requests that are no Add, Mod or Query of an object. */
const OWN: Readonly<Record<string, (context: Context) => Reply>> = {
	BillToPayQuery: billToPay,
	ClearedStatusMod: clearedStatus,
	CompanyQuery: companyQuery,
	DataExtAdd: (context) => writeExtension(context, 'Add'),
	DataExtDefAdd: addDefinition,
	DataExtDefDel: deleteDefinition,
	DataExtDefMod: changeDefinition,
	DataExtDefQuery: definitionQuery,
	DataExtDel: (context) => writeExtension(context, 'Del'),
	DataExtMod: (context) => writeExtension(context, 'Mod'),
	HostQuery: hostQuery,
	ListDel: (context) => remove(context, 'list'),
	ListDeletedQuery: (context) => deletedQuery(context, 'list'),
	ListMerge: merge,
	PreferencesQuery: preferencesQuery,
	TransactionQuery: (context) => query(context, ALL_TRANSACTIONS),
	TxnDel: (context) => remove(context, 'txn'),
	TxnDeletedQuery: (context) => deletedQuery(context, 'txn'),
	TxnVoid: voidTransaction,
};

/** Queries over what is no record: the company file makes it up. */
const MADE_UP = [
	'AccountTaxLineInfo',
	'CompanyActivity',
	'Form1099CategoryAccountMapping',
	'ReceivePaymentToDeposit',
	'SalesTaxPayable',
];

const MAXIMUM_REQUEST_ID = 50;

/** `CustomerAdd` → `Customer` and `Add`. */
function partsOf(name: string): { object: string; operation: string } {
	const [, object, operation] = /^(.*?)(Add|Mod|Query|Del)$/.exec(name) ?? [undefined, name, ''];
	return { object, operation };
}

function requireUser({ settings }: Context, object: string): void {
	if (!settings.forbiddenObjects.includes(object)) return;
	throw new StatusError(
		3260,
		`The current user does not have sufficient permission in QuickBooks to complete this request: ${object}.`,
	);
}

/**
 * Answers one request.
 *
 * @throws StatusError for a status without a record.
 */
export function answer(context: Context): Reply {
	const { name, attributes, content, settings } = context;
	if ((attributes.requestID ?? '').length > MAXIMUM_REQUEST_ID) {
		throw new StatusError(1060, 'The request ID is invalid: it has more than 50 characters.');
	}
	const { object, operation } = partsOf(name);
	requireUser(context, object);
	requireFeatures(settings.featuresOff, object, content);
	const own = OWN[name];
	if (own) return own(context);
	if (name.endsWith('ReportQuery')) return report(context, object);
	if (operation === 'Query' && MADE_UP.includes(object)) return madeUp(context, object);
	if (!(object in OBJECTS)) throw notSupported(name);
	if (operation === 'Add') return add(context, object);
	if (operation === 'Mod') return mod(context, object);
	if (operation === 'Query') return query(context, sourceOf(object));
	throw notSupported(name);
}
