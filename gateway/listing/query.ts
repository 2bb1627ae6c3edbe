import { fieldNamed, type Expression, type Searched } from '../ceql';
import { objectFacts, queryParameters, wholeRecords, type JsonRecord, type Target } from '../qbxml';
import type { Resource } from '../records';
import { entityFilterOf, type Parent } from './naming';
import { datesOf, momentsOf, type Bound } from './ranges';
import { searchedOf } from './searched';

/** What QuickBooks is asked for a list. */
export interface ListQuery {
	/** The filters that it has for what was asked, and what it is to show. */
	record: JsonRecord;
	/** Whether its filters find nothing whatever the books hold, so that it need not be asked. */
	isEmpty: boolean;
	/** Whether records are named one by one: such an answer is short. */
	isNamed: boolean;
	/** Whether it may leave anything out. */
	isFiltered: boolean;
}

/** A comparison that every record of the list has to pass. */
interface Condition {
	/** In lower case. */
	path: string;
	operator: string;
	values: readonly string[];
}

const ID = /^[0-9A-F]{1,8}-\d{1,10}$/i;
const EQUAL = ['=', 'IN'];
const ENTITY = /^(customer|vendor|payeeentity|entity)ref\.listid$/;
const ACCOUNT = /^\w*accountref\.listid$/;

function conditionsOf(searched: Searched, expression: Expression | undefined): Condition[] {
	if (expression?.type === 'and') {
		return expression.sides.flatMap((side) => conditionsOf(searched, side));
	}
	if (expression?.type !== 'compare') return [];
	const { field, operator, values } = expression;
	const { steps } = fieldNamed(searched, field);
	return [{ path: steps.join('.').toLowerCase(), operator, values }];
}

/** QuickBooks gives a record twice that is named twice, and takes no notice of case. */
const unlike = (texts: readonly string[]): string[] => [
	...new Map(texts.map((text) => [text.toLowerCase(), text])).values(),
];

/** The longest text of a pattern between its wildcards. */
const literalIn = (pattern: string): string =>
	pattern.split('%').reduce((longest, part) => (part.length > longest.length ? part : longest), '');

/** Builds the filters of one query. Each finds all that is asked for, and perhaps more: what comes is looked at anyway. */
class Filters {
	private readonly parameters: ReadonlySet<string>;

	private readonly searched: Searched;

	private readonly conditions: Condition[];

	isEmpty = false;

	constructor(
		private readonly resource: Resource,
		target: Target,
		expression: Expression | undefined,
	) {
		this.searched = searchedOf(resource);
		this.parameters = queryParameters(resource.object, target);
		this.conditions = conditionsOf(this.searched, expression);
	}

	has(parameter: string): boolean {
		return this.parameters.has(parameter);
	}

	/** Records named one by one: that goes with no other filter. */
	named(): JsonRecord | undefined {
		const { key = '', nameField = '' } = objectFacts(this.resource.object) ?? {};
		const ids = this.equals((path) => path === 'id' || path === key.toLowerCase());
		if (ids && this.has(key)) {
			const known = ids.filter((id) => ID.test(id));
			this.isEmpty = known.length === 0;
			return { [key]: unlike(known.map((id) => id.toUpperCase())) };
		}
		const numbers = this.equals((path) => path === 'refnumber');
		if (numbers && this.has('RefNumber')) return { RefNumber: unlike(numbers) };
		const isNested = this.searched.fields.some(({ path }) => path === 'FullName');
		const nameIn = (isNested ? 'FullName' : nameField).toLowerCase();
		const names = this.equals((path) => path === nameIn || (!isNested && path === 'name'));
		return names && this.has('FullName') ? { FullName: unlike(names) } : undefined;
	}

	/** All filters that go together. */
	block(): JsonRecord {
		return {
			...this.modified(),
			...this.name(),
			...this.number(),
			...this.referring('EntityFilter', (path) => ENTITY.test(path)),
			...this.referring('TimeTrackingEntityFilter', (path) => path === 'entityref.listid'),
			...this.referring('AccountFilter', (path) => ACCOUNT.test(path)),
			...this.status('PaidStatus', 'ispaid', { true: 'PaidOnly', false: 'NotPaidOnly' }),
			...this.status(
				'ActiveStatus',
				'isactive',
				{ true: 'ActiveOnly', false: 'InactiveOnly' },
				'All',
			),
			// QuickBooks leaves out what is done unless it is asked.
			...(this.has('DoneStatus') ? { DoneStatus: 'All' } : {}),
		};
	}

