import fc from 'fast-check';

import {
	buildPollerConfiguration,
	isPolledResource,
	POLLED_RESOURCES,
	type PolledResource,
} from '../../../nodes/QuickBooksEnterprise/catalogue/pollers';
import {
	findPlaceholder,
	Problems,
	InputError,
} from '../../../nodes/QuickBooksEnterprise/common/problems';
import {
	buildInstanceBody,
	type InstanceFields,
} from '../../../nodes/QuickBooksEnterprise/instances/specification/instanceBody';
import { readInstanceJson } from '../../../nodes/QuickBooksEnterprise/instances/specification/instanceJson';
import {
	findSyntaxError,
	positionAt,
} from '../../../nodes/QuickBooksEnterprise/common/json/jsonPosition';
import { repairQuotes } from '../../../nodes/QuickBooksEnterprise/common/json/quoteRepair';
import { applyTags, readTags, tagsOf } from '../../../nodes/QuickBooksEnterprise/instances/tags';

/** What the findings say after something was read. */
const findingsOf = (read: (findings: Problems) => unknown): string => {
	const findings = new Problems();
	read(findings);
	try {
		findings.throwIfAny('mend');
	} catch (error) {
		expect(error).toBeInstanceOf(InputError);
		return (error as Error).message;
	}
	return '';
};

/** The body that fields which are all right give. */
const bodyOf = (fields: InstanceFields) => {
	const findings = new Problems();
	const body = buildInstanceBody(fields, findings);
	findings.throwIfAny('mend');
	return body;
};

describe('Tags', () => {
	const read = (given: unknown) => readTags(given, new Problems());

	it.each([
		['a, b', ['a', 'b']],
		[' a ,, b,a ', ['a', 'b']],
		[
			['a', ' b ', '', 'a'],
			['a', 'b'],
		],
		[['a, b'], ['a, b']],
		[7, ['7']],
		[',', []],
		[[], []],
		['', undefined],
		[null, undefined],
		[undefined, undefined],
	])('are read from %j', (given, expected) => {
		expect(read(given)).toEqual(expected);
	});

	it.each([{ a: 1 }, [{ name: 'a' }], ['a', null]])('cannot be %j', (given) => {
		const findings = new Problems();
		readTags(given, findings);
		expect(findings.isEmpty).toBe(false);
	});

	it('are replaced, added or removed without doubles and without losing the order', () => {
		expect(applyTags(['a', 'b'], ['c', 'a'], 'replace')).toEqual(['c', 'a']);
		expect(applyTags(['a', 'b'], ['c', 'a'], 'add')).toEqual(['a', 'b', 'c']);
		expect(applyTags(['a', 'b', 'c'], ['c', 'x', 'a'], 'remove')).toEqual(['b']);
		expect(applyTags(['a'], [], 'replace')).toEqual([]);
	});

	it('added and then removed leave what was there', () => {
		const tags = fc.uniqueArray(fc.string({ minLength: 1 }));
		fc.assert(
			fc.property(tags, tags, (current, given) => {
				const others = given.filter((tag) => !current.includes(tag));
				expect(applyTags(applyTags(current, others, 'add'), others, 'remove')).toEqual(current);
			}),
		);
	});

	it('of an answer may be texts, numbers, or objects as in the oldest samples', () => {
		expect(tagsOf({ tags: ['a', { id: 1, name: 'b' }, null, 7] })).toEqual(['a', 'b', '7']);
		expect(tagsOf({ tags: 'a, b' })).toEqual(['a', 'b']);
	});

	it.each([{}, { tags: null }, { tags: [{}] }, { tags: [true] }, { tags: ['a', '********'] }])(
		'are not shown by %j',
		(answer) => expect(tagsOf(answer)).toBeUndefined(),
	);
});

describe('Placeholders of the documentation', () => {
	it.each([
		['<INSERT_APP_NAME>', '<INSERT_APP_NAME>'],
		['https://<INSERT_HOST>.g2c.example.com', '<INSERT_HOST>'],
		['< insert host >', '< insert host >'],
		['<APP_NAME>', '<APP_NAME>'],
		[' <HOST_IP> ', '<HOST_IP>'],
	])('are found in %j', (text, expected) => {
		expect(findPlaceholder(text)).toBe(expected);
	});

	it.each(['', 'Store <b>', 'a < INSERT', 'INSERT_APP_NAME', 'Tom & <Jerry> Inc.', '<a href="#">'])(
		'are not seen in %j',
		(text) => {
			expect(findPlaceholder(text)).toBeUndefined();
		},
	);
});

