import fc from 'fast-check';

import { named, type Row } from '../../../actions/record/support/books';

/** A record that Create or Update is given, in parts that a model can follow. */
export interface Wish {
	resource: 'bill' | 'customer' | 'invoice';
	/** What it is found by. */
	name: string;
	party?: string;
	/** Plain members; null empties. */
	members: Record<string, string | null>;
	/** Lines of its address, likewise. */
	address: Record<string, string | null>;
	/** All lines that it is to have; undefined names none. */
	lines?: Array<{ subject: string; values: Record<string, string | null> }>;
}

/** How the kinds of records differ. */
export const KINDS = {
	customer: { path: 'customers', key: 'Name', party: undefined, lines: '', subject: '' },
	invoice: {
		path: 'invoices',
		key: 'RefNumber',
		party: 'CustomerRef',
		lines: 'InvoiceLineRet',
		subject: 'ItemRef',
	},
	bill: {
		path: 'bills',
		key: 'RefNumber',
		party: 'VendorRef',
		lines: 'ExpenseLineRet',
		subject: 'AccountRef',
	},
} as const;

/** What QuickBooks works out itself, in a record or because of another one. */
const COMPUTED =
	/^(EditSequence|TimeModified|TimeCreated|.*AddressBlock|AmountDue|AppliedAmount|Balance.*|OpenAmount|SalesTaxTotal|Subtotal|Total(Amount|Balance)|IsPaid|SuggestedDiscount.*|DueDate|CompleteName|.*InHomeCurrency)$/;

const text = fc.constantFrom('Quay', 'Pier 7', 'O’Brien', '“x” & <y>', 'Visby', '12');
const maybe = (each: fc.Arbitrary<string>) => fc.option(each, { nil: null, freq: 4 });

function some<T>(members: Record<string, fc.Arbitrary<T>>): fc.Arbitrary<Record<string, T>> {
	return fc.record(members, { requiredKeys: [] }) as fc.Arbitrary<Record<string, T>>;
}

function linesOf(subjects: readonly string[], values: Record<string, fc.Arbitrary<string | null>>) {
	const needed = Object.keys(values).filter((name) => !['Desc', 'Memo'].includes(name));
	const line = (subject: string) =>
		fc.record(values, { requiredKeys: needed }).map((row) => ({
			subject,
			values: row as Record<string, string | null>,
		}));
	return fc
		.uniqueArray(fc.constantFrom(...subjects), { minLength: 1, maxLength: 3 })
		.chain((chosen) => fc.tuple(...chosen.map(line)));
}

const address = some({ Addr1: maybe(text), Addr2: maybe(text), City: maybe(text) });
const number = fc.constantFrom('N-1', 'N-2', 'N-3');
const amount = fc.integer({ min: 1, max: 99_999 }).map((cents) => (cents / 100).toFixed(2));

const anyCustomer = fc.record({
	resource: fc.constant('customer' as const),
	name: fc.constantFrom('Dock', 'Harbour', 'Blue, Dale'),
	members: some({ Phone: maybe(text), Notes: maybe(text), CreditLimit: maybe(amount) }),
	address,
});
const anyInvoice = fc.record({
	resource: fc.constant('invoice' as const),
	name: number,
	party: fc.constantFrom('Blue, Dale', 'Baker, Chris'),
	members: some({ Memo: maybe(text), PONumber: maybe(text) }),
	address,
	lines: linesOf(['Painting', 'Framing', 'Installation'], {
		Quantity: fc.integer({ min: 1, max: 9 }).map(String),
		Rate: amount,
		Desc: text,
	}),
});
const anyBill = fc.record({
	resource: fc.constant('bill' as const),
	name: number,
	party: fc.constantFrom('Lew Plumbing', 'Patton Hardware Supplies'),
	members: some({ Memo: maybe(text) }),
	address: fc.constant({}),
	lines: linesOf(['Rent', 'Automobile', 'Automobile:Fuel'], { Amount: amount, Memo: maybe(text) }),
});

const each = <T extends Wish>(wish: fc.Arbitrary<T>) =>
	fc.uniqueArray(wish, { minLength: 1, maxLength: 3, selector: ({ name }) => name });

