import { Grammar, OBJECTS } from '../../qbxml/grammar';
import { aggregateOf, textOf, type QbRecord } from '../../qbxml/record';
import { referred } from '../requests/objects';
import { queryReply } from '../requests/remove';
import type { Context, Reply } from '../session/context';
import { invalidReference, notSupported } from '../session/statuses';
import type { Source } from './query';

/** Members of heads that say whom a transaction is with, which account it is in, and what it comes to. */
const ENTITIES = ['CustomerRef', 'VendorRef', 'PayeeEntityRef', 'EntityRef'];
const ACCOUNTS = [
	'ARAccountRef',
	'APAccountRef',
	'AccountRef',
	'BankAccountRef',
	'CreditCardAccountRef',
	'DepositToAccountRef',
	'RefundFromAccountRef',
	'TransferFromAccountRef',
];
const AMOUNTS = [
	'TotalAmount',
	'Amount',
	'AmountDue',
	'CreditAmount',
	'DepositTotal',
	'BalanceRemaining',
];

function first(record: QbRecord, members: string[]) {
	const member = members.find((each) => each in record);
	return member === undefined ? undefined : record[member];
}

const types = Grammar.of(14).block('TransactionRet').elements.get('TxnType')!.values!;

/** What a `TransactionQuery` is over: a thin record of each transaction of any kind that it knows. */
export const ALL_TRANSACTIONS: Source = {
	objects: Object.keys(OBJECTS).filter((object) => types.has(object)),
	ret: () => 'TransactionRet',
	show: (object, record) => {
		const { TxnID, TimeCreated, TimeModified, TxnDate, RefNumber, Memo } = record;
		const { CurrencyRef, ExchangeRate } = record;
		return {
			TxnType: object,
			...{ TxnID, TimeCreated, TimeModified, TxnDate, RefNumber, Memo, CurrencyRef, ExchangeRate },
			EntityRef: first(record, ENTITIES),
			AccountRef: first(record, ACCOUNTS),
			Amount: first(record, AMOUNTS),
		};
	},
};

/** Bills and credits of a vendor: the company file gives them as `BillToPayRet`, with the vendor in `#payee`. */
export function billToPay(context: Context): Reply {
	const { company, content, attributes } = context;
	const vendor = requireReferred(context, 'PayeeEntityRef', 'Vendor');
	const account =
		'APAccountRef' in content ? requireReferred(context, 'APAccountRef', 'Account') : '';
	const due = textOf(content, 'DueDate');
	const isAsked = (record: QbRecord) => {
		const bill = aggregateOf(record, 'BillToPay');
		const inner = bill ?? aggregateOf(record, 'CreditToApply') ?? {};
		const ofAccount = textOf(aggregateOf(inner, 'APAccountRef') ?? {}, 'ListID') === account;
		const isDue = due === undefined || !bill || (textOf(bill, 'DueDate') ?? '') <= due;
		return record['#payee'] === vendor && (account === '' || ofAccount) && isDue;
	};
	const records = [...company.list('BillToPay')].filter(isAsked);
	return queryReply('BillToPayRet', records, context, attributes.metaData);
}

function requireReferred(
	{ company, content, name }: Context,
	member: string,
	object: string,
): string {
	const reference = aggregateOf(content, member) ?? {};
	const found = referred(company, [object], reference);
	if (found) return String(found.record.ListID);
	const text = textOf(reference, 'ListID') ?? textOf(reference, 'FullName') ?? '';
	throw invalidReference(object, text, name);
}

/** What these queries may name, in records under the same name. */
const CHOOSERS = ['FormType', 'MappingCategory'];

/**
 * A query over what the company file makes up when it is asked, as `ReceivePaymentToDepositQuery`.
 *
 * @throws StatusError 1030 for what is not followed here, such as a date that it is to be as of.
 */
export function madeUp(context: Context, object: string): Reply {
	const { company, content, attributes, name } = context;
	const asked = Object.keys(content).filter((member) => member !== 'IncludeRetElement');
	const other = asked.find((member) => !CHOOSERS.includes(member));
	if (other !== undefined) throw notSupported(`${name}: ${other}`);
	const isAsked = (record: QbRecord) =>
		asked.every((member) => textOf(record, member) === textOf(content, member));
	const records = [...company.list(object)].filter(isAsked);
	return queryReply(`${object}Ret`, records, context, attributes.metaData);
}
