import { request } from '../qbxml/documents';
import { Desk } from './shelf';

let desk: Desk;
beforeEach(() => {
	desk = new Desk();
});

const add = (name: string) =>
	`<CustomerAddRq><CustomerAdd><Name>${name}</Name></CustomerAdd></CustomerAddRq>`;
const set = (messages: string, ids: string) =>
	request(messages, '14.0', `onError="stopOnError" ${ids}`);
const run = (messages: string, ids: string) => desk.session.run(set(messages, ids));
const codeOf = (text: string) => /messageSetStatusCode="(\d+)"/.exec(text)?.[1];
const count = () => [...desk.shelf.list('Customer')].length;

test('a set without ids says nothing of recovery', () => {
	const text = desk.session.run(request(add('A')));
	expect(text).toContain('<QBXMLMsgsRs>');
	expect(desk.shelf.memory.messageSets).toEqual({});
});

test('the same set runs once, in another session too, and is answered as the first time', () => {
	const first = run(add('A'), 'newMessageSetID="a1"');
	expect(first).toContain('newMessageSetID="a1" messageSetStatusCode="0"');
	desk.session.close();
	desk.session = desk.quickBooks.openSession();
	expect(run(add('A'), 'newMessageSetID="a1"')).toBe(first);
	expect(count()).toBe(1);
	const other = run(add('B'), 'newMessageSetID="a1"');
	expect(codeOf(other)).toBe('9001');
	expect(other).not.toContain('CustomerAddRs');
	expect(count()).toBe(1);
});

test('the next set forgets the one before it', () => {
	run(add('A'), 'newMessageSetID="a1"');
	expect(codeOf(run(add('B'), 'newMessageSetID="b1" oldMessageSetID="a1"'))).toBe('0');
	expect(Object.keys(desk.shelf.memory.messageSets)).toEqual(['b1']);
	run(add('A'), 'newMessageSetID="a1"');
	expect(count()).toBe(3);
	expect(codeOf(run(add('C'), 'newMessageSetID="c1" oldMessageSetID="unknown"'))).toBe('0');
});

test('the state of a set can be asked for and forgotten', () => {
	const first = run(add('A'), 'newMessageSetID="a1"');
	expect(run('', 'newMessageSetID="a1" oldMessageSetID="a1"')).toBe(first);
	expect(codeOf(run('', 'newMessageSetID="b1" oldMessageSetID="b1"'))).toBe('9002');
	expect(codeOf(run('', 'oldMessageSetID="a1"'))).toBe('0');
	expect(codeOf(run('', 'oldMessageSetID="a1"'))).toBe('600');
	expect(codeOf(run('', 'newMessageSetID="a1" oldMessageSetID="a1"'))).toBe('9002');
});

test('all sets can be forgotten at once', () => {
	run(add('A'), 'newMessageSetID="a1"');
	run(add('B'), 'newMessageSetID="b1"');
	expect(codeOf(run('', 'oldMessageSetID="ClearAllMessageSets"'))).toBe('0');
	expect(desk.shelf.memory.messageSets).toEqual({});
});

test('an id that cannot be, and an answer that could not be kept, are said', () => {
	expect(codeOf(run(add('A'), `newMessageSetID="${'x'.repeat(25)}"`))).toBe('9004');
	expect(codeOf(run(add('A'), 'newMessageSetID=""'))).toBe('9004');
	expect(count()).toBe(0);
	desk.quickBooks.settings.keepsAnswers = false;
	expect(codeOf(run(add('A'), 'newMessageSetID="a1"'))).toBe('9005');
	expect(count()).toBe(1);
	expect(run(add('B'), 'newMessageSetID="__proto__"')).toContain('CustomerAddRs');
});

test('a refused document leaves nothing behind', () => {
	expect(() => run('<Unknown/>', 'newMessageSetID="a1"')).toThrow('parsing');
	expect(codeOf(run(add('A'), 'newMessageSetID="a1"'))).toBe('0');
});
