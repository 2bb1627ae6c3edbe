/* eslint-disable @n8n/community-nodes/require-node-api-error */
import { Grammar } from '../../../simulator/qbxml/grammar';
import { QbxmlRefusal, type Cause } from '../../../simulator/qbxml/refusal';
import { validate } from '../../../simulator/qbxml/validate';
import { VERSIONS } from '../../../simulator/qbxml/versions';
import {
	fewest,
	messageWith,
	most,
	placesOf,
	request,
	widest,
	wrapperOf,
	xml,
	type Node,
} from './documents';

// Thousands of documents are refused here, and where that is thrown costs more than it tells.
Error.stackTraceLimit = 0;

const grammar = Grammar.of(14, 'US');
const places = placesOf(grammar, 'QBXMLMsgsRq');

/** @returns why a document is refused, undefined when it is taken. */
function refusalOf(text: string): Cause | undefined {
	try {
		validate(text);
		return undefined;
	} catch (error) {
		if (error instanceof QbxmlRefusal) return error.fault;
		throw error;
	}
}

interface Sample {
	name: string;
	content: Node[];
	wrap: (content: Node[]) => string;
}

/** Each block of requests, in the smallest document around it, with all that it may hold. */
const samples: Sample[] = [...places].flatMap(([name, place]) => {
	const block = grammar.block(name);
	const message = wrapperOf(grammar, place);
	const wrap = (content: Node[]) => request(message(content));
	return Array.from({ length: widest(block.particles) }, (_, pick) => {
		return { name, content: most(grammar, block, pick), wrap };
	});
});

function eachBlock(check: (content: Node[], wrap: Sample['wrap'], name: string) => void) {
	for (const { name, content, wrap } of samples) check(content, wrap, name);
}

/** Says once of a thing that it is new: a block with several branches comes several times. */
function firstTime() {
	const seen = new Set<string>();
	return (thing: string) => !seen.has(thing) && seen.add(thing) !== undefined;
}

const isMixed = (block: string, { name }: Node) => grammar.block(block).elements.get(name)!.isMixed;

test('the blocks of all requests are reached', () => {
	const messages = [...grammar.block('QBXMLMsgsRq').elements.keys()];
	expect(messages.length).toBeGreaterThan(220);
	expect(messages.every((name) => places.has(name))).toBe(true);
	expect(places.size).toBeGreaterThan(400);
});

test('all that a block may hold is taken', () => {
	const refused: string[] = [];
	eachBlock((content, wrap, name) => {
		const fault = refusalOf(wrap(content));
		if (fault) refused.push(`${name}: ${fault}`);
	});
	expect(refused).toEqual([]);
});

test('each swap of different neighbours is refused', () => {
	const taken: string[] = [];
	let swaps = 0;
	const isNew = firstTime();
	eachBlock((content, wrap, name) => {
		for (let at = 1; at < content.length; at += 1) {
			const [left, right] = [content[at - 1], content[at]];
			if (left.name === right.name || (isMixed(name, left) && isMixed(name, right))) continue;
			if (!isNew(`${name} ${left.name} ${right.name}`)) continue;
			swaps += 1;
			const swapped = [...content.slice(0, at - 1), right, left, ...content.slice(at + 1)];
			if (!refusalOf(wrap(swapped))) taken.push(`${name}: ${right.name} before ${left.name}`);
		}
	});
	expect(taken).toEqual([]);
	expect(swaps).toBeGreaterThan(3000);
});

test('kinds of lines that alternate may change places', () => {
	const line = '<InvoiceLineAdd/>';
	const group =
		'<InvoiceLineGroupAdd><ItemGroupRef><FullName>x</FullName></ItemGroupRef></InvoiceLineGroupAdd>';
	const invoice = (lines: string) =>
		request(
			`<InvoiceAddRq><InvoiceAdd><CustomerRef><FullName>x</FullName></CustomerRef>${lines}</InvoiceAdd></InvoiceAddRq>`,
		);
	const { content } = validate(invoice(group + line + group)).messages[0];
	expect(content.InvoiceAdd).toMatchObject({
		'#order': ['InvoiceLineGroupAdd', 'InvoiceLineAdd', 'InvoiceLineGroupAdd'],
		InvoiceLineAdd: [null],
	});
});

test('an unknown element is refused at each place', () => {
	const taken: string[] = [];
	const isNew = firstTime();
	eachBlock((content, wrap, name) => {
		for (let at = 0; at <= content.length; at += 1) {
			if (!isNew(`${name} ${content[at - 1]?.name} ${content[at]?.name}`)) continue;
			const more = [
				...content.slice(0, at),
				{ name: 'Unknown', content: 'x' },
				...content.slice(at),
			];
			if (refusalOf(wrap(more)) !== 'unknownElement') taken.push(`${name} at ${at}`);
		}
	});
	expect(taken).toEqual([]);
});

