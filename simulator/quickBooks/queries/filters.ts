import { aggregateOf, textOf, textsOf, type QbRecord } from '../../qbxml/record';
import { ENTITIES, ITEMS, referred } from '../requests/objects';
import type { Context } from '../session/context';
import { invalidReference, notSupported } from '../session/statuses';
import { StatusError } from '../statusError';
import { foldedSet, folded, hundredths, matcher, range } from './compare';
import { daysOf } from './dateMacros';
import { headIds, idsIn, idsOf } from './references';

/** Whether a query finds a record. */
export type Test = (record: QbRecord, object: string) => boolean;
type Filter = (context: Context, content: QbRecord) => Test;

const ENTITY = /(Customer|Vendor|Entity|Employee)Ref$/;
const ACCOUNT = /AccountRef$/;
const ITEM = /^Item\w*Ref$/;
const CLASS = /ClassRef$/;
const SITE = /SiteRef$/;

/** Transactions whose lines name who they are for, and not their heads. */
const ENTITY_LINES: Readonly<Record<string, string[]>> = {
	Deposit: ['DepositLineRet'],
	JournalEntry: ['JournalDebitLine', 'JournalCreditLine'],
};

const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];

const nameIn = (record: QbRecord) =>
	textOf(record, 'Name') ?? textOf(record, 'Initial') ?? textOf(record, 'FullName') ?? '';

/** @throws StatusError 3030 where the range ends before it begins. */
function modified({ time }: Context, filter: QbRecord): Test {
	const [from, to] = ['FromModifiedDate', 'ToModifiedDate'].map((member) => {
		const text = textOf(filter, member);
		return text === undefined ? undefined : time.ofFilter(text);
	});
	if (from !== undefined && to !== undefined && from > to) throw wrongRange();
	return ({ TimeModified }) => {
		const at = time.ofRecord(String(TimeModified));
		return (from === undefined || at >= from) && (to === undefined || at <= to);
	};
}

const wrongRange = () =>
	new StatusError(3030, 'The date range is invalid: it ends before it begins.');

function dated({ company, time }: Context, filter: QbRecord, member = 'TxnDate'): Test {
	const macro = textOf(filter, 'DateMacro');
	const month = MONTHS.indexOf(textOf(company.info(), 'FirstMonthFiscalYear') ?? '') + 1 || 1;
	const { from, to } =
		macro === undefined
			? { from: textOf(filter, 'FromTxnDate'), to: textOf(filter, 'ToTxnDate') }
			: daysOf(macro, time.today(company.now()), month);
	if (from !== undefined && to !== undefined && from > to) throw wrongRange();
	return (record) => {
		const day = textOf(record, member) ?? '';
		return (from === undefined || day >= from) && (to === undefined || day <= to);
	};
}

function entity(context: Context, filter: QbRecord): Test {
	const ids = idsOf(context, filter, ENTITIES, 'Entity');
	return (record, object) =>
		headIds(record, ENTITY, ENTITY_LINES[object] ?? []).some((id) => ids.has(id));
}

function account(context: Context, filter: QbRecord): Test {
	const ids = idsOf(context, filter, ['Account'], 'Account');
	return (record, object) => {
		for (const id of idsIn(record, ACCOUNT)) if (ids.has(id)) return true;
		for (const id of context.company.accountsOf(object, String(record.TxnID))) {
			if (ids.has(id)) return true;
		}
		return false;
	};
}

/** References of one kind to one kind of list. */
const naming =
	(name: RegExp, objects: string[], noun: string) =>
	(context: Context, filter: QbRecord): Test => {
		const ids = idsOf(context, filter, objects, noun);
		return (record) => {
			for (const id of idsIn(record, name)) if (ids.has(id)) return true;
			return false;
		};
	};

const COMPARISONS: Readonly<Record<string, (a: bigint, b: bigint) => boolean>> = {
	Equal: (a, b) => a === b,
	GreaterThan: (a, b) => a > b,
	GreaterThanEqual: (a, b) => a >= b,
	LessThan: (a, b) => a < b,
	LessThanEqual: (a, b) => a <= b,
};

