/**
 * The facts of reports, as data: which there are and what they can be narrowed by. `npm run catalogue` writes `reportsData.json` and says there where each comes from.
 */

import * as reportsData from './reportsData.json';

/** The family of a report (documented); it decides which filters make sense. */
export type ReportCategory = 'AgingReport' | 'BudgetSummaryReport' | 'GeneralSummaryReport';

export interface ReportType {
	/** What `ReportName` has to be (documented). */
	name: string;
	category: ReportCategory;
	/** What QuickBooks writes above the report. */
	title: string;
	/** Whether the title was seen in an answer of the service; else it is inferred. */
	isTitleObserved: boolean;
}

/**
 * `moment` is a date and time without a zone, `yyyy-mm-ddThh:mm:ss` (documented); `year` has four digits;
 * `enumeration` is sent as an integer (documented).
 */
export type ReportFieldType = 'enumeration' | 'moment' | 'text' | 'year';

export interface ReportFieldValue {
	/** What the service wants. */
	code: number;
	/** The word of QuickBooks' interface, such as `rbCash`. */
	name: string;
	/** In human words: "Cash". */
	label: string;
}

/** A field of the `where` clause of `/reports`. */
export interface ReportField {
	name: string;
	label: string;
	type: ReportFieldType;
	/** Whether `IN` takes several values (documented); all take `=`. */
	isList: boolean;
	/** The categories that have it (inferred from qbXML's queries of reports). */
	categories: readonly ReportCategory[];
	/** The categories that cannot do without it. */
	requiredIn: readonly ReportCategory[];
	/** Of an enumeration, in the service's order. */
	values: readonly ReportFieldValue[];
}

export interface ReportCatalogue {
	/** Sorted by name. */
	types: readonly ReportType[];
	/** Sorted by name, without `ReportName`, which every report needs. */
	fields: readonly ReportField[];
}

/** The written form. */
export interface EncodedReports {
	source: string;
	/** Name, category, title, and whether the title was observed. */
	types: Array<[name: string, category: string, title: string, isTitleObserved: boolean]>;
	/** Type, categories by their first letters, those that require it, and whether it is a list. */
	fields: Record<string, { label: string; type: string; in: string; need?: string; list?: true }>;
	/** Field → name and label in the order of the codes, which start at 0. */
	values: Record<string, Array<[name: string, label: string]>>;
}

const CATEGORIES: Readonly<Record<string, ReportCategory>> = {
	A: 'AgingReport',
	B: 'BudgetSummaryReport',
	G: 'GeneralSummaryReport',
};

const categoriesIn = (letters = '') => [...letters].map((letter) => CATEGORIES[letter]);

function decode({ types, fields, values }: EncodedReports): ReportCatalogue {
	return {
		types: types.map(([name, category, title, isTitleObserved]) => ({
			name,
			category: category as ReportCategory,
			title,
			isTitleObserved,
		})),
		fields: Object.entries(fields).map(([name, field]) => ({
			name,
			label: field.label,
			type: field.type as ReportFieldType,
			isList: field.list === true,
			categories: categoriesIn(field.in),
			requiredIn: categoriesIn(field.need),
			values: (values[name] ?? []).map(([word, label], code) => ({ code, name: word, label })),
		})),
	};
}

/** All types and fields. They are loaded with the node, whose description offers them, so they stay small. */
export const REPORTS: ReportCatalogue = decode(reportsData as unknown as EncodedReports);

const plain = (text: string) => text.trim().toLowerCase();

/** The type with a name or, as people copy it from QuickBooks, with a title. Letter case does not count. */
export function reportTypeNamed(
	{ types }: ReportCatalogue,
	nameOrTitle: string,
): ReportType | undefined {
	const wanted = plain(nameOrTitle);
	return (
		types.find(({ name }) => plain(name) === wanted) ??
		types.find(({ title }) => plain(title) === wanted)
	);
}

/** The fields that a category has, those that it requires first. */
export function reportFieldsOf(
	{ fields }: ReportCatalogue,
	category: ReportCategory,
): ReportField[] {
	const has = fields.filter(({ categories }) => categories.includes(category));
	const isRequired = ({ requiredIn }: ReportField) => requiredIn.includes(category);
	return [...has.filter(isRequired), ...has.filter((field) => !isRequired(field))];
}

/** The value that a code, a word of QuickBooks (`rbCash`) or a label ("Cash") stands for; undefined for none. */
export function reportValueOf(
	{ values }: ReportField,
	text: string | number,
): ReportFieldValue | undefined {
	const wanted = plain(String(text));
	return values.find(({ code, name, label }) =>
		[String(code), plain(name), plain(label)].includes(wanted),
	);
}