test('what may be there once is refused twice, what must be there is refused when it is not', () => {
	const taken: string[] = [];
	const isNew = firstTime();
	eachBlock((content, wrap, name) => {
		const { elements } = grammar.block(name);
		content.forEach((node, at) => {
			if (!isNew(`${name} ${node.name}`)) return;
			const { isRepeatable, isRequired } = elements.get(node.name)!;
			const twice = [...content.slice(0, at), node, ...content.slice(at)];
			if (!isRepeatable && !refusalOf(wrap(twice))) taken.push(`${name} with ${node.name} twice`);
			const without = content.filter((each) => each.name !== node.name);
			if (isRequired && isAlwaysNeeded(name, node.name) && !refusalOf(wrap(without))) {
				taken.push(`${name} without ${node.name}`);
			}
		});
	});
	expect(taken).toEqual([]);
});

/** Whether it stands outside of all choices. */
const isAlwaysNeeded = (block: string, name: string) =>
	grammar
		.block(block)
		.particles.some(
			(particle) =>
				'element' in particle && particle.element === name && ['1', '+'].includes(particle.occurs),
		);

/** Each scalar of each block with values that it takes and values that it does not. */
function eachValue(
	check: (value: (text: string) => Cause | undefined, name: string, element: string) => void,
) {
	const isNew = firstTime();
	eachBlock((content, wrap, name) => {
		content.forEach((node, at) => {
			if (!isNew(`${name} ${node.name}`)) return;
			const value = (text: string) => {
				const changed = [...content];
				changed[at] =
					typeof node.content === 'string'
						? { ...node, content: text }
						: { ...node, content: [{ name: 'FullName', content: text }] };
				return refusalOf(wrap(changed));
			};
			check(value, name, node.name);
		});
	});
}

test('a text is taken at its greatest length and refused with one character more', () => {
	const wrong: string[] = [];
	let lengths = 0;
	eachValue((value, name, element) => {
		const { max } = grammar.block(name).elements.get(element)!;
		if (max === undefined) return;
		lengths += 1;
		if (value('x'.repeat(max))) wrong.push(`${name}/${element} with ${max}`);
		if (value('x'.repeat(max + 1)) !== 'tooLong') wrong.push(`${name}/${element} with ${max + 1}`);
	});
	expect(wrong).toEqual([]);
	expect(lengths).toBeGreaterThan(1300);
});

const WRONG: Readonly<Record<string, string[]>> = {
	AMT: ['1,000.00', '12.345', '$5', '1e3', 'x', ' 5'],
	BOOL: ['True', 'yes', '2'],
	DATE: ['2024-02-30', '1900-12-31', '2024-1-1', '01/02/2024', '2024-01-01T00:00:00'],
	DATETIME: ['2024-02-30T00:00:00', '2039-01-01', '2024-01-01 10:00:00', '2024-01-01T25:00:00'],
	FLOAT: ['x', '1,5'],
	GUID: ['a5b1c2d3-0000-4000-8000-0123456789ab', '{x}', '1'],
	INT: ['1.5', 'x', ''],
	PERCENT: ['8%', '1.234567'],
	PRICE: ['1.234567', 'x'],
	QUAN: ['1.234567', 'x'],
	TIMEINTERVAL: ['1:30', 'PT', 'P', '90'],
};

test('values of another form than that of their type are refused', () => {
	const taken: string[] = [];
	eachValue((value, name, element) => {
		const { type, values, maxValue } = grammar.block(name).elements.get(element)!;
		const wrong = values
			? ['NoSuchValue', [...values][0].toLowerCase() + ' ']
			: (WRONG[type] ?? []);
		for (const text of maxValue ? [...wrong, String(maxValue + 1)] : wrong) {
			const isClearing = text === '' && /Mod\b/.test(name);
			if (!isClearing && !value(text)) taken.push(`${name}/${element} with "${text}"`);
		}
	});
	expect(taken).toEqual([]);
});

test('what came with a later version, or is of another country, is refused', () => {
	const taken: string[] = [];
	let newer = 0;
	for (const version of VERSIONS.filter((each) => Number(each) >= 7 && Number(each) < 14)) {
		const next = Number(VERSIONS[VERSIONS.indexOf(version) + 1]);
		const [before, after] = [Grammar.of(Number(version)), Grammar.of(next)];
		for (const [name, place] of placesOf(after, 'QBXMLMsgsRq')) {
			for (const [element, fault] of before.block(name).absent) {
				const facts = after.block(name).elements.get(element);
				if (fault !== 'newerElement' || !facts) continue;
				newer += 1;
				const content = fewest(after, after.block(name), after.block(name).particles, element);
				const messages = xml(messageWith(after, place, content));
				if (refusalOf(request(messages, VERSIONS[VERSIONS.indexOf(version) + 1]))) {
					taken.push(`${name}/${element} is refused from ${next} on`);
				}
				if (refusalOf(request(messages, version)) !== 'newerElement') {
					taken.push(`${name}/${element} with ${version}`);
				}
			}
		}
	}
	expect(taken).toEqual([]);
	expect(newer).toBeGreaterThan(300);
	expect(refusalOf(request('<SalesTaxReturnQueryRq/>'))).toBe('otherEdition');
	expect(refusalOf(request('<LeadQueryRq/>', '12.0'))).toBe('newerElement');
	const type =
		'<ListDelRq><ListDelType>InventorySite</ListDelType><ListID>1-1</ListID></ListDelRq>';
	expect(refusalOf(request(type, '9.0').replace('9.0', '8.0'))).toBe('newerValue');
	expect(refusalOf(request(type, '10.0'))).toBeUndefined();
});
