import { isRecord } from '../http';
import { requireOpenPeriod } from './closing';
import { timeText, type CompanyFile } from './companyFile';
import { resourceNamed, rowsOf, without, type FinanceRecord, type Kind } from './kinds';
import { linesAfter } from './lines';
import { followName, named, requireFreeName, requireNoCircle } from './naming';
import { refuseInvalid } from './refuse';
import { requireId, totals } from './settle';
import { merged, shaped, type Write } from './shape';
import { guidTaken, notFound, staleSequence } from './status';

/** Transactions that get the next number when none is given (our choice). */
const NUMBERED = [
	'invoice',
	'creditMemo',
	'salesReceipt',
	'salesOrder',
	'purchaseOrder',
	'journalEntry',
];
/** Fits behind the numbers of the seed. */
const FIRST_NUMBER = 1001;

/** QuickBooks shows an address as lines too. */
function withBlocks(kind: Kind, record: FinanceRecord): FinanceRecord {
	const blocks: FinanceRecord = {};
	for (const { path } of kind.facts.fields) {
		const address = record[path.replace(/Block$/, '')];
		if (!path.endsWith('Block') || !isRecord(address)) continue;
		const { Addr1, Addr2, Addr3, Addr4, Addr5, City, State, PostalCode, Country } = address;
		const region = [State, PostalCode].filter(Boolean).join(' ');
		const place = [City, region].filter(Boolean).join(', ');
		const lines = [Addr1, Addr2, Addr3, Addr4, Addr5, place, Country].filter(Boolean).slice(0, 5);
		blocks[path] = Object.fromEntries(lines.map((line, index) => [`Addr${index + 1}`, line]));
	}
	return { ...record, ...blocks };
}

function defaults({ company, kind, at }: Write, record: FinanceRecord): FinanceRecord {
	if (kind.kind === 'list') return { IsActive: 'true' };
	const date = record.TxnDate ?? at.toISOString().slice(0, 10);
	return {
		TxnNumber: String(company.next('txnNumber')),
		TxnDate: date,
		...(NUMBERED.includes(kind.value) && record.RefNumber === undefined
			? { RefNumber: String(company.next(`ref/${kind.value}`, FIRST_NUMBER)) }
			: {}),
		...(['invoice', 'bill'].includes(kind.value) ? { DueDate: date } : {}),
	};
}

/** Stores a new record, or refuses as QuickBooks would. */
export function createRecord(
	company: CompanyFile,
	kind: Kind,
	body: FinanceRecord,
	at: Date,
): FinanceRecord {
	refuseInvalid(kind, body, 'create');
	if (body.ExternalGUID && body.ExternalGUID !== '0' && company.withGuid(kind, body.ExternalGUID)) {
		throw guidTaken(String(body.ExternalGUID));
	}
	const write: Write = { company, kind, on: 'create', variant: variantOf(kind, body), at };
	const given = shaped(write, kind.facts, body);
	const id = company.newId(kind, at);
	const time = timeText(at);
	const base: FinanceRecord = {
		[kind.idField]: id,
		TimeCreated: time,
		TimeModified: time,
		EditSequence: company.newEditSequence(at),
		...defaults(write, given),
		...given,
	};
	const record = withBlocks(kind, named(kind, merged(base, linesAfter(write, {}, body) ?? {})));
	requireOpenPeriod(company, kind, record.TxnDate);
	requireFreeName(company, kind, record);
	const result = merged(record, totals(company, kind, record));
	if (result.ExternalGUID === '0') delete result.ExternalGUID;
	company.add(kind, result);
	company.isChanged = true;
	return result;
}

function variantOf(kind: Kind, { ItemType: type }: FinanceRecord): string | undefined {
	const isKnown = kind.facts.fields.some((field) => field.variants?.includes(String(type)));
	return isKnown ? String(type) : undefined;
}

/** The record with an id in the path. */
export function requireRecord(company: CompanyFile, kind: Kind, id: string): FinanceRecord {
	requireId(id, kind.idField);
	const record = company.get(kind, id);
	if (!record) throw notFound(id);
	return record;
}

/** Bills and the like can be told to lose all lines of a kind (qbXML). */
function cleared(body: FinanceRecord): FinanceRecord {
	const is = (member: string) => String(body[member]) === 'true';
	return {
		...(is('ClearItemLines') ? { ItemLineRet: null, ItemLine: null } : {}),
		...(is('ClearExpenseLines') ? { ExpenseLineRet: null, ExpenseLine: null } : {}),
	};
}

/** Changes a record. It needs the current `EditSequence`; one that is missing is taken for an old one (our choice). */
export function updateRecord(
	company: CompanyFile,
	kind: Kind,
	id: string,
	body: FinanceRecord,
	at: Date,
): FinanceRecord {
	const old = requireRecord(company, kind, id);
	const sequence = String(body.EditSequence ?? '');
	if (sequence !== old.EditSequence) throw staleSequence(sequence);
	refuseInvalid(kind, body, 'update');
	const variant = variantOf(kind, { ...old, ...body });
	const write: Write = { company, kind, on: 'update', variant, at };
	const given = without(shaped(write, kind.facts, body), ['EditSequence', 'TxnID', 'ListID']);
	const lines = { ...cleared(body), ...linesAfter(write, old, body) };
	const rest = without(merged(merged(old, given), lines), ['ClearItemLines', 'ClearExpenseLines']);
	const record = withBlocks(kind, named(kind, rest));
	requireOpenPeriod(company, kind, old.TxnDate, record.TxnDate);
	requireFreeName(company, kind, record, old);
	requireNoCircle(kind, record);
	const result = merged(record, totalsInPlaceOf(company, kind, old, record));
	result.TimeModified = timeText(at);
	result.EditSequence = company.newEditSequence(at);
	company.replace(kind, old, result);
	if (kind.kind === 'list') followName(company, kind, old, result);
	company.isChanged = true;
	return result;
}

/** Totals as if the old state of the record were not there: its own payments must not count against it. */
function totalsInPlaceOf(
	company: CompanyFile,
	kind: Kind,
	old: FinanceRecord,
	record: FinanceRecord,
) {
	company.ledger.unpost(kind, old);
	try {
		return totals(company, kind, record);
	} finally {
		company.ledger.post(kind, old);
	}
}

/** Payments of a transaction that goes are free to be used again (our choice). */
function freePayments(company: CompanyFile, txnId: string): void {
	for (const { TxnID } of company.ledger.links(txnId)) {
		for (const value of ['payment', 'billPaymentCheck', 'billPaymentCard']) {
			const resource = resourceNamed(value);
			const payment = company.get(resource, String(TxnID));
			if (!payment) continue;
			const rows = rowsOf(payment, 'AppliedToTxn').filter((row) => row.TxnID !== txnId);
			company.replace(resource, payment, { ...payment, AppliedToTxn: rows });
		}
	}
}

/** Removes a record. What still names it stays as it is (our choice). */
export function deleteRecord(company: CompanyFile, kind: Kind, id: string): void {
	const record = requireRecord(company, kind, id);
	requireOpenPeriod(company, kind, record.TxnDate);
	company.remove(kind, record);
	if (kind.kind === 'transaction') freePayments(company, id);
	company.isChanged = true;
}
