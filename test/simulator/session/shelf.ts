import { Grammar, OBJECTS } from '../../../simulator/qbxml/grammar';
import { rowsOf, textOf, type QbRecord } from '../../../simulator/qbxml/record';
import type {
	Company,
	Deletion,
	ReportQuery,
	ReportTable,
} from '../../../simulator/quickBooks/company';
import { QuickBooks } from '../../../simulator/quickBooks/quickBooks';
import { emptyMemory } from '../../../simulator/quickBooks/session/memory';
import type { Session } from '../../../simulator/quickBooks/session/session';
import type { Settings } from '../../../simulator/quickBooks/session/settings';
import { StatusError } from '../../../simulator/quickBooks/statusError';
import { validate } from '../../../simulator/qbxml/validate';
import { request, valueFor } from '../qbxml/documents';

const REFERENCE_LISTS: ReadonlyArray<[RegExp, string]> = [
	[/CustomerRef$/, 'Customer'],
	[/VendorRef$/, 'Vendor'],
	[/AccountRef$/, 'Account'],
	[/ClassRef$/, 'Class'],
	[/^ItemRef$/, 'ItemService'],
];

/** A company file without rules: what the face in front of it does is all that a test sees. */
class Shelf implements Company {
	readonly memory = emptyMemory();
	closingDate: string | undefined;
	table: ReportTable | undefined;
	lastReport: ReportQuery | undefined;
	private at = Date.parse('2024-03-01T08:00:00Z');
	private readonly records = new Map<string, Map<string, QbRecord>>();
	private readonly log: Deletion[] = [];
	private last = 0;

	now(): Date {
		return new Date(this.at);
	}

	/** Lets time go by. */
	wait(seconds: number): void {
		this.at += seconds * 1000;
	}

	info(): QbRecord {
		return { CompanyName: 'Shelf', SSN: '000-00-0000', FirstMonthFiscalYear: 'April' };
	}

	get(object: string, id: string): QbRecord | undefined {
		return this.records.get(object)?.get(id);
	}

	named(object: string, fullName: string): QbRecord | undefined {
		const name = fullName.toLowerCase();
		return [...this.list(object)].find(
			(record) => String(record.FullName ?? record.Name).toLowerCase() === name,
		);
	}

	*list(object: string): Iterable<QbRecord> {
		yield* this.records.get(object)?.values() ?? [];
	}

	/** Puts a record there as it is. */
	put(object: string, record: QbRecord): QbRecord {
		const known = this.records.get(object) ?? new Map<string, QbRecord>();
		this.records.set(object, known.set(String(record[OBJECTS[object].key!]), record));
		return record;
	}

	add(object: string, given: QbRecord): QbRecord {
		if (textOf(given, 'Memo') === 'refuse') throw new StatusError(3210, 'It is refused.');
		const { kind, key } = OBJECTS[object];
		const time = this.timeText();
		const parent = given.ParentRef as QbRecord | undefined;
		return this.put(object, {
			...this.kept(given),
			[key!]: this.newId(),
			TimeCreated: time,
			TimeModified: time,
			EditSequence: String(++this.last),
			...(kind === 'list' ? { IsActive: given.IsActive ?? 'true' } : {}),
			...(given.Name
				? { FullName: (parent ? `${String(parent.FullName)}:` : '') + String(given.Name) }
				: {}),
			...(kind === 'txn' ? { TxnDate: given.TxnDate ?? time.slice(0, 10) } : {}),
			...(object === 'Invoice' ? { IsPaid: 'false' } : {}),
			...this.missing(object, given),
			...(parent ? { Sublevel: '1' } : {}),
		});
	}

	/** Scalars that an answer has to have. */
	private missing(object: string, given: QbRecord): QbRecord {
		const { elements } = Grammar.of(14).block(`${object}Ret`);
		const needed = [...elements].filter(
			([member, facts]) => facts.isRequired && !(member in given),
		);
		const plain = needed.filter(([, { type }]) => ['AMT', 'BOOL', 'INT', 'ENUM'].includes(type));
		return Object.fromEntries(
			plain.map(([member, facts]) => [member, member === 'Sublevel' ? '0' : valueFor(facts)]),
		);
	}

	mod(object: string, given: QbRecord): QbRecord {
		const id = String(given[OBJECTS[object].key!]);
		const old = this.get(object, id)!;
		const next = { ...old, ...this.kept(given) };
		for (const [member, value] of Object.entries(next)) if (value === null) delete next[member];
		this.put(object, next);
		this.touch(object, id);
		return this.get(object, id)!;
	}

