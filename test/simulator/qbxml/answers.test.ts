import { Grammar, type Edition } from '../../../simulator/qbxml/grammar';
import type { QbRecord } from '../../../simulator/qbxml/record';
import { validate } from '../../../simulator/qbxml/validate';
import { fewest, most, placesOf, request, response, widest, wrapperOf, xml } from './documents';

const EDITIONS: Edition[] = ['US', 'CA', 'UK', 'AU'];

test.each(EDITIONS)(
	'the smallest and the fullest requests and answers of %s are taken',
	(edition) => {
		let documents = 0;
		const others: string[] = [];
		for (const kind of ['request', 'response'] as const) {
			const grammar = Grammar.of(14, edition);
			for (const set of kind === 'request' ? ['QBXMLMsgsRq'] : ['QBXMLMsgsRs']) {
				for (const [name, place] of placesOf(grammar, set)) {
					if (!/R[qs]$/.test(name)) continue;
					const block = grammar.block(name);
					const message = wrapperOf(grammar, place);
					const contents = [fewest(grammar, block, block.particles)];
					const branches = edition === 'US' ? widest(block.particles) : 1;
					for (let pick = 0; pick < branches; pick += 1)
						contents.push(most(grammar, block, pick, edition === 'US' ? 4 : 1));
					for (const content of contents) {
						const wrap = kind === 'request' ? request : response;
						const document = validate(wrap(message(content)), { kind, edition });
						if (document.messages[0].name === name) documents += 1;
						else others.push(name);
					}
				}
			}
		}
		expect(others).toEqual([]);
		expect(documents).toBeGreaterThan(850);
	},
);

const customers = (records: string) =>
	response(
		`<CustomerQueryRs requestID="1" statusCode="0" statusSeverity="Info" statusMessage="Status OK">${records}</CustomerQueryRs>`,
	);

test('a record of which only a part was asked for is taken where that is said', () => {
	const text = customers('<CustomerRet><FullName>x</FullName></CustomerRet>');
	expect(() => validate(text, { kind: 'response' })).toThrow('order');
	expect(() => validate(text, { kind: 'response', isPartial: true })).not.toThrow();
	const wrong = customers('<CustomerRet><FullName>x</FullName><Name>x</Name></CustomerRet>');
	expect(() => validate(wrong, { kind: 'response', isPartial: true })).toThrow('order');
});

test('an answer without statuses or with a member too many is refused', () => {
	expect(() => validate(response('<HostQueryRs/>'), { kind: 'response' })).toThrow('statusCode');
	const more = customers('<CustomerRet><ListID>1-1</ListID><id>1</id></CustomerRet>');
	expect(() => validate(more, { kind: 'response' })).toThrow('unknownElement');
});

test('an answer too big to be kept is read record by record', () => {
	const grammar = Grammar.of(14);
	const record = xml({
		name: 'CustomerRet',
		content: most(grammar, grammar.block('CustomerRet'), 0, 2),
	});
	let records = 0;
	const onRecord = (_: string, { Name }: QbRecord) => (records += Name ? 1 : 0);
	const document = validate(customers(record.repeat(100)), { kind: 'response', onRecord });
	expect(document.messages[0].content).toEqual({});
	expect(records).toBe(100);
});