function balance(_: Context, filter: QbRecord): Test {
	const isIt = COMPARISONS[textOf(filter, 'Operator') ?? ''];
	const amount = hundredths(textOf(filter, 'Amount'));
	return (record) =>
		isIt(hundredths(textOf(record, 'TotalBalance') ?? textOf(record, 'Balance')), amount);
}

/** A filter that is an aggregate of its own. */
const within =
	(member: string, filter: Filter): Filter =>
	(context, content) =>
		filter(context, aggregateOf(content, member) ?? {});

/** `All`, or one of two states that a member tells. */
const state =
	(member: string, flag: string, isTrue: string, isFalse: string): Filter =>
	(_, content) => {
		const asked = textOf(content, member);
		if (asked !== isTrue && asked !== isFalse) return () => true;
		return (record) => (textOf(record, flag) === 'true') === (asked === isTrue);
	};

const oneOf =
	(member: string): Filter =>
	(_, content) => {
		const values = new Set(textsOf(content, member));
		return (record) => values.has(textOf(record, member) ?? '');
	};

const equalTo =
	(member: string): Filter =>
	(_, content) => {
		const value = folded(textOf(content, member) ?? '');
		return (record) => folded(textOf(record, member) ?? '') === value;
	};

const ofItems = naming(ITEM, ITEMS, 'Item');
const ofSites = naming(SITE, ['InventorySite'], 'InventorySite');

/** A list that names an item: price levels and billing rates. */
const ofItem: Filter = ({ company, name }, content) => {
	const reference = aggregateOf(content, 'ItemRef') ?? {};
	const found = referred(company, ITEMS, reference);
	if (!found) {
		const text = textOf(reference, 'ListID') ?? textOf(reference, 'FullName') ?? '';
		throw invalidReference('Item', text, name);
	}
	return (record) => [...idsIn(record, ITEM)].includes(String(found.record.ListID));
};

