/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error */
import fc from 'fast-check';
import {
	InvalidRequestError,
	writeRequest,
	type Fault,
	type JsonRecord,
	type RequestCall,
} from '../../../gateway/qbxml';
import { isRecord } from '../../../gateway/qbxml/record';
import {
	blockOf,
	isChoice,
	type Block,
	type Element,
} from '../../../gateway/qbxml/schema/elements';
import { randomTarget, type RandomRecord, type RandomTarget } from './support/randomRecord';
import { callOf, isKnownTo, knownRequests, randomFor, type KnownRequest } from './support/requests';

/** Records for each request; more where a variable asks for it. */
const RUNS = Number(process.env.QBXML_RUNS ?? 1);

/** A value within a record, with the element that it is for. */
interface Spot {
	element: Element;
	holder: JsonRecord | unknown[];
	key: number | string;
	path: string;
	depth: number;
}

const listed = (value: unknown, path: string, holder: JsonRecord, key: string) =>
	Array.isArray(value)
		? value.map((each: unknown, index) => [each, `${path}[${index}]`, value, index] as const)
		: [[value, path, holder, key] as const];

/** All values of a record, at every depth. */
function spots(block: Block, record: JsonRecord, path = '', depth = 0): Spot[] {
	return Object.entries(record).flatMap(([key, value]) => {
		const element = block.byName.get(key)!;
		const inner = blockOf(element);
		const here = path ? `${path}.${key}` : key;
		return listed(value, here, record, key).flatMap(([each, at, holder, index]) => [
			{ element, holder, key: index, path: at, depth },
			...(inner && isRecord(each) ? spots(inner, each, at, depth + 1) : []),
		]);
	});
}

function faultsOf(call: RequestCall): readonly Fault[] {
	try {
		writeRequest(call);
		return [];
	} catch (error) {
		if (error instanceof InvalidRequestError) return error.faults;
		throw error;
	}
}

const valueAt = ({ holder, key }: Spot) => (holder as Record<number | string, unknown>)[key];

function put({ holder, key }: Spot, value: unknown): void {
	(holder as Record<number | string, unknown>)[key] = value;
}

/** What makes a value one that QuickBooks does not take; undefined where this mutation does not apply. */
type Mutation = (spot: Spot, target: RandomTarget) => string | undefined;

const MUTATIONS: Record<string, Mutation> = {
	'one character too many': ({ element }, { edition }) => {
		const max = element.maxOf[edition] ?? element.max;
		return element.type === 'STR' && max !== undefined ? 'x'.repeat(max + 1) : undefined;
	},
	'a value that an enumeration lacks': ({ element }) =>
		element.type === 'ENUM' ? 'Nonsense' : undefined,
	'a number in another form': ({ element }) =>
		['AMT', 'PRICE', 'QUAN', 'PERCENT', 'FLOAT', 'INT'].includes(element.type) ? '1,5' : undefined,
	'a decimal too many': ({ element }) => {
		if (element.type === 'AMT') return '1.005';
		if (element.type === 'INT') return '1.5';
		return ['PRICE', 'QUAN', 'PERCENT'].includes(element.type) ? '1.000005' : undefined;
	},
	'a date in another form': ({ element }) =>
		['DATE', 'DATETIME', 'TIMEINTERVAL'].includes(element.type) ? '5/31/2024' : undefined,
	'neither true nor false': ({ element }) => (element.type === 'BOOL' ? 'TRUE' : undefined),
	'an id that is no GUID': ({ element }) => (element.type === 'GUID' ? '{1}' : undefined),
	'a control character': ({ element }) =>
		element.type === 'OBJ' || element.type === 'REF' ? undefined : '\u0001',
	'a character that the code page lacks': ({ element }) =>
		element.type === 'STR' && element.max !== 0 ? '\u0416' : undefined,
};

/** Mutations of what holds members; those within it are not looked at then. */
const OF_CONTAINERS: Record<string, (value: JsonRecord, spot: Spot) => [unknown, string]> = {
	'text where members belong': (_value, { path }) => ['text', path],
	'a member that it does not have': (value, { path }) => [
		{ ...value, Nonsense: 'x' },
		`${path}.Nonsense`,
	],
};