	delete(object: string, id: string): Deletion {
		const record = this.get(object, id)!;
		this.records.get(object)!.delete(id);
		const deletion = {
			object,
			id,
			TimeCreated: String(record.TimeCreated),
			TimeDeleted: this.timeText(),
			FullName: textOf(record, 'FullName'),
			RefNumber: textOf(record, 'RefNumber'),
		};
		this.log.push(deletion);
		return deletion;
	}

	void(object: string, id: string): QbRecord {
		this.touch(object, id);
		return this.put(object, { ...this.get(object, id)!, Memo: 'VOID:' });
	}

	merge(object: string, fromId: string, toId: string): QbRecord {
		this.delete(object, fromId);
		this.touch(object, toId);
		return this.get(object, toId)!;
	}

	cleared: Array<[id: string, line: string | undefined, status: string]> = [];

	clear(id: string, line: string | undefined, status: string): void {
		this.cleared.push([id, line, status]);
	}

	touch(object: string, id: string): void {
		const record = this.get(object, id)!;
		this.put(object, {
			...record,
			TimeModified: this.timeText(),
			EditSequence: String(++this.last),
		});
	}

	deletions(): Iterable<Deletion> {
		return this.log;
	}

	accountsOf(object: string): Iterable<string> {
		return object === 'Invoice' ? [String(this.named('Account', 'Sales')?.ListID)] : [];
	}

	report(query: ReportQuery): ReportTable {
		this.lastReport = query;
		if (!this.table) throw new StatusError(3210, 'There is no such report.');
		return this.table;
	}

	private timeText(): string {
		return `${this.now().toISOString().slice(0, 19)}+00:00`;
	}

	private newId(): string {
		this.last += 1;
		return `${(0x80000000 + this.last).toString(16).toUpperCase()}-1700000000`;
	}

	/** Lines under the names of answers with ids of their own, references with both members. */
	private kept(given: QbRecord): QbRecord {
		const record: QbRecord = {};
		for (const [member, value] of Object.entries(given)) {
			const name = member.replace(/(Line|Group)(Add|Mod)$/, '$1Ret');
			if (name === member) record[member] = this.resolved(member, value!);
			else {
				record[name] = rowsOf(given, member).map((row) => ({
					...this.kept(row),
					TxnLineID: row.TxnLineID && row.TxnLineID !== '-1' ? row.TxnLineID : this.newId(),
				}));
			}
		}
		if (Array.isArray(given['#order'])) {
			record['#order'] = (given['#order'] as string[]).map((name) =>
				name.replace(/(Add|Mod)$/, 'Ret'),
			);
		}
		return record;
	}

	private resolved(member: string, value: NonNullable<QbRecord[string]> | null): QbRecord[string] {
		const list = REFERENCE_LISTS.find(([name]) => name.test(member))?.[1];
		if (list === undefined || value === null || typeof value !== 'object') return value;
		const reference = value as QbRecord;
		const found = reference.ListID
			? this.get(list, String(reference.ListID))
			: this.named(list, String(reference.FullName));
		return found ? { ListID: found.ListID, FullName: found.FullName ?? found.Name } : reference;
	}
}

/** The answer to one request, as a test looks at it. */
export interface Reply {
	name: string;
	code: string;
	severity: string;
	message: string;
	attributes: Record<string, string>;
	content: QbRecord;
}

/** A QuickBooks over a shelf, with a session that is open. */
export class Desk {
	readonly shelf = new Shelf();
	readonly quickBooks: QuickBooks;
	session: Session;
	version = '14.0';

	constructor(settings: Partial<Settings> = {}) {
		this.quickBooks = new QuickBooks(this.shelf, settings);
		this.session = this.quickBooks.openSession();
	}

	/** Runs messages and holds the answer against the schema. */
	ask(messages: string, attributes?: string): Reply[] {
		const text = this.session.run(request(messages, this.version, attributes));
		return repliesIn(text, this.version, messages.includes('IncludeRetElement'));
	}

	/** Runs one message. */
	one(message: string): Reply {
		return this.ask(message)[0];
	}

	/** Adds a record and gives its answer. */
	add(object: string, members: string): QbRecord {
		const { code, message, content } = this.one(
			`<${object}AddRq><${object}Add>${members}</${object}Add></${object}AddRq>`,
		);
		if (code !== '0') throw new Error(message);
		return content[`${object}Ret`] as QbRecord;
	}
}

export function repliesIn(text: string, version: string, isPartial = false): Reply[] {
	const { messages } = validate(text, { kind: 'response', version: Number(version), isPartial });
	return messages.map(({ name, attributes, content }) => ({
		name,
		code: attributes.statusCode,
		severity: attributes.statusSeverity,
		message: attributes.statusMessage,
		attributes,
		content,
	}));
}