/** Runs one after the other, each of one kind and of records that are found by different names. */
export const anyHistory: fc.Arbitrary<Wish[][]> = fc.array(
	fc.oneof(each(anyCustomer), each(anyInvoice), each(anyBill)) as fc.Arbitrary<Wish[]>,
	{ minLength: 1, maxLength: 4 },
);

/** The record as the node is given it. */
export function inputOf({ resource, name, party, members, address: at, lines }: Wish): Row {
	const kind = KINDS[resource];
	return {
		[kind.key]: name,
		...(party !== undefined && kind.party ? { [kind.party]: named(party) } : {}),
		...members,
		...(Object.keys(at).length > 0
			? { [resource === 'bill' ? 'VendorAddress' : 'BillAddress']: at }
			: {}),
		...(lines
			? {
					[kind.lines]: lines.map(({ subject, values }) => ({
						[kind.subject]: named(subject),
						...values,
					})),
				}
			: {}),
	};
}

const nameIn = (reference: unknown) => (reference as Row | undefined)?.FullName;

/** The record that a wish is about, among those of its kind; one of another party is none of it. */
export function heldBy({ resource, name, party }: Wish, records: readonly Row[]): Row | undefined {
	const { key, party: member } = KINDS[resource];
	return records.find(
		(record) => record[key] === name && (!member || nameIn(record[member]) === party),
	);
}

/** Whether another party has the number, where the company gives it once. */
export function isTakenByOther(wish: Wish, records: readonly Row[]): boolean {
	return (
		wish.resource === 'invoice' &&
		records.some(({ RefNumber }) => RefNumber === wish.name) &&
		!heldBy(wish, records)
	);
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const plain = (value: unknown) => (value === null ? undefined : value);

/** Members of a record or line that are not as they were, though nobody named them. */
function strayed(before: Row, after: Row, told: readonly string[]): string[] {
	const names = new Set([...Object.keys(before), ...Object.keys(after)]);
	return [...names].filter(
		(name) => !told.includes(name) && !COMPUTED.test(name) && !same(before[name], after[name]),
	);
}

/** What is wrong with a record after a wish: what it does not hold, and what else has changed. */
export function faultsOf(wish: Wish, before: Row | undefined, after: Row | undefined): string[] {
	if (!after) return ['it is not there'];
	const { lines: key, subject: about, party, key: found } = KINDS[wish.resource];
	const faults: string[] = [];
	const expectAs = (place: string, shown: unknown, wanted: unknown) => {
		if (!same(shown, plain(wanted)))
			faults.push(`${place}: ${String(shown)}, not ${String(wanted)}`);
	};
	for (const [name, value] of Object.entries(wish.members)) expectAs(name, after[name], value);
	const [was, is] = [before?.BillAddress, after.BillAddress].map((held) => (held ?? {}) as Row);
	for (const [name, value] of Object.entries(wish.address)) expectAs(name, is[name], value);
	if (before) {
		faults.push(...strayed(was, is, Object.keys(wish.address)).map((name) => `address ${name}`));
		const told = [...Object.keys(wish.members), 'BillAddress', key, party ?? '', found];
		faults.push(...strayed(before, after, told).map((name) => `${name} has changed`));
	}
	if (!wish.lines) return faults;
	const rows = (after[key] ?? []) as Row[];
	const old = (before?.[key] ?? []) as Row[];
	if (rows.length !== wish.lines.length) faults.push(`${rows.length} lines`);
	for (const { subject, values } of wish.lines) {
		const row = rows.find((each) => nameIn(each[about]) === subject) ?? {};
		for (const [name, value] of Object.entries(values))
			expectAs(`${subject} ${name}`, row[name], value);
		const known = old.find((each) => nameIn(each[about]) === subject);
		const told = [...Object.keys(values), 'Amount'];
		if (known)
			faults.push(...strayed(known, row, told).map((name) => `${subject}: ${name} has changed`));
	}
	return faults;
}

/** Records that nobody named and that are not as they were. */
export function disturbed(
	before: readonly Row[],
	after: readonly Row[],
	told: readonly unknown[],
): string[] {
	const now = new Map(after.map((record) => [record.id, record]));
	return before.flatMap((record) => {
		const { id } = record;
		if (told.includes(id)) return [];
		const names = strayed(record, now.get(id) ?? {}, []);
		return names.length === 0 ? [] : [`${String(id)}: ${names.join(', ')}`];
	});
}
