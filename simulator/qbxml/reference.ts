import { Automaton, type Particle } from './contentModel';
import type { Block, ElementFacts } from './grammar';

const PARTICLES: Particle[] = [
	{ element: 'ListID', occurs: '?' },
	{ element: 'FullName', occurs: '?' },
];

const member = (type: string, max?: number): ElementFacts => ({
	type,
	max,
	isMacro: false,
	isRepeatable: false,
	isRequired: false,
	isMixed: false,
	attributes: new Map(),
});

const blocks = new Map<number | undefined, Block>();

/**
 * The content of a reference.
 *
 * @param max the longest `FullName`.
 */
export function referenceBlock(max: number | undefined): Block {
	const known = blocks.get(max);
	if (known) return known;
	const block: Block = {
		name: 'reference',
		particles: PARTICLES,
		automaton: new Automaton(PARTICLES),
		elements: new Map([
			['ListID', member('ID')],
			['FullName', member('STR', max)],
		]),
		absent: new Map(),
	};
	blocks.set(max, block);
	return block;
}
