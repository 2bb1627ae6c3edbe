import type {
	EncodedResource,
	EncodedSet,
} from '../../nodes/QuickBooksEnterprise/catalogue/encoding';
import type { FieldUse } from '../../nodes/QuickBooksEnterprise/catalogue/types';
import type { Compiled, CompiledSet } from './compile';
import type { Alternatives, FieldFacts } from './facts';

const SOURCE =
	'Facts of the qbXML 13 schema (QuickBooks Desktop SDK), under the names that the Cloud Elements test suite uses';

const USES: Readonly<Record<FieldUse, string>> = { required: 'R', optional: 'o', none: '-' };

function remark(name: string, value: number | readonly string[] | undefined): string[] {
	if (value === undefined) return [];
	return [`${name}=${typeof value === 'number' ? value : value.join('|')}`];
}

function encodeField(field: FieldFacts): string {
	return [
		field.path,
		field.type,
		USES[field.create] + USES[field.update],
		...(field.repeatable ? ['list'] : []),
		...(field.isShown ? [] : ['unseen']),
		...remark('max', field.maxLength),
		...remark('min', field.minimum),
		...remark('of', field.values),
		...remark('for', field.variants),
	].join(' ');
}

function encodeAlternatives({
	on,
	required,
	several,
	at,
	options,
	variants,
}: Alternatives): string {
	const many = `${required ? '1' : '0..1'}${several ? '..n' : ''}`;
	const operations = on.map((operation) => operation[0]).join('');
	return [operations, many, at || '.', options.join('|'), ...remark('for', variants)].join(' ');
}

function encodeSet({ fields, oneOf }: CompiledSet): EncodedSet {
	const written = { fields: fields.map(encodeField) };
	return oneOf.length > 0 ? { ...written, oneOf: oneOf.map(encodeAlternatives) } : written;
}

/** The written form of a resource's fields. */
export function encode(compiled: Compiled): EncodedResource {
	const lines = Object.entries(compiled.lines).map(([name, set]) => [name, encodeSet(set)]);
	return {
		source: SOURCE,
		...encodeSet(compiled),
		...(lines.length > 0 ? { lines: Object.fromEntries(lines) } : {}),
	};
}
