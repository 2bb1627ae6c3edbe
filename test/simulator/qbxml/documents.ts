import type { Particle } from '../../../simulator/qbxml/contentModel';
import { Grammar, type Block, type ElementFacts } from '../../../simulator/qbxml/grammar';
import { referenceBlock } from '../../../simulator/qbxml/reference';

/** An element of a document that a test makes. */
export interface Node {
	name: string;
	attributes?: Record<string, string>;
	/** Elements or text. */
	content: Node[] | string;
}

const VALUES: Readonly<Record<string, string>> = {
	AMT: '12.50',
	BOOL: 'true',
	DATE: '2024-02-29',
	DATETIME: '2024-02-29T13:45:10-08:00',
	FLOAT: '1.25',
	GUID: '{a5b1c2d3-0000-4000-8000-0123456789ab}',
	ID: '80000001-1484947875',
	INT: '3',
	PERCENT: '8.25',
	PRICE: '0.00125',
	QUAN: '2.5',
	STR: 'x',
	TIMEINTERVAL: 'PT1H30M',
	UUID: '{a5b1c2d3-0000-4000-8000-0123456789ab}',
};

/** @returns a value that an element may have. */
export function valueFor({ type, values, min, max }: ElementFacts): string {
	const [value] = values ?? [];
	if (value !== undefined) return value;
	if (type === 'STR' && max !== undefined) return 'x'.repeat(Math.min(max, 3));
	return min === undefined ? VALUES[type] : String(min);
}

export const blockOf = (grammar: Grammar, facts: ElementFacts): Block | undefined => {
	if (facts.type === 'REF') return referenceBlock(facts.max);
	return facts.type === 'OBJ' ? grammar.block(facts.block!) : undefined;
};

function attributesFor({ attributes }: ElementFacts): Record<string, string> {
	const required = [...attributes].filter(([, { isRequired }]) => isRequired);
	return Object.fromEntries(
		required.map(([name, { type, values }]) => [name, values?.[0] ?? VALUES[type]]),
	);
}

/** An element with as little in it as may be. */
function smallest(grammar: Grammar, name: string, facts: ElementFacts): Node {
	const attributes = attributesFor(facts);
	if (facts.type === 'EMPTY') return { name, attributes, content: [] };
	if (facts.type === 'REF') return { name, content: [{ name: 'FullName', content: 'x' }] };
	const block = blockOf(grammar, facts);
	if (!block) return { name, attributes, content: valueFor(facts) };
	return { name, attributes, content: fewest(grammar, block, block.particles) };
}

/** The elements that have to be there, and one that is asked for. */
export function fewest(
	grammar: Grammar,
	block: Block,
	particles: Particle[],
	also?: string,
): Node[] {
	return particles.flatMap((particle): Node[] => {
		const isNeeded = particle.occurs === '1' || particle.occurs === '+';
		if ('element' in particle) {
			const { element } = particle;
			const isThere = isNeeded || element === also;
			return isThere ? [smallest(grammar, element, block.elements.get(element)!)] : [];
		}
		const asked = also !== undefined && particle.choice.find((branch) => names(branch, also));
		if (asked) return fewest(grammar, block, asked, also);
		if (!isNeeded) return [];
		const branches = particle.choice.map((branch) => fewest(grammar, block, branch));
		return branches.sort((a, b) => a.length - b.length)[0];
	});
}

const names = (particles: Particle[], name: string): boolean =>
	particles.some((particle) =>
		'element' in particle
			? particle.element === name
			: particle.choice.some((branch) => names(branch, name)),
	);

/**
 * All that a block may hold, what may repeat twice.
 *
 * @param pick which branch of a choice that takes only one.
 */
