import { isOneSlip } from '../catalogue/validation/names';
import type { Field, Resource, ResourceFields } from '../catalogue/types';

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The fields of a resource by what people make of their names. */
export class ColumnNames {
	private readonly known = new Set<string>();
	private readonly meant = new Map<string, string>();
	private readonly references = new Set<string>();
	private readonly answers = new Map<string, string | undefined>();

	constructor({ fields }: ResourceFields) {
		for (const field of fields) {
			for (const path of pathsOf(field)) this.known.add(path);
			if (field.type === 'reference') this.references.add(field.path);
		}
		// What is written most like a field comes last, and takes precedence.
		for (const nameOf of [labelOf, pathOf]) {
			for (const field of fields) {
				if (field.create === 'none') continue;
				const paths = pathsOf(field);
				this.meant.set(plain(nameOf(field)), paths[paths.length - 1]);
				if (nameOf === pathOf) for (const path of paths) this.meant.set(plain(path), path);
			}
		}
	}

	/** The field that a name almost is; undefined for one that is a field or none at all. */
	suggestion(name: string): string | undefined {
		if (!this.answers.has(name)) this.answers.set(name, this.fieldLike(name));
		return this.answers.get(name);
	}

	/** The same for the heading of a column, which holds one text and so cannot be a whole reference. */
	headingSuggestion(name: string): string | undefined {
		return this.references.has(name) ? `${name}.FullName` : this.suggestion(name);
	}

	private fieldLike(name: string): string | undefined {
		if (this.known.has(name)) return undefined;
		const wanted = plain(name);
		const almost = () => [...this.meant].find(([known]) => isOneSlip(known, wanted))?.[1];
		return this.meant.get(wanted) ?? almost();
	}
}

const pathOf = ({ path }: Field) => path;
const labelOf = ({ label }: Field) => label.replace(/\(.*?\)/g, '');

/** A reference is given by name or ID; people mean the name. */
function pathsOf({ path, type }: Field): string[] {
	return type === 'reference' ? [path, `${path}.ListID`, `${path}.FullName`] : [path];
}

/** What a file has between its values in place of commas. */
const SEPARATORS: ReadonlyArray<[sign: string, name: string]> = [
	[';', 'semicolons'],
	['\t', 'tabs'],
	['|', 'vertical bars'],
];

/**
 * What is wrong with the headings of a CSV file, in one message each.
 *
 * @param resource What its records are, with the names of its columns; undefined where nothing is known of them.
 */
export function headingProblems(
	names: readonly string[],
	resource?: { resource: Resource; columns: ColumnNames },
): string[] {
	if (names.some((name) => name.includes('\0'))) {
		return ["The file looks like UTF-16: pick that as 'Encoding' (encoding) under 'Options'"];
	}
	const [only = ''] = names;
	const separator = names.length === 1 && SEPARATORS.find(([sign]) => only.includes(sign));
	if (separator) {
		return [`The columns of the file stand between ${separator[1]}, and must stand between commas`];
	}
	const problems: string[] = [];
	const wrong = names.flatMap((name) => {
		const suggestion = resource?.columns.headingSuggestion(name);
		return suggestion === undefined ? [] : [`'${name}' (write ${suggestion})`];
	});
	if (resource && wrong.length > 0) {
		const { label } = resource.resource;
		problems.push(`Columns that are not named as the fields of ${label} are: ${wrong.join(', ')}`);
	}
	const keys = resource?.resource.lines.flatMap(({ key, readKeys }) => [key, ...readKeys]) ?? [];
	const inLines = names.filter((name) =>
		keys.some((key) => name.startsWith(`${key}.`) || name.startsWith(`${key}[`)),
	);
	if (inLines.length > 0) {
		problems.push(`Lines cannot stand in the columns of a CSV file: ${inLines.join(', ')}`);
	}
	const places = new Map<string, number[]>();
	names.forEach((name, index) => {
		const field = resource?.columns.headingSuggestion(name) ?? name;
		if (field !== '') places.set(field, [...(places.get(field) ?? []), index + 1]);
	});
	const doubled = [...places]
		.filter(([, columns]) => columns.length > 1)
		.map(([field, columns]) => `${field} (columns ${columns.join(' and ')})`);
	if (doubled.length > 0) {
		problems.push(`Fields that have more than one column: ${doubled.join(', ')}`);
	}
	return problems;
}
