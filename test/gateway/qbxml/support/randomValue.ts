import fc, { type Arbitrary } from 'fast-check';
import type { Edition } from '../../../../gateway/qbxml/schema/compiled';
import { valuesOf, type Element } from '../../../../gateway/qbxml/schema/elements';

/** The QuickBooks that a record is for. */
export interface RandomTarget {
	version: string;
	edition: Edition;
}

const LETTERS = [
	...'abcXYZ 019&<>"\'`#;:/\u00a0\u00e9\u00df\u00ff\u20ac\u2013\u201c\u2122\u0178\n\t',
];

/** Makes each arbitrary once: fast-check prepares much for one, and remembers what came from which. */
export function kept<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
	const known = new Map<Key, Value>();
	return (key) => {
		let value = known.get(key);
		if (value === undefined) known.set(key, (value = make(key)));
		return value;
	};
}

export const text = kept((max: number): Arbitrary<string> => {
	const character = fc.constantFrom(...LETTERS);
	return fc.oneof(
		{
			weight: 20,
			arbitrary: fc.string({ unit: character, minLength: 1, maxLength: Math.min(max, 12) }),
		},
		{ weight: 1, arbitrary: character.map((each) => each.repeat(max)) },
	);
});

const decimal = (decimals: number, fixed: boolean): Arbitrary<string> =>
	fc
		.tuple(fc.boolean(), fc.nat(999_999_999), fc.nat(10 ** decimals - 1))
		.map(([negative, whole, part]) => {
			const digits = String(part).padStart(decimals, '0');
			const fraction = fixed ? digits : digits.replace(/0+$/, '');
			const sign = negative && (whole > 0 || part > 0) ? '-' : '';
			return `${sign}${whole}${fraction ? `.${fraction}` : ''}`;
		});

const hex = (length: number) =>
	fc.string({ unit: fc.constantFrom(...'0123456789ABCDEF'), minLength: length, maxLength: length });

const guid = fc
	.tuple(hex(8), hex(4), hex(4), hex(4), hex(12))
	.map((parts) => `{${parts.join('-')}}`);

const two = (number: number) => String(number).padStart(2, '0');

const date = fc
	.tuple(
		fc.integer({ min: 1971, max: 2037 }),
		fc.integer({ min: 1, max: 12 }),
		fc.integer({ min: 1, max: 28 }),
	)
	.map(([year, month, day]) => `${year}-${two(month)}-${two(day)}`);

/** A value that comes back as it was sent: the codec gives some others, such as `1.50` for a price, another form. */
export function scalar(element: Element, { version, edition }: RandomTarget): Arbitrary<unknown> {
	const { from, to } = element;
	switch (element.type) {
		case 'STR':
			return text(element.maxOf[edition] ?? element.max ?? 60);
		case 'ID':
			return fc.tuple(hex(4), fc.nat()).map(([counter, time]) => `${counter}-${time}`);
		case 'GUID':
			return element.name === 'OwnerID' ? fc.oneof(guid, fc.constant('0')) : guid;
		case 'BOOL':
			return fc.constantFrom('true', 'false');
		case 'ENUM':
			return fc.constantFrom(...valuesOf(element.enum!, Number(version)));
		case 'INT':
			return fc.integer({ min: Number(from ?? -9999), max: Number(to ?? 99_999) }).map(String);
		case 'AMT':
			return decimal(2, true);
		case 'PRICE':
			return from === undefined ? decimal(5, false) : fc.integer({ min: 1, max: 5000 }).map(String);
		case 'FLOAT':
			return decimal(8, false);
		case 'DATE':
			return date;
		case 'DATETIME':
			return fc
				.tuple(date, fc.nat(23), fc.nat(59), fc.constantFrom('', '-08:00', '+00:00', '+05:30'))
				.map(([day, hour, minute, zone]) => `${day}T${two(hour)}:${two(minute)}:07${zone}`);
		case 'TIMEINTERVAL':
			return fc.tuple(fc.nat(99), fc.nat(59)).map(([hours, minutes]) => `PT${hours}H${minutes}M`);
		default:
			return decimal(5, false);
	}
}