	/** The values of which one has to be there. */
	private equals(isIt: (path: string) => boolean): readonly string[] | undefined {
		return this.conditions.find(
			({ path, operator, values }) =>
				isIt(path) && EQUAL.includes(operator) && values.every((value) => value !== ''),
		)?.values;
	}

	private bounds(path: string): Bound[] {
		return this.conditions
			.filter((condition) => condition.path === path && condition.values.length === 1)
			.map(({ operator, values: [value] }) => ({ operator, value }));
	}

	/** By change or else by date: QuickBooks takes one of them. */
	private modified(): JsonRecord {
		const times = momentsOf(this.bounds('timemodified'));
		const dates = datesOf(this.bounds('txndate'));
		this.isEmpty ||= times?.isEmpty === true || dates?.isEmpty === true;
		if (times && this.has('ModifiedDateRangeFilter')) {
			const { from: FromModifiedDate, to: ToModifiedDate } = times;
			return { ModifiedDateRangeFilter: { FromModifiedDate, ToModifiedDate } };
		}
		if (times && this.has('FromModifiedDate')) {
			return { FromModifiedDate: times.from, ToModifiedDate: times.to };
		}
		if (!dates || !this.has('TxnDateRangeFilter')) return {};
		const { from: FromTxnDate, to: ToTxnDate } = dates;
		return { TxnDateRangeFilter: { FromTxnDate, ToTxnDate } };
	}

	/**
	 * A part of the name. Whether QuickBooks looks for it in the name alone or in the whole path is not known, and only
	 * `Contains` finds a name in both.
	 */
	private name(): JsonRecord {
		const { nameField = '' } = objectFacts(this.resource.object) ?? {};
		const isName = ['Initial', 'Name'].includes(nameField);
		const part = this.part((path) => path === 'name' || path === nameField.toLowerCase());
		if (!isName || part === undefined || !this.has('NameFilter')) return {};
		return { NameFilter: { MatchCriterion: 'Contains', Name: part } };
	}

	private number(): JsonRecord {
		const part = this.part((path) => path === 'refnumber');
		if (part === undefined || !this.has('RefNumberFilter')) return {};
		return { RefNumberFilter: { MatchCriterion: 'Contains', RefNumber: part } };
	}

	/** A text that is in each value that is asked for. */
	private part(isIt: (path: string) => boolean): string | undefined {
		const texts = this.conditions.flatMap(({ path, operator, values }) =>
			isIt(path) && values.length === 1 && ['=', 'LIKE'].includes(operator)
				? [operator === '=' ? values[0] : literalIn(values[0])]
				: [],
		);
		return texts.find((text) => text.trim() !== '');
	}

	/** Transactions that name a customer, a vendor or an account. */
	private referring(parameter: string, isIt: (path: string) => boolean): JsonRecord {
		const ids = this.has(parameter) ? this.equals(isIt) : undefined;
		if (!ids) return {};
		const known = unlike(ids.filter((id) => ID.test(id)).map((id) => id.toUpperCase()));
		this.isEmpty ||= known.length === 0;
		return { [parameter]: { ListID: known } };
	}

	private status(
		parameter: string,
		path: string,
		words: Record<string, string>,
		usual?: string,
	): JsonRecord {
		if (!this.has(parameter)) return {};
		const [value, ...others] = this.equals((each) => each === path) ?? [];
		const word = (others.length === 0 && value && words[value.toLowerCase()]) || usual;
		return word === undefined ? {} : { [parameter]: word };
	}
}

/**
 * Composes what QuickBooks is asked for a list: the filters of qbXML that find all that a where clause asks for. What
 * comes has to be looked at with the whole clause.
 *
 * @param expression the where clause
 * @param parent the record that all of them name
 * @throws ApiError 400 when the clause names a field that is not there
 */
export function listQuery(
	resource: Resource,
	target: Target,
	expression: Expression | undefined,
	parent?: Parent,
): ListQuery {
	const filters = new Filters(resource, target, expression);
	const named = filters.named();
	const ofParent = parent && filters.has('EntityFilter') ? entityFilterOf(resource, parent) : {};
	const chosen = named ?? { ...ofParent, ...filters.block() };
	return {
		record: { ...chosen, ...wholeRecords(resource.object) },
		isEmpty: filters.isEmpty,
		isNamed: named !== undefined,
		isFiltered: expression !== undefined || parent !== undefined,
	};
}
