import { toExpression, type Combinator, type Condition } from './expression';

/**
 * Longest filter of one request, as it stands in the address. Servers commonly refuse a request whose first line and
 * headers are over 8 KB (431, 414); this leaves room for the rest (our choice).
 */
const MAX_ENCODED = 4000;

/**
 * Conditions as the expressions of several requests, where one would be too long for an address: together they find what
 * the conditions find, and a record may be found by more than one of them.
 *
 * @returns One expression where it is short enough, or where no list of values is there to be taken apart.
 */
export function toExpressions(conditions: readonly Condition[], combinator: Combinator): string[] {
	const whole = toExpression(conditions, combinator);
	if (isShort(whole)) return [whole];
	return combinator === 'or' || conditions.length === 1 ? packed(conditions) : crossed(conditions);
}

function isShort(expression: string): boolean {
	return encodeURIComponent(expression).length <= MAX_ENCODED;
}

/** Each value of a list is a condition of its own; as many as fit go together. */
function packed(conditions: readonly Condition[]): string[] {
	const expressions: string[] = [];
	let together: Condition[] = [];
	const add = (condition: Condition) => {
		const last = together[together.length - 1];
		const isSame = last?.operator === 'in' && last.field === condition.field;
		const joined =
			isSame && condition.operator === 'in'
				? [...together.slice(0, -1), { ...last, values: [...last.values, ...condition.values] }]
				: [...together, condition];
		if (together.length > 0 && !isShort(toExpression(joined, 'or'))) {
			expressions.push(toExpression(together, 'or'));
			together = [condition];
		} else together = joined;
	};
	for (const condition of conditions) {
		if (condition.operator !== 'in') add(condition);
		else for (const value of condition.values) add({ ...condition, values: [value] });
	}
	return [...expressions, toExpression(together, 'or')];
}

/** The longest list is halved until each request is short enough. */
function crossed(conditions: readonly Condition[]): string[] {
	const expression = toExpression(conditions, 'and');
	const longest = conditions.reduce<Condition | undefined>((found, condition) => {
		if (condition.operator !== 'in' || condition.values.length < 2) return found;
		return !found || lengthOf(condition) > lengthOf(found) ? condition : found;
	}, undefined);
	if (isShort(expression) || !longest) return [expression];
	const half = Math.ceil(longest.values.length / 2);
	return [longest.values.slice(0, half), longest.values.slice(half)].flatMap((values) =>
		crossed(conditions.map((each) => (each === longest ? { ...each, values } : each))),
	);
}

function lengthOf({ values }: Condition): number {
	return encodeURIComponent(values.join()).length;
}
