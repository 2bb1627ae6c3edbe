import fc from 'fast-check';
import {
	compareDecimals,
	decimalPlaces,
	isDecimal,
	subtractDecimals,
	sumDecimals,
} from '../../nodes/QuickBooksEnterprise/catalogue/validation/decimal';

/** A count of hundred-thousandths, written as a decimal with five places. */
function written(count: bigint): string {
	const digits = (count < 0n ? -count : count).toString().padStart(6, '0');
	return `${count < 0n ? '-' : ''}${digits.slice(0, -5)}.${digits.slice(-5)}`;
}

const counts = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n });

describe('decimal text', () => {
	it.each(['0', '-0.00', '15.00', '00.01', '.5', '5.', '-12345678901234567890.12'])(
		'takes %s',
		(text) => {
			expect(isDecimal(text)).toBe(true);
		},
	);

	it.each(['', '-', '.', '1,000', '1.000,50', '$5', '5 %', '1e3', '+1', ' 1', '1 ', '٣', 'NaN'])(
		'refuses "%s"',
		(text) => {
			expect(isDecimal(text)).toBe(false);
		},
	);

	it('adds what floating point gets wrong', () => {
		expect(sumDecimals(['0.1', '0.2'])).toBe('0.3');
		expect(sumDecimals(['9007199254740993.01', '0.01'])).toBe('9007199254740993.02');
		expect(sumDecimals(['-0.05', '0.01'])).toBe('-0.04');
		expect(sumDecimals([])).toBe('0');
	});

	it('compares by value, not by spelling', () => {
		expect(compareDecimals('1.5', '01.50')).toBe(0);
		expect(compareDecimals('-2', '1')).toBe(-1);
		expect(compareDecimals('10', '9.99')).toBe(1);
	});

	it('counts the places that matter', () => {
		expect(['1.50', '1.51', '100', '1.000', '0.001'].map(decimalPlaces)).toEqual([1, 2, 0, 0, 3]);
	});

	it('adds, subtracts and compares exactly, whatever the numbers', () => {
		fc.assert(
			fc.property(counts, counts, (a, b) => {
				expect(compareDecimals(sumDecimals([written(a), written(b)]), written(a + b))).toBe(0);
				expect(compareDecimals(subtractDecimals(written(a), written(b)), written(a - b))).toBe(0);
				expect(compareDecimals(written(a), written(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
			}),
		);
	});

	it('does not care for the order or for zeros at the ends', () => {
		fc.assert(
			fc.property(fc.array(counts, { maxLength: 8 }), fc.nat({ max: 4 }), (numbers, zeros) => {
				const texts = numbers.map(written);
				const padded = texts.map((text) =>
					text.replace(/^-?/, (sign) => sign + '0'.repeat(zeros)).concat('0'.repeat(zeros)),
				);
				expect(compareDecimals(sumDecimals(padded.reverse()), sumDecimals(texts))).toBe(0);
			}),
		);
	});

	it('refuses to reckon with what is no number', () => {
		expect(() => sumDecimals(['1,5'])).toThrow(RangeError);
	});
});