describe('Problems', () => {
	it('name everything missing in one list, then everything wrong', () => {
		const message = findingsOf((findings) => {
			findings.add('Tags are odd');
			findings.addMissing('Configured Application Name', 'app.name');
			findings.addMissing('Host Name/IP', 'host.ip');
		});
		expect(message).toBe(
			'Missing required configuration: Configured Application Name (app.name), Host Name/IP (host.ip); Tags are odd',
		);
	});

	it('are no obstacle when there are none', () => {
		expect(() => new Problems().throwIfAny('mend')).not.toThrow();
	});
});

describe('The body built from fields', () => {
	const fields = { name: 'Store', appName: 'App', hostIp: 'host' };

	it('holds nothing that was not filled in', () => {
		const empty = {
			tags: '',
			elementKey: '',
			externalAuthentication: '',
			filterResponseNulls: undefined,
			events: {},
			configuration: { values: [] },
		};
		expect(JSON.stringify(bodyOf({ ...fields, ...empty }))).toBe(
			'{"element":{"key":"quickbooksonprem"},"configuration":{"app.name":"App","host.ip":"host"},"name":"Store"}',
		);
	});

	it('keeps any text as it is, apart from white space around it', () => {
		const texts = fc
			.string({ unit: 'grapheme', minLength: 1 })
			.filter((text) => text.trim() !== '');
		fc.assert(
			fc.property(texts, texts, texts, (name, appName, hostIp) => {
				fc.pre(![name, appName, hostIp].some((text) => findPlaceholder(text.trim())));
				expect(bodyOf({ name, appName, hostIp })).toEqual({
					element: { key: 'quickbooksonprem' },
					configuration: { 'app.name': appName.trim(), 'host.ip': hostIp.trim() },
					name: name.trim(),
				});
			}),
		);
	});

	it.each([
		[{ ...fields, name: { first: 'a' } }, 'Instance Name (name) must be a text'],
		[{ ...fields, hostIp: ['a'] }, 'Host Name/IP (host.ip) must be a text'],
		[{ ...fields, appName: undefined }, 'Configured Application Name (app.name)'],
	])('is refused for %j', (given, expected) => {
		expect(findingsOf((findings) => buildInstanceBody(given, findings))).toContain(expected);
	});
});

