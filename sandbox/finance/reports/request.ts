import {
	reportTypeNamed,
	reportValueOf,
	type ReportCatalogue,
	type ReportField,
	type ReportType,
} from '../../../nodes/QuickBooksEnterprise/catalogue/reports';
import { ApiError } from '../../errors';
import { parseCeql, type Expression } from '../../../gateway/ceql';
import { BEGINNING, yearPeriod, type Period } from '../../../simulator/quickBooks/reports/period';
import type { ReportRequest } from '../../../simulator/quickBooks/reports/request';

/** What QuickBooks calls a report: its name in one word, some of it cut short. */
const nativeType = ({ name }: ReportType) =>
	name
		.replace('Comparison', 'Comp')
		.replace('Previous', 'Prev')
		.replace('vs. Actual', 'VsActual')
		.split(/[^A-Za-z\d]+/)
		.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
		.join('');

/** The service's words have what they are about before QuickBooks' own: `rbCash` is `Cash`. */
const nativeWord = (word: string) => word.replace(/^[a-z]+(?=[A-Z])/, '');

/** The table of the documentation and its example differ in this name, so both are taken. */
const OTHER_NAMES: Readonly<Record<string, string>> = { EntityFilter: 'EntityType' };

/** `yyyy-mm-ddThh:mm:ss` without a zone (documented); a bare day is taken too (our choice). */
const MOMENT = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d)?$/;

/** Whether the calendar has a day. */
function isDay(day: string): boolean {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** Statuses and wordings are our choice: nothing is known of how the service refuses. */
const refuse = (why: string) => new ApiError(400, `Invalid where clause: ${why}`);

/** The conditions of a clause. Reports take `=` and `in`, joined by `AND` (documented). */
function conditionsOf(expression: Expression): Array<Extract<Expression, { type: 'compare' }>> {
	if (expression.type === 'and') return expression.sides.flatMap(conditionsOf);
	if (expression.type !== 'compare' || !['=', 'IN'].includes(expression.operator)) {
		throw refuse('reports take only = and in, joined by AND.');
	}
	return [expression];
}

function valueOf(field: ReportField, value: string): string {
	if (field.type === 'enumeration') {
		const known = /^\d+$/.test(value) ? reportValueOf(field, value) : undefined;
		if (!known) throw refuse(`${field.name} takes 0 to ${field.values.length - 1}.`);
		return nativeWord(known.name);
	}
	if (field.type === 'moment' && !(MOMENT.test(value) && isDay(value.slice(0, 10)))) {
		throw refuse(`${field.name} has to be yyyy-mm-ddThh:mm:ss, without a zone.`);
	}
	if (field.type === 'year' && !/^\d{4}$/.test(value)) {
		throw refuse(`${field.name} has to be a year.`);
	}
	return value;
}

function typeOf(catalogue: ReportCatalogue, name: string | undefined): ReportType {
	if (name === undefined) throw refuse('ReportName is required.');
	const type = reportTypeNamed(catalogue, name);
	if (type?.name.toLowerCase() !== name.toLowerCase()) {
		throw refuse(`there is no report "${name}".`);
	}
	return type;
}

/** Without dates: a budget's year; for the rest everything until today (our choice). */
function periodOf(values: ReadonlyMap<string, readonly string[]>, today: string): Period {
	const day = (name: string) => values.get(name)?.[0].slice(0, 10);
	const year = values.get('FiscalYear')?.[0];
	const usual = year ? yearPeriod(Number(year)) : { from: BEGINNING, to: today };
	const period = {
		from: day('ReportPeriodStart') ?? usual.from,
		to: day('ReportPeriodEnd') ?? usual.to,
	};
	if (period.from > period.to) throw refuse('ReportPeriodStart is after ReportPeriodEnd.');
	return period;
}

/**
 * Reads the clause of `/reports`.
 *
 * @throws ApiError 400 when it is none, when a field is unknown or not of this category, when a value does not fit, and
 *   when `ReportName` or what the category requires is missing.
 */
export function readRequest(
	catalogue: ReportCatalogue,
	where: string | undefined,
	now: Date,
): ReportRequest {
	if (!where?.trim()) throw refuse('ReportName is required.');
	const conditions = conditionsOf(parseCeql(where));
	const named = conditions.find(({ field }) => field.toLowerCase() === 'reportname');
	const type = typeOf(catalogue, named?.values[0]);
	const values = new Map<string, string[]>();
	for (const condition of conditions) {
		if (condition === named) continue;
		const name = OTHER_NAMES[condition.field] ?? condition.field;
		const field = catalogue.fields.find((each) => each.name.toLowerCase() === name.toLowerCase());
		if (!field?.categories.includes(type.category)) {
			throw refuse(`${type.name} has no field "${condition.field}".`);
		}
		if (condition.operator === 'IN' && !field.isList) throw refuse(`${field.name} takes only =.`);
		if (values.has(field.name)) throw refuse(`${field.name} is there twice.`);
		values.set(
			field.name,
			condition.values.map((value) => valueOf(field, value)),
		);
	}
	for (const { name, requiredIn } of catalogue.fields) {
		if (requiredIn.includes(type.category) && !values.has(name)) {
			throw refuse(`${name} is required for ${type.name}.`);
		}
	}
	const today = now.toISOString().slice(0, 10);
	const period = periodOf(values, today);
	return { type: nativeType(type), title: type.title, values, period, today };
}
