import { duplicateKeys } from '../../../nodes/QuickBooksEnterprise/common/json/duplicateKeys';

const keysOf = (text: string) => duplicateKeys(text).map(({ key }) => key);

describe('Keys that stand twice', () => {
	it.each([
		['{"a":1,"b":{"a":2},"a":3}', ['a']],
		['{"a":1,"\\u0061":2}', ['a']],
		['{"\\"":1,"b":"\\\\","\\"":2}', ['"']],
		['[{"a":"x,{\\"a\\":"},{"a":1}]', []],
		['{"a":["a","a"],"b":"a"}', []],
	])('are found in %s', (text, expected) => {
		expect(keysOf(text)).toEqual(expected);
	});

	it.each(['x', '\\n', '\\\\'])('are found behind a string of megabytes of %s', (part) => {
		const long = part.repeat(8_000_000 / part.length);
		expect(keysOf(`{"a":"${long}","b":1,"b":2}`)).toEqual(['b']);
	});
});
