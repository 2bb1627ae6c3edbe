import { ApiError } from '../api/errors';
import { parseCeql, type Expression } from '../ceql';
import { InvalidRequestError, type Fault, type JsonRecord, type Target } from '../qbxml';
import { reportField, requiredFields, type ReportField } from './fields';
import { reportTypes, type ReportType } from './types';

type Condition = Extract<Expression, { type: 'compare' }>;

/** A field with its values, in the words of qbXML. */
interface Filter {
	field: ReportField;
	values: string[];
}

/** A report that is asked for. */
export interface ReportRequest {
	report: ReportType;
	filters: readonly Filter[];
}

/** `yyyy-mm-ddThh:mm:ss` without a zone (documented); a bare day is taken too (our choice). */
const MOMENT = /^(\d{4}-\d\d-\d\d)(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d)?$/;

/** Whether the calendar has a day. */
function isDay(day: string): boolean {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** Statuses and wordings are our choice: nothing is known of how the service refuses. */
const refuse = (faults: readonly string[]) =>
	new ApiError(400, `Invalid where clause: ${faults.join('; ')}.`, undefined, 'notSent');

/** Collects all that is wrong with a clause. */
class ClauseReader {
	readonly faults: string[] = [];

	private readonly filters = new Map<string, Filter>();

	constructor(private readonly target: Target) {}

	/** The conditions of a clause. Reports take `=` and `in`, joined by `AND` (documented). */
	conditionsOf(expression: Expression): Condition[] {
		if (expression.type === 'and') {
			return expression.sides.flatMap((side) => this.conditionsOf(side));
		}
		const isTaken = expression.type === 'compare' && ['=', 'IN'].includes(expression.operator);
		if (isTaken) return [expression];
		const field = 'field' in expression ? `${expression.field}: ` : '';
		this.faults.push(`${field}reports take only = and in, joined by AND`);
		return [];
	}

	reportOf(named: readonly Condition[]): ReportType | undefined {
		if (named.length > 1) this.faults.push('ReportName is there twice');
		const [name, ...others] = named[0]?.values ?? [];
		if (name === undefined) this.faults.push('ReportName is required');
		else if (others.length > 0) this.faults.push('ReportName takes only =');
		const report = reportTypes().find((each) => each.name.toLowerCase() === name?.toLowerCase());
		if (name !== undefined && !report) this.faults.push(`there is no report "${name}"`);
		return report;
	}

	filtersOf(report: ReportType, conditions: readonly Condition[]): Filter[] {
		for (const condition of conditions) this.add(report, condition);
		for (const { name } of requiredFields(report, this.target)) {
			if (!this.filters.has(name)) this.faults.push(`${name} is required for ${report.name}`);
		}
		this.checkTogether();
		return [...this.filters.values()];
	}

	private add(report: ReportType, { field: name, operator, values }: Condition): void {
		const field = reportField(report, name, this.target);
		if (!field) return void this.faults.push(`${report.name} has no field "${name}"`);
		if (operator === 'IN' && !field.isList) this.faults.push(`${field.name} takes only =`);
		if (this.filters.has(field.name)) this.faults.push(`${field.name} is there twice`);
		const read = values.map((value) => this.valueOf(field, value));
		this.filters.set(field.name, { field, values: read });
	}

	private valueOf({ name, type, words }: ReportField, value: string): string {
		if (type === 'word') {
			const word = /^\d{1,3}$/.test(value) ? words[Number(value)] : undefined;
			if (word === undefined) this.faults.push(`${name} takes 0 to ${words.length - 1}`);
			return word ?? value;
		}
		if (type === 'date') {
			const [, day] = MOMENT.exec(value) ?? [];
			const isRight = day !== undefined && isDay(day);
			if (!isRight) this.faults.push(`${name} has to be yyyy-mm-ddThh:mm:ss, without a zone`);
			return day ?? value;
		}
		if (type === 'year' && !/^[1-9]\d{3}$/.test(value)) {
			this.faults.push(`${name} has to be a year with four digits`);
		}
		return value;
	}

	private checkTogether(): void {
		const all = [...this.filters.values()].map(({ field }) => field);
		for (const { name, path } of all.filter((field) => field.path[0] !== 'ReportPeriod')) {
			const other = all.find((field) => field.name > name && field.path[0] === path[0]);
			// QuickBooks takes one of them (qbXML).
			if (other) this.faults.push(`${name} and ${other.name} cannot go together`);
		}
		const [start] = this.filters.get('ReportPeriodStart')?.values ?? [];
		const [end] = this.filters.get('ReportPeriodEnd')?.values ?? [];
		if (start === undefined || end === undefined || start <= end) return;
		this.faults.push('ReportPeriodStart is after ReportPeriodEnd');
	}
}

/**
 * Reads the clause of `/reports`.
 *
 * @throws ApiError 400 that names all that is wrong: no such report or field, values that do not fit, what is missing
 */
export function readReportRequest(where: string | undefined, target: Target): ReportRequest {
	if (!where?.trim()) throw refuse(['ReportName is required']);
	const reader = new ClauseReader(target);
	const conditions = reader.conditionsOf(parseCeql(where));
	const isName = ({ field }: Condition) => field.toLowerCase() === 'reportname';
	const report = reader.reportOf(conditions.filter(isName));
	const others = conditions.filter((condition) => !isName(condition));
	const filters = report ? reader.filtersOf(report, others) : [];
	if (!report || reader.faults.length > 0) throw refuse(reader.faults);
	return { report, filters };
}

/** @returns the parameters of the query in qbXML */
export function parametersOf({ report, filters }: ReportRequest): JsonRecord {
	const record: JsonRecord = { [report.typeElement]: report.type };
	for (const { field, values } of filters) {
		const [group, member] = field.path;
		const value = field.isList ? values : values[0];
		if (member === undefined) record[group] = value;
		else record[group] = { ...(record[group] as JsonRecord), [member]: value };
	}
	return record;
}

/** @returns the answer to a request that qbXML cannot hold, under the names of the API's fields; else the error itself */
export function inFieldsOf({ filters }: ReportRequest, error: unknown): unknown {
	if (!(error instanceof InvalidRequestError)) return error;
	const named = ({ path, message }: Fault): string => {
		const plain = path.replace(/\[\d+\]/g, '');
		const isIt = ({ path: own }: ReportField) => `${own.join('.')}.`.startsWith(`${plain}.`);
		const names = filters.flatMap(({ field }) => (isIt(field) ? [field.name] : []));
		return `${names.join(' and ') || path} ${message}`;
	};
	return refuse(error.faults.map(named));
}
