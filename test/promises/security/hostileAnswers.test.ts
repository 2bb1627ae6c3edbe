import fc from 'fast-check';

import type { NodeRunResult } from '../../support/engine';
import { everythingShown } from '../../support/sandboxed';
import { CALLS, sharedKeys, useHostileService, type HostileAnswer } from './support/hostileService';

const service = useHostileService();

const NAMES = Object.keys(CALLS);

/** What says that code fell over something instead of reading it. */
const STUMBLED =
	/cannot read|undefined|is not (a function|iterable|an object|defined)|call stack|\[object|unexpected token|invalid (array|string|count)/i;

/** Members that the node looks at, so that wrong types stand where they hurt. */
const MEMBERS = [
	'id',
	'name',
	'token',
	'element',
	'key',
	'configuration',
	'tags',
	'valid',
	'disabled',
	'createdDate',
	'message',
	'providerMessage',
	'requestId',
	'ListID',
	'TxnID',
	'EditSequence',
	'FullName',
	'Name',
	'RefNumber',
	'CustomerRef',
	'InvoiceLineRet',
	'TxnLineID',
	'TimeModified',
	'ExternalGUID',
	'Columns',
	'Rows',
	'ColTitle',
	'jobStatus',
	'status',
	'__proto__',
	'constructor',
	'prototype',
];

/** JSON of any form, made of members that mean something. */
const anyJson = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		fc.constantFrom(null, true, false, 0, -1, 1e308, '', 'quickbooksonprem', '\u0000', 'COMPLETED'),
		fc.string({ maxLength: 12 }),
		fc.array(tie('value'), { maxLength: 3 }),
		fc
			.array(fc.tuple(fc.constantFrom(...MEMBERS), tie('value')), { maxLength: 5 })
			// Written out, since a literal `__proto__` would be no member.
			.map((pairs) => ({ pairs })),
	),
})).value;

function toText(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(toText).join()}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const { pairs } = value as { pairs: Array<[string, unknown]> };
	return `{${pairs.map(([key, member]) => `${JSON.stringify(key)}:${toText(member)}`).join()}}`;
}

/** Items came out, or an error in words that a user can do something with. */
function expectWords({ error, outputs }: NodeRunResult): void {
	if (!error) {
		expect(outputs.length).toBeGreaterThan(0);
		return;
	}
	expect(error.name).toMatch(/^Node(Api|Operation)Error$/);
	expect(error.message).not.toMatch(STUMBLED);
	expect(error.message).not.toContain('\n');
	expect(error.message.length).toBeGreaterThan(10);
}

/** Characters of a long text. Every call reads refusals with the same code, so one size is enough for most. */
const LONG = 100_000;
const VERY_LONG = 5_000_000;

function refusalOf(length: number): HostileAnswer {
	const said = 'All is lost. ';
	const long = said.repeat(length / said.length);
	return { status: 400, body: { message: long, providerMessage: long, requestId: long } };
}

describe.each(['instance create', 'customer getAll'])('An answer to %s', (name) => {
	it('of 15 MB leaves a message that can be read', async () => {
		service.answer = refusalOf(VERY_LONG);
		const { error, json } = await service.run(CALLS[name]);
		expect(JSON.stringify(error ?? json).length).toBeLessThan(40_000);
	});
});

describe.each(NAMES)('Any answer to %s', (name) => {
	it('gives items or an error in words, and pollutes nothing', async () => {
		const before = sharedKeys();
		await fc.assert(
			fc.asyncProperty(
				anyJson,
				fc.constantFrom(200, 200, 200, 201, 400, 404, 500),
				fc.boolean(),
				async (value, status, alsoInstance) => {
					service.answer = { body: toText(value), status, alsoInstance };
					expectWords(await service.run(CALLS[name]));
				},
			),
			{ numRuns: 10 },
		);
		expect(sharedKeys()).toEqual(before);
	}, 60_000);

	it.each(
		[150, 50_000].flatMap((levels): Array<[number, string, string]> => {
			const lists = '['.repeat(levels) + ']'.repeat(levels);
			return [
				[levels, 'lists', lists],
				[levels, 'objects', `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`],
				[levels, 'an entry', `[{"id":1,"Name":${lists}}]`],
			];
		}),
	)('that is nested %d deep, %s, is refused in words', async (_levels, _what, body) => {
		// A call about the instance itself has nothing else to read.
		service.answer = { body, alsoInstance: name.startsWith('instance') };
		const { error, json } = await service.run(CALLS[name]);
		// Of Check the result is that nothing readable came, in words.
		const said = name === 'instance check' ? String(json[0].message) : error?.message;
		expect(said).toMatch(/no readable answer|^Outcome unknown|no usable answer/);
		expect(said).not.toMatch(STUMBLED);
	});

	it('that is long leaves a message that can be read', async () => {
		service.answer = refusalOf(LONG);
		const { error, json } = await service.run(CALLS[name]);
		expect(JSON.stringify(error ?? json).length).toBeLessThan(40_000);
	});

	it('with markup shows none of it', async () => {
		const markup =
			'<script>alert(1)</script><img src=x onerror="alert(1)"><a href="//evil">here</a>';
		service.answer = {
			status: 400,
			headers: { 'elements-request-id': markup },
			body: { message: `Wrong ${markup}`, providerMessage: markup },
		};
		const shown = everythingShown(await service.run(CALLS[name]));
		expect(shown).not.toMatch(/<script|<img|<a /i);
	});
});

describe('A token', () => {
	it.each(['a\r\nX-Injected: 1', 'a, User b', 'a b', 'ü', '', 7 as unknown as string])(
		'that is no value of a header (%j) adds nothing to any request',
		async (token) => {
			service.answer = { body: [], token };
			await service.run(CALLS['customer getAll']);
			for (const { headers } of service.requests) {
				expect(headers['x-injected']).toBeUndefined();
				expect(headers.authorization).toMatch(/^User \S+, Organization \S+$/);
			}
		},
	);
});
