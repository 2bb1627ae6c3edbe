/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';
import type { Particle } from '../../../simulator/qbxml/contentModel';
import { Grammar, type Block, type ElementFacts } from '../../../simulator/qbxml/grammar';
import { ORDER, type QbRecord, type QbValue } from '../../../simulator/qbxml/record';
import { validate } from '../../../simulator/qbxml/validate';
import { Writer } from '../../../simulator/qbxml/writer';
import { blockOf, response, valueFor } from './documents';

const grammar = Grammar.of(14);

/** Text with what XML has to write otherwise; not empty, as nothing is written of nothing. */
const text = (max = 20) =>
	fc.string({
		unit: fc.constantFrom('a', 'Z', '&', '<', '>', '"', "'", 'é', '€', '\n', ' '),
		minLength: 1,
		maxLength: Math.min(max, 20),
	});

/** A value of an element, or its content. */
function value(facts: ElementFacts, depth: number): fc.Arbitrary<QbValue> {
	const attributes = [...facts.attributes].filter(([, { isRequired }]) => isRequired);
	const fixed = Object.fromEntries(
		attributes.map(([name, { type, values }]) => [
			`@${name}`,
			values?.[0] ?? (type === 'INT' ? '1' : 'x'),
		]),
	);
	if (facts.type === 'EMPTY') return fc.constant(fixed);
	const block = blockOf(grammar, facts);
	if (block) return record(block, depth + 1).map((content) => ({ ...content, ...fixed }));
	return facts.type === 'STR' && !facts.values ? text(facts.max) : fc.constant(valueFor(facts));
}

const times = (occurs: string, most: number): [number, number] =>
	occurs === '1' ? [1, 1] : occurs === '?' ? [0, 1] : occurs === '+' ? [1, most] : [0, most];

/** The elements of a model in an order that it allows. */
function elements(
	block: Block,
	particles: Particle[],
	depth: number,
): fc.Arbitrary<Array<[string, QbValue]>> {
	const parts = particles.map((particle) => {
		const [min, max] = times(particle.occurs, depth > 3 ? 1 : 3);
		const one =
			'element' in particle
				? value(block.elements.get(particle.element)!, depth).map(
						(content): Array<[string, QbValue]> => [[particle.element, content]],
					)
				: fc.oneof(...particle.choice.map((branch) => elements(block, branch, depth)));
		return fc
			.array(one, { minLength: min, maxLength: Math.max(min, max), size: 'max' })
			.map((lists) => lists.flat());
	});
	return fc.tuple(...parts).map((lists) => lists.flat());
}

const record = (block: Block, depth: number): fc.Arbitrary<QbRecord> =>
	elements(block, block.particles, depth).map((list) => {
		const content: QbRecord = {};
		const order: string[] = [];
		for (const [name, each] of list) {
			const { isRepeatable, isMixed } = block.elements.get(name)!;
			if (isMixed) order.push(name);
			if (isRepeatable) ((content[name] ??= []) as QbValue[]).push(each);
			else content[name] = each;
		}
		return new Set(order).size > 1 ? { ...content, [ORDER]: order } : content;
	});

/** Parts without members are not written, so they are not compared. */
function solid(content: QbValue): QbValue | undefined {
	if (Array.isArray(content)) {
		const list = (content as QbValue[]).map(solid).filter((each) => each !== undefined);
		return list.length > 0 ? (list as QbRecord[]) : undefined;
	}
	if (typeof content !== 'object' || content === null) return content;
	const members = Object.entries(content)
		.filter(([name]) => name !== ORDER)
		.map(([name, each]) => [name, solid(each!)] as const)
		.filter(([, each]) => each !== undefined);
	return members.length > 0 ? Object.fromEntries(members) : undefined;
}

const answers = [...grammar.block('QBXMLMsgsRs').elements.keys()];

test('whatever an answer may hold is written so that it is read as it was', () => {
	const cases = fc
		.constantFrom(...answers)
		.chain((name) => record(grammar.block(name), 0).map((content) => ({ name, content })));
	fc.assert(
		fc.property(cases, ({ name, content }) => {
			const body = new Writer({ grammar }).content(name, content);
			const head = `<${name} statusCode="0" statusSeverity="Info">`;
			const read = validate(response(`${head}${body}</${name}>`), {
				kind: 'response',
				isPartial: true,
			});
			expect(solid(read.messages[0].content) ?? {}).toEqual(solid(content) ?? {});
		}),
		{ numRuns: 60 * Number(process.env.QBXML_RUNS ?? 1) },
	);
});

test('members that a block does not have, and those that are not wanted, are not written', () => {
	const write = (only?: string[]) =>
		new Writer({ grammar, only: only && new Set(only) }).content('ClassQueryRs', {
			ClassRet: [
				{ Name: 'A', ListID: '1-1', id: '1-1', ParentRef: { FullName: 'B' }, Sublevel: '' },
			],
			CustomerRet: [{ Name: 'B' }],
		});
	expect(write().replace(/\n/g, '')).toBe(
		'<ClassRet><ListID>1-1</ListID><Name>A</Name><ParentRef><FullName>B</FullName></ParentRef><Sublevel></Sublevel></ClassRet>',
	);
	expect(write(['ParentRef']).replace(/\n/g, '')).toBe(
		'<ClassRet><ParentRef><FullName>B</FullName></ParentRef></ClassRet>',
	);
});