describe('The poller configuration', () => {
	it('knows the thirteen records of the documentation and no inherited name', () => {
		expect(Object.keys(POLLED_RESOURCES)).toHaveLength(13);
		expect(isPolledResource('invoices')).toBe(true);
		for (const name of ['estimates', 'toString', '__proto__', '']) {
			expect(isPolledResource(name)).toBe(false);
		}
	});

	it('is compact JSON with the documented query for each record', () => {
		const text = buildPollerConfiguration(['customers', 'bills']);
		expect(text).not.toMatch(/\n|": /);
		expect(JSON.parse(text)).toEqual({
			customers: {
				url: "/hubs/finance/customers?where=TimeModified >= '${date:yyyy-MM-dd'T'HH:mm:ssXXX}'",
				idField: 'ListID',
				datesConfiguration: {
					updatedDateField: 'TimeModified',
					updatedDateFormat: "yyyy-MM-dd'T'HH:mm:ssXXX",
					createdDateField: 'TimeCreated',
					createdDateFormat: "yyyy-MM-dd'T'HH:mm:ssXXX",
				},
			},
			bills: expect.objectContaining({ idField: 'TxnID' }) as object,
		});
	});

	it('compares in the time zone of the company where one is given', () => {
		for (const resource of Object.keys(POLLED_RESOURCES) as PolledResource[]) {
			const text = buildPollerConfiguration([resource], 'America/Denver');
			expect(text).toContain("${dateTimeZone:America/Denver:yyyy-MM-dd'T'HH:mm:ssXXX}");
		}
	});
});

describe('The place where a text stops being JSON', () => {
	it.each([
		['{"a":1', 6],
		['{"a" 1}', 5],
		['{"a":1,}', 7],
		['[1 2]', 3],
		['{a:1}', 1],
		['{"a":tru}', 5],
		['{"a":"b\nc"}', 5],
		['{"a":01}', 6],
		['"\\x"', 0],
		['', 0],
		['{} {}', 3],
	])('in %j', (text, around) => {
		expect(Math.abs(findSyntaxError(text) - around)).toBeLessThanOrEqual(3);
		expect(() => JSON.parse(text) as unknown).toThrow();
	});

	it('is after everything that is right: whole JSON is read to its end', () => {
		fc.assert(
			fc.property(fc.json(), fc.constantFrom('x', '}', '"', ','), (json, slip) => {
				// The slip is the first character that does not fit.
				expect(findSyntaxError(`${json} ${slip}`)).toBe(json.length + 1);
			}),
		);
	});

	it('is inside the text for JSON that was cut off anywhere', () => {
		fc.assert(
			fc.property(fc.json(), fc.nat(), (json, cut) => {
				const text = `[${json}]`.slice(0, 1 + (cut % (json.length + 1)));
				const at = findSyntaxError(text);
				expect(at).toBeGreaterThanOrEqual(0);
				expect(at).toBeLessThanOrEqual(text.length);
			}),
		);
	});

	it('is told by line and column, counted from one', () => {
		expect(positionAt('ab\ncd', 0)).toEqual({ line: 1, column: 1 });
		expect(positionAt('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
		expect(positionAt('', 0)).toEqual({ line: 1, column: 1 });
	});
});

describe('The repair of curly quotes', () => {
	/** Strings that a word processor can spoil without making it unclear what was meant. */
	const plainText = fc
		.string({ unit: fc.constantFrom(...'aZ09 .:/_-äé,[]{}') })
		.map((text) => text.replace(/[,:}\]]/g, ' '));
	const document = fc.object({
		key: plainText,
		values: [plainText, fc.integer(), fc.boolean(), fc.constant(null)],
		maxDepth: 3,
	});

	it('gives back what was meant, whichever kinds of quotes were made of the straight ones', () => {
		const pairs = fc.constantFrom('“”', '„“', '””', '““', '″″');
		fc.assert(
			fc.property(document, pairs, fc.boolean(), (given, [open, close], indented) => {
				const text = JSON.stringify(given, null, indented ? 2 : undefined);
				const spoilt = text.replace(/"([^"]*)"/g, `${open}$1${close}`);
				const repair = repairQuotes(spoilt);
				expect('text' in repair && JSON.parse(repair.text)).toEqual(JSON.parse(text));
			}),
		);
	});

	it('never makes another document of one that is JSON already', () => {
		fc.assert(
			fc.property(fc.json(), (json) => {
				const repair = repairQuotes(json);
				if ('text' in repair) expect(JSON.parse(repair.text)).toEqual(JSON.parse(json));
			}),
		);
	});

	it('leaves curly quotes inside a string alone', () => {
		const text = '{"name": "The “Corner” Store"}';
		expect(repairQuotes(text)).toEqual({ text });
		expect(repairQuotes('{“name”: "The “Corner” Store"}')).toEqual({ text });
	});

	it('names the place where it is unclear what was meant', () => {
		expect(repairQuotes('{\n “name”: “Store\n}')).toEqual({
			position: { line: 2, column: 10 },
			found: '“',
		});
		expect(repairQuotes('{‘name’: 1}')).toEqual({ position: { line: 1, column: 2 }, found: '‘' });
		expect(repairQuotes('{"name”: 1}')).toEqual({ position: { line: 1, column: 7 }, found: '”' });
	});

	it('puts plain spaces in place of the ones of a word processor', () => {
		expect(repairQuotes('{\u00a0"a":\u202f1}')).toEqual({ text: '{ "a": 1}' });
		expect(repairQuotes('{"a": "b\u00a0c"}')).toEqual({ text: '{"a": "b\u00a0c"}' });
	});
});

describe('instance.json', () => {
	const explain = (given: unknown) => findingsOf((findings) => readInstanceJson(given, findings));

	it('is either taken or explained, whatever it holds', () => {
		fc.assert(
			fc.property(fc.oneof(fc.json(), fc.string(), fc.anything()), (given) => {
				const findings = new Problems();
				const body = readInstanceJson(given, findings);
				if (findings.isEmpty) expect(body.name).toMatch(/\S/);
			}),
		);
	});

	it('is refused where it is nested too deep, without exhausting the stack', () => {
		const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
		expect(explain(deep)).toContain('nested deeper than 40 levels');
	});

	it('cannot set a prototype', () => {
		expect(explain('{"__proto__": {"name": "x"}}')).toContain('__proto__ is not allowed as a key');
	});

	it('needs neither application name nor host for another element', () => {
		const body = { element: { key: 'xero' }, configuration: {}, name: 'Books' };
		expect(explain(body)).toBe('');
		expect(readInstanceJson(body, new Problems())).toEqual(body);
	});
});
