import { isEmpty, type Members } from '../../catalogue/validation/walk';
import type { LineGroup, Resource, ResourceFields } from '../../catalogue/types';
import type { Problems } from '../../common/problems';
import { isRecord } from '../../common/json/isRecord';

/** What tells apart the names of one member in qbXML's answers and requests: `InvoiceLineRet`, `InvoiceLineMod`. */
const ENDING = /(Add|Mod|Ret)$/;

/** Lines of a journal entry in one list, as qbXML's update has them; each says its side. */
const JOURNAL_LINES = 'JournalLine';

function stemOf(name: string): string {
	return name.replace(ENDING, '');
}

/**
 * Brings the members of a record that qbXML calls by several names under the one that the service takes. People copy
 * them out of answers and out of pages about either request.
 *
 * @param label What the reader calls the record.
 * @param problems Where members are noted that stand there under two names.
 * @returns A record of its own.
 */
export function underOwnNames(
	record: Members,
	{ lines }: Resource,
	fields: ResourceFields,
	label: string,
	problems: Problems,
): Members {
	const own = new Map(lines.map(({ key }) => [stemOf(key), key]));
	for (const { path, type, readOnly, repeatable } of fields.fields) {
		const isGroup = type === 'object' || repeatable;
		if (isGroup && !readOnly && !path.includes('.') && !own.has(stemOf(path))) {
			own.set(stemOf(path), path);
		}
	}
	// A name that QuickBooks has as it is means itself, such as `DataExtRet` beside `DataExt`.
	const known = new Set(fields.fields.map(({ path }) => path));
	const sided = withSides(record, lines, label, problems);
	const renamed = rename(sided, own, label, problems, known);
	return withNestedLines(renamed, lines, label, problems);
}

/** The same for an object of which nothing is known: its lines get the names that answers have (our choice). */
export function underAnswersNames(record: Members, label: string, problems: Problems): Members {
	const own = new Map<string, string>();
	for (const [name, value] of Object.entries(record)) {
		if (!Array.isArray(value) || !/(Line|LineGroup)(Add|Mod|Ret)?$/.test(name)) continue;
		const stem = stemOf(name);
		own.set(stem, `${stem}Ret`);
	}
	return rename(record, own, label, problems);
}

/**
 * @param own The names that are taken, by their stems.
 * @param known Names that stay as they are.
 */
function rename(
	record: Members,
	own: ReadonlyMap<string, string>,
	label: string,
	problems: Problems,
	known: ReadonlySet<string> = new Set(),
): Members {
	const renamed: Members = {};
	const sources = new Map<string, string>();
	for (const [name, value] of Object.entries(record)) {
		const key = known.has(name) ? name : (own.get(stemOf(name)) ?? name);
		const other = sources.get(key);
		if (other !== undefined && isEmpty(value)) continue;
		if (other !== undefined && !isEmpty(renamed[key])) {
			problems.add(`${label} has ${other} and ${name}, two names of one member; leave out one`);
			continue;
		}
		sources.set(key, name);
		renamed[key] = value;
	}
	return renamed;
}

/** Item groups hold lines of their own, under the same names. */
function withNestedLines(
	record: Members,
	lines: readonly LineGroup[],
	label: string,
	problems: Problems,
): Members {
	const groups = lines.find(({ name }) => name === 'itemGroupLines');
	const items = lines.find(({ name }) => name === 'itemLines');
	const rows = groups && record[groups.key];
	if (!groups || !items || !Array.isArray(rows)) return record;
	const own = new Map([[stemOf(items.key), items.key]]);
	const renamed = rows.map((row: unknown, index) =>
		isRecord(row) ? rename(row, own, `${label}: ${groups.key}[${index}]`, problems) : row,
	);
	return { ...record, [groups.key]: renamed };
}

/** Puts lines of a journal entry that say their side where the service takes them. */
function withSides(
	record: Members,
	lines: readonly LineGroup[],
	label: string,
	problems: Problems,
): Members {
	const names = Object.keys(record).filter((name) => stemOf(name) === JOURNAL_LINES);
	if (names.length === 0 || !lines.some(({ name }) => name === 'debitLines')) return record;
	const rest = Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
	for (const name of names) {
		const rows: unknown[] = Array.isArray(record[name]) ? (record[name] as unknown[]) : [];
		for (const [index, row] of rows.entries()) {
			const { JournalLineType: side, ...line } = isRecord(row) ? row : {};
			if (side !== 'Debit' && side !== 'Credit') {
				problems.add(`${label}: ${name}[${index}] needs JournalLineType, Debit or Credit`);
				continue;
			}
			const key = `Journal${side}Line`;
			rest[key] = [...(Array.isArray(rest[key]) ? (rest[key] as unknown[]) : []), line];
		}
	}
	return rest;
}