/** Each filter of a query by the member that brings it. */
const FILTERS: Readonly<Record<string, Filter>> = {
	AccountFilter: within('AccountFilter', account),
	AccountType: oneOf('AccountType'),
	ActiveStatus: (_, content) => active(textOf(content, 'ActiveStatus')),
	BarCodeValue: equalTo('BarCodeValue'),
	ClassFilter: within('ClassFilter', naming(CLASS, ['Class'], 'Class')),
	CurrencyFilter: within('CurrencyFilter', naming(/^CurrencyRef$/, ['Currency'], 'Currency')),
	DoneStatus: state('DoneStatus', 'IsDone', 'DoneOnly', 'NotDoneOnly'),
	EntityFilter: within('EntityFilter', entity),
	FromModifiedDate: modified,
	ItemFilter: within('ItemFilter', ofItems),
	ItemRef: ofItem,
	ItemSiteFilter: within('ItemSiteFilter', (context, filter) => {
		const parts = [
			'ItemFilter' in filter ? within('ItemFilter', ofItems)(context, filter) : undefined,
			'SiteFilter' in filter ? within('SiteFilter', ofSites)(context, filter) : undefined,
		];
		return (record, object) => parts.every((part) => !part || part(record, object));
	}),
	ModifiedDateRangeFilter: within('ModifiedDateRangeFilter', modified),
	Name: equalTo('Name'),
	NameFilter: within('NameFilter', (_, filter) => {
		const isIt = matcher(filter, 'Name');
		return (record) => isIt(nameIn(record));
	}),
	NameRangeFilter: within('NameRangeFilter', (_, filter) => {
		const isIt = range(textOf(filter, 'FromName'), textOf(filter, 'ToName'));
		return (record) => isIt(nameIn(record));
	}),
	PaidStatus: state('PaidStatus', 'IsPaid', 'PaidOnly', 'NotPaidOnly'),
	PaymentMethodType: oneOf('PaymentMethodType'),
	PendingStatus: state('PendingStatus', 'IsPending', 'PendingOnly', 'NotPendingOnly'),
	RefNumber: (_, content) => {
		const numbers = foldedSet(content, 'RefNumber');
		return (record) => numbers.has(folded(textOf(record, 'RefNumber') ?? ''));
	},
	RefNumberCaseSensitive: (_, content) => {
		const numbers = new Set(textsOf(content, 'RefNumberCaseSensitive'));
		return (record) => numbers.has(textOf(record, 'RefNumber') ?? '');
	},
	RefNumberFilter: within('RefNumberFilter', (_, filter) => {
		const isIt = matcher(filter, 'RefNumber');
		return (record) => isIt(textOf(record, 'RefNumber') ?? '');
	}),
	RefNumberRangeFilter: within('RefNumberRangeFilter', (_, filter) => {
		const isIt = range(textOf(filter, 'FromRefNumber'), textOf(filter, 'ToRefNumber'));
		return (record) => 'RefNumber' in record && isIt(textOf(record, 'RefNumber') ?? '');
	}),
	SiteFilter: within('SiteFilter', ofSites),
	TimeTrackingEntityFilter: within('TimeTrackingEntityFilter', entity),
	ToModifiedDate: modified,
	TotalBalanceFilter: within('TotalBalanceFilter', balance),
	TransactionAccountFilter: within('TransactionAccountFilter', plain(account)),
	TransactionClassFilter: within('TransactionClassFilter', naming(CLASS, ['Class'], 'Class')),
	TransactionDateRangeFilter: within('TransactionDateRangeFilter', dated),
	TransactionDetailLevelFilter: ({ name }, content) => {
		const level = textOf(content, 'TransactionDetailLevelFilter');
		if (level !== 'SummaryOnly') throw notSupported(`${name}: lines of transactions`);
		return () => true;
	},
	TransactionEntityFilter: within('TransactionEntityFilter', plain(entity)),
	TransactionItemFilter: within('TransactionItemFilter', plain(ofItems)),
	TransactionModifiedDateRangeFilter: within('TransactionModifiedDateRangeFilter', plain(modified)),
	TransactionPaidStatusFilter: state('TransactionPaidStatusFilter', 'IsPaid', 'Closed', 'Open'),
	TransactionPostingStatusFilter: ({ company }, content) => {
		const status = textOf(content, 'TransactionPostingStatusFilter');
		if (status === 'Either') return () => true;
		return (record, object) => {
			const [posted] = company.accountsOf(object, String(record.TxnID));
			return (posted !== undefined) === (status === 'Posting');
		};
	},
	TransactionTypeFilter: within('TransactionTypeFilter', (_, filter) => {
		const types = textsOf(filter, 'TxnTypeFilter');
		return (_record, object) => types.includes('All') || types.includes(object);
	}),
	TxnDateRangeFilter: within('TxnDateRangeFilter', dated),
};

/** A filter that may also name a type or a macro, which this QuickBooks does not know. */
function plain(filter: (context: Context, content: QbRecord) => Test) {
	return (context: Context, content: QbRecord): Test => {
		const other = Object.keys(content).find((member) => /(TypeFilter|DateMacro)$/.test(member));
		if (other !== undefined) throw notSupported(`${context.name}: ${other}`);
		return filter(context, content);
	};
}

const active = (status = 'ActiveOnly'): Test =>
	status === 'All'
		? () => true
		: ({ IsActive }) => (IsActive !== 'false') === (status === 'ActiveOnly');

/** Members of a query that choose no records. */
const NO_FILTERS = [
	'FullName',
	'IncludeComponentLineItems',
	'IncludeLineItems',
	'IncludeLinkedTxns',
	'IncludeRetElement',
	'ListID',
	'MaxReturned',
	'OwnerID',
	'TxnID',
	'#order',
];

/**
 * All filters of a query as one. Without `ActiveStatus` a query of a list that has it finds active records only.
 *
 * @throws StatusError where a filter names what is not there, or is one that this QuickBooks does not know.
 */
export function testOf(context: Context): Test {
	const { content, grammar, name } = context;
	const members = Object.keys(content).filter((member) => !NO_FILTERS.includes(member));
	const tests = members.map((member) => {
		const filter = FILTERS[member];
		if (!filter) throw notSupported(`${name}: ${member}`);
		return filter(context, content);
	});
	const hasStatus = grammar.block(`${name}Rq`).elements.has('ActiveStatus');
	if (hasStatus && !('ActiveStatus' in content)) tests.push(active());
	return (record, object) => tests.every((test) => test(record, object));
}
