/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error */
import fc, { type GeneratorValue } from 'fast-check';
import {
	InvalidRequestError,
	readDocument,
	writeDocument,
	writeRequest,
	type RequestCall,
} from '../../../gateway/qbxml';
import { contentOf, schema } from '../../../gateway/qbxml/schema/elements';
import { validate } from '../../../simulator/qbxml/validate';
import { answerWith } from './support/answerText';
import { blocksWithin, contentRead, withoutOrder } from './support/compare';
import { RandomRecord, randomTarget, type RandomTarget } from './support/randomRecord';
import { callOf, isKnownTo, knownRequests, randomFor, type KnownRequest } from './support/requests';

/**
 * Random records there and back, through the codec and through the validator, which reads the schema in another way: a
 * mistake of one of them shows here. More records for each block where a variable asks for them. Failures are shown as
 * they are: to shrink them takes minutes.
 */
const RUNS = Number(process.env.QBXML_RUNS ?? 1);
const OPTIONS = { numRuns: RUNS, endOnFailure: true };

/** How often what is optional is there: in a short run seldom, but each block once. */
const SHARE = RUNS > 1 ? 0.45 : 0.2;

/** The blocks that were made, of requests and of answers. */
const made = { request: new Set<string>(), answer: new Set<string>() };

const documentOf = (call: RequestCall) =>
	writeDocument([writeRequest(call)], { version: call.version, onError: 'stopOnError' });

function canBeWritten(call: RequestCall): boolean {
	try {
		writeRequest(call);
		return true;
	} catch (error) {
		if (error instanceof InvalidRequestError) return false;
		throw error;
	}
}

/** What is emptied in a change stands there without a value: each member that may be, then all of them at once. */
function checkEmptied(call: RequestCall): void {
	const { edition } = call;
	const emptied = (keys: string[]) => {
		const nothing = Object.fromEntries(keys.map((key) => [key, null]));
		return { ...call, record: { ...call.record, ...nothing } };
	};
	const keys = Object.keys(call.record).filter(
		(key) => !Array.isArray(call.record[key]) && canBeWritten(emptied([key])),
	);
	const all = canBeWritten(emptied(keys)) ? [keys] : keys.map((key) => [key]);
	for (const each of all) validate(documentOf(emptied(each)), { edition });
}

function checkRequest(request: KnownRequest, make: GeneratorValue, target: RandomTarget): void {
	const { record } = randomFor(request, make, target, SHARE, made.request);
	const call = callOf(request, record, target);
	const text = documentOf(call);
	const content = request.content(record);
	const name = `${request.message}Rq`;
	const [message] = validate(text, { edition: target.edition }).messages;
	expect({
		isAscii: /^[\x20-\x7e\n]+$/.test(text),
		read: readDocument(text).messages,
		validated: [message.name, withoutOrder(message.content)],
	}).toEqual({
		isAscii: true,
		read: [{ name, records: [], content }],
		validated: [name, content],
	});
	if (request.operation === 'mod') checkEmptied(call);
}

const messageExists = (message: string, { version, edition }: RandomTarget) => {
	const { since = 0, notIn = '' } = schema.messages[message];
	return since <= Number(version) && !notIn.split(',').includes(edition);
};

function checkAnswer(message: string, make: GeneratorValue, target: RandomTarget): void {
	const block = contentOf(`${message}Rs`)!;
	const record = new RandomRecord(make, target, SHARE, made.answer).record(block);
	const text = answerWith(message, block, record);
	const version = Number(target.version);
	const options = { kind: 'response', edition: target.edition, version } as const;
	const [{ content }] = validate(text, options).messages;
	const [answer] = readDocument(text).messages;
	const { name, statusCode, requestId } = answer;
	const { read, wanted } = contentRead(answer, record);
	expect({ validated: withoutOrder(content), read, head: [name, statusCode, requestId] }).toEqual({
		validated: record,
		read: wanted,
		head: [`${message}Rs`, 0, '7'],
	});
}

describe('what the codec writes is taken by the validator, and read by both as it was sent', () => {
	it.each(knownRequests.map((request) => [`${request.message} of ${request.object}`, request]))(
		'%s',
		(_name, request) => {
			fc.assert(
				fc.property(fc.gen(), randomTarget, (make, target) => {
					fc.pre(isKnownTo(request, target));
					checkRequest(request, make, target);
				}),
				OPTIONS,
			);
		},
	);
});

describe('codec and validator read the same', () => {
	it.each(Object.keys(schema.messages))('in an answer to %s', (message) => {
		fc.assert(
			fc.property(fc.gen(), randomTarget, (make, target) => {
				fc.pre(messageExists(message, target));
				checkAnswer(message, make, target);
			}),
			OPTIONS,
		);
	});
});

/** In what QuickBooks sends by itself when something happened, which is no answer to a request. */
const OF_EVENTS = ['HostInfo'];

describe('nothing of qbXML is left out', () => {
	const editions = ['US', 'CA', 'UK', 'AU'] as const;
	const targets = editions.map((edition): RandomTarget => ({ version: '16.0', edition }));

	it('neither a request', () => {
		const covered = new Set(knownRequests.map(({ message }) => message));
		expect([...covered].sort()).toEqual(Object.keys(schema.messages).sort());
	});

	/** What the records above had no place for, as of another edition, is made now. */
	function makeTheRest(
		blocks: Set<string>,
		wanted: string[],
		check: (make: GeneratorValue, target: RandomTarget) => void,
	): void {
		const isWhole = () => wanted.every((block) => blocks.has(block));
		if (isWhole()) return;
		fc.assert(
			fc.property(fc.gen(), (make) => {
				for (const target of targets) if (!isWhole()) check(make, target);
			}),
			{ numRuns: 5, endOnFailure: true },
		);
	}

	it('nor a block', () => {
		for (const request of knownRequests) {
			makeTheRest(made.request, blocksWithin(`${request.message}Rq`), (make, target) => {
				if (isKnownTo(request, target)) checkRequest(request, make, target);
			});
		}
		for (const message of Object.keys(schema.messages)) {
			makeTheRest(made.answer, blocksWithin(`${message}Rs`), (make, target) => {
				if (messageExists(message, target)) checkAnswer(message, make, target);
			});
		}
		const all = new Set([...made.request, ...made.answer, ...OF_EVENTS]);
		expect([...all].sort()).toEqual(Object.keys(schema.blocks).sort());
	});
});