const isMacro = (value: unknown) => isRecord(value) && 'useMacro' in value;

type Faults = () => string[];

/** Many values are wrong at once, and each of them is named: so that each is tried without writing the rest again. */
function checkValues(all: Spot[], target: RandomTarget, faults: Faults): void {
	const before = all.map(valueAt);
	for (const [name, mutate] of Object.entries(MUTATIONS)) {
		const wrong = all.filter((spot, index) => {
			const value = mutate(spot, target);
			if (value === undefined || isMacro(before[index])) return false;
			put(spot, value);
			return true;
		});
		const paths = wrong.map(({ path }) => path).sort();
		if (wrong.length > 0) expect([name, faults()]).toEqual([name, paths]);
		all.forEach((spot, index) => put(spot, before[index]));
	}
}

/** The same for what holds members, one depth after the other: what is wrong within what is wrong is not named. */
function checkContainers(all: Spot[], faults: Faults): void {
	const deepest = Math.max(0, ...all.map(({ depth }) => depth));
	for (const [name, mutate] of Object.entries(OF_CONTAINERS)) {
		for (let depth = 0; depth <= deepest; depth += 1) {
			const here = all.filter(({ element, depth: at }) => {
				const isReference = element.type === 'REF' && name === 'text where members belong';
				return at === depth && (element.type === 'OBJ' || isReference);
			});
			const before = here.map(valueAt);
			const paths = here.flatMap((spot, index) => {
				const value = before[index];
				if (!isRecord(value) || isMacro(value)) return [];
				const [wrong, path] = mutate(value, spot);
				put(spot, wrong);
				return [path];
			});
			if (paths.length > 0) expect([name, faults()]).toEqual([name, paths.sort()]);
			here.forEach((spot, index) => put(spot, before[index]));
		}
	}
}

function checkMissing({ block }: KnownRequest, call: RequestCall, random: RandomRecord): void {
	for (const entry of block.entries) {
		if (isChoice(entry) || !entry.required || !random.exists(entry)) continue;
		const record = { ...call.record };
		delete record[entry.name];
		const faults = faultsOf({ ...call, record });
		expect(faults).toContainEqual({ path: entry.stem, message: 'is required' });
	}
}

/** Members may come in any order: they are written in that of qbXML. */
function checkOrder({ block }: KnownRequest, call: RequestCall): void {
	// The kinds of a mixture keep the order in which they are given.
	const kinds = block.entries.flatMap((entry) =>
		isChoice(entry) && entry.repeated
			? entry.branches.map(([first]) => (first as Element).name)
			: [],
	);
	const moved = Object.entries(call.record).reverse();
	const rest = moved.filter(([key]) => !kinds.includes(key));
	const mixed = Object.entries(call.record).filter(([key]) => kinds.includes(key));
	const record = Object.fromEntries([...mixed, ...rest]);
	expect(writeRequest({ ...call, record }).text).toBe(writeRequest(call).text);
}

const requests = knownRequests.filter(({ fixed }) => Object.keys(fixed).length === 0);

describe('what is never written: wrong values, what is not known, what lacks something, another order', () => {
	it.each(requests.map((request) => [request.message, request] as const))(
		'%s',
		(_name, request) => {
			fc.assert(
				fc.property(fc.gen(), randomTarget, (make, target) => {
					fc.pre(isKnownTo(request, target));
					const { random, record } = randomFor(request, make, target, 0.4);
					const call = callOf(request, record, target);
					const faults = () =>
						faultsOf(call)
							.map(({ path }) => path)
							.sort();
					expect(faults()).toEqual([]);
					checkMissing(request, call, random);
					checkOrder(request, call);
					const all = spots(request.block, record);
					checkValues(all, target, faults);
					checkContainers(all, faults);
					expect(faults()).toEqual([]);
				}),
				{ numRuns: RUNS, endOnFailure: true },
			);
		},
	);
});