export function most(grammar: Grammar, block: Block, pick: number, depth = 0): Node[] {
	const one = (name: string): Node => {
		const facts = block.elements.get(name)!;
		const inner = facts.type === 'REF' || depth === 0 ? undefined : blockOf(grammar, facts);
		return inner
			? { name, attributes: attributesFor(facts), content: most(grammar, inner, pick, depth - 1) }
			: smallest(grammar, name, facts);
	};
	const all = (particles: Particle[]): Node[] =>
		particles.flatMap((particle) => {
			const isMany = particle.occurs === '+' || particle.occurs === '*';
			if ('element' in particle) {
				return isMany ? [one(particle.element), one(particle.element)] : [one(particle.element)];
			}
			if (isMany) return particle.choice.flatMap(all);
			return all(particle.choice[pick % particle.choice.length]);
		});
	return all(block.particles);
}

/** How many branches the widest choice of a block has. */
export function widest(particles: Particle[]): number {
	return Math.max(
		1,
		...particles.flatMap((particle) =>
			'element' in particle ? [] : [particle.choice.length, ...particle.choice.map(widest)],
		),
	);
}

const escaped = (text: string) =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** Most elements of a document stand in many others, each with one thing wrong. */
const written = new WeakMap<Node, string>();

/** @returns the XML of an element, which is not changed any more. */
export function xml(node: Node): string {
	const known = written.get(node);
	if (known !== undefined) return known;
	const { name, attributes = {}, content } = node;
	const own = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
	const inner = typeof content === 'string' ? escaped(content) : content.map(xml).join('');
	const text = `<${name}${own.join('')}>${inner}</${name}>`;
	written.set(node, text);
	return text;
}

/** A whole request around messages. */
export const request = (messages: string, version = '14.0', attributes = 'onError="stopOnError"') =>
	`<?xml version="1.0" encoding="utf-8"?>\n<?qbxml version="${version}"?>\n` +
	`<QBXML><QBXMLMsgsRq ${attributes}>${messages}</QBXMLMsgsRq></QBXML>`;

/** A whole answer around messages. */
export const response = (messages: string) =>
	`<?xml version="1.0" ?>\n<QBXML><QBXMLMsgsRs>${messages}</QBXMLMsgsRs></QBXML>`;

/** Where a block stands: the elements from the message on, and the blocks that hold them. */
export type Place = Array<{ block: Block; element: string }>;

/** @returns a place for each block that documents of a set reach, the shortest one, by the block's name. */
export function placesOf(grammar: Grammar, set: string): Map<string, Place> {
	const places = new Map<string, Place>();
	let open: Array<{ block: Block; place: Place }> = [{ block: grammar.block(set), place: [] }];
	while (open.length > 0) {
		const next: typeof open = [];
		for (const { block, place } of open) {
			for (const [element, facts] of block.elements) {
				if (facts.type !== 'OBJ' || places.has(facts.block!)) continue;
				const inner = [...place, { block, element }];
				places.set(facts.block!, inner);
				next.push({ block: grammar.block(facts.block!), place: inner });
			}
		}
		open = next;
	}
	return places;
}

/** @returns the message in which a block at a place holds what is given. */
export function messageWith(grammar: Grammar, place: Place, content: Node[]): Node {
	const { block, element } = place[place.length - 1];
	const facts = block.elements.get(element)!;
	let node: Node = { name: element, attributes: attributesFor(facts), content };
	for (let at = place.length - 1; at > 0; at -= 1) {
		const outer = place[at - 1].block.elements.get(place[at - 1].element)!;
		const around = fewest(grammar, place[at].block, place[at].block.particles, node.name);
		const index = around.findIndex(({ name }) => name === node.name);
		around[index] = node;
		node = { name: place[at - 1].element, attributes: attributesFor(outer), content: around };
	}
	return node;
}

/** @returns the XML of that message for any content: what stands around it is made once. */
export function wrapperOf(grammar: Grammar, place: Place): (content: Node[]) => string {
	const mark = '\u2026';
	const around = xml(messageWith(grammar, place, [{ name: mark, content: '' }]));
	const [before, after] = around.split(`<${mark}></${mark}>`);
	return (content) => before + content.map(xml).join('') + after;
}
