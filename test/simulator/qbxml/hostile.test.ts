/* eslint-disable @n8n/community-nodes/require-node-api-error, @n8n/community-nodes/no-restricted-globals */
import { QbxmlRefusal } from '../../../simulator/qbxml/refusal';
import { validate } from '../../../simulator/qbxml/validate';
import { Validator } from '../../../simulator/qbxml/validator';
import { request } from './documents';

const customer = (members: string) =>
	`<CustomerAddRq><CustomerAdd>${members}</CustomerAdd></CustomerAddRq>`;
const name = (text: string) => request(customer(`<Name>${text}</Name>`));

function refusalOf(text: string | Uint8Array): string | undefined {
	try {
		validate(text);
		return undefined;
	} catch (error) {
		if (error instanceof QbxmlRefusal) return error.fault;
		throw error;
	}
}

test.each([
	['text that is no XML', 'CustomerAdd'],
	['an empty text', ''],
	['an element that is not closed', name('x').replace('</QBXML>', '')],
	['two roots', `${name('x')}<QBXML/>`],
	['text behind the root', `${name('x')}x`],
	[
		'a document type',
		name('x').replace('<QBXML>', '<!DOCTYPE QBXML SYSTEM "file:///etc/passwd"><QBXML>'),
	],
	['entities of its own', `<!DOCTYPE QBXML [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>${name('&b;')}`],
	['an entity that XML does not have', name('&nbsp;')],
	['an ampersand', name('A & B')],
	['a control character', name('a\u0001b')],
	['a control character as a reference', name('a&#1;b')],
	['half a surrogate pair', name('a\uD83Db')],
	['half a surrogate pair as a reference', name('a&#xD83D;b')],
	['an attribute twice', request('<HostQueryRq requestID="1" requestID="2"/>')],
	['an attribute without quotes', request('<HostQueryRq requestID=1/>')],
	['a space before the declaration', ` ${name('x')}`],
])('%s is not taken', (_, text) => {
	expect(refusalOf(text)).toBe('notWellFormed');
});

test.each([
	['no declaration', name('x').replace(/<\?xml .*?\?>/, ''), 'envelope'],
	['no qbxml instruction', name('x').replace(/<\?qbxml .*?\?>/, ''), 'envelope'],
	['an instruction of somebody else', name('x').replace('<QBXML>', '<?php x?><QBXML>'), 'envelope'],
	['another root', '<?xml version="1.0"?><?qbxml version="13.0"?><html/>', 'envelope'],
	['an answer in the place of a request', name('x').replaceAll('MsgsRq', 'MsgsRs'), 'envelope'],
	['a version that is none', name('x').replace('14.0', '13.5'), 'version'],
	['a version after its own', name('x').replace('14.0', '17.0'), 'version'],
	['a version of old Canadian files', name('x').replace('14.0', 'CA3.0'), 'version'],
	['no onError', name('x').replace(' onError="stopOnError"', ''), 'attribute'],
	['another onError', name('x').replace('stopOnError', 'stop'), 'attribute'],
	['an iterator where there is none', request('<AccountQueryRq iterator="Start"/>'), 'attribute'],
	['text between elements', request(customer('x<Name>x</Name>')), 'unexpectedText'],
	['an element in a value', name('<b>x</b>'), 'unknownElement'],
	['no name', name(''), 'empty'],
	[
		'a required reference that names nothing',
		request('<InvoiceAddRq><InvoiceAdd><CustomerRef/></InvoiceAdd></InvoiceAddRq>'),
		'empty',
	],
	['an empty value in an Add', request(customer('<Name>x</Name><IsActive/>')), 'empty'],
	['the wrong case', request(customer('<name>x</name>')), 'unknownElement'],
])('%s is refused', (_, text, fault) => {
	expect(refusalOf(text)).toBe(fault);
});

test('what is odd but allowed is taken', () => {
	const text = name('A &amp; B &lt;&#233;&#x20AC;<!-- a comment --> <![CDATA[C & D]]>');
	const { CustomerAdd } = validate(text).messages[0].content;
	expect(CustomerAdd).toEqual({ Name: 'A & B <é€ C & D' });
	expect(refusalOf(`\uFEFF${name('x')}`)).toBeUndefined();
	expect(refusalOf(request('<HostQueryRq requestID="a &gt; b"/>'))).toBeUndefined();
});

test('a change may empty what an Add may not', () => {
	const mod = (members: string) =>
		request(
			`<CustomerModRq><CustomerMod><ListID>1-1</ListID><EditSequence>1</EditSequence>${members}</CustomerMod></CustomerModRq>`,
		);
	const [{ content }] = validate(mod('<IsActive></IsActive><BillAddress/><TermsRef/>')).messages;
	expect(content.CustomerMod).toMatchObject({ IsActive: null, BillAddress: null, TermsRef: null });
	expect(refusalOf(mod('').replace('<EditSequence>1', '<EditSequence>'))).toBe('empty');
});

test('bytes that are no UTF-8 are refused, UTF-8 with marks is read', () => {
	const [head, tail] = name('%')
		.split('%')
		.map((part) => Buffer.from(part));
	expect(refusalOf(Buffer.concat([head, Buffer.from([0xe9]), tail]))).toBe('notWellFormed');
	expect(refusalOf(Buffer.concat([head, Buffer.from('é'), tail]))).toBeUndefined();
});

test('depth, size and number cost no more than their length', () => {
	const deep = '<a>'.repeat(200_000);
	const started = process.cpuUsage();
	expect(refusalOf(request(deep))).toBe('unknownElement');
	expect(refusalOf(name('x'.repeat(2_000_000)))).toBe('tooLong');
	expect(refusalOf(request(customer(' '.repeat(2_000_000) + '<Name>x</Name>')))).toBeUndefined();
	const attributes = Array.from({ length: 20_000 }, (_, at) => `a${at}="x"`).join(' ');
	expect(refusalOf(request(`<HostQueryRq ${attributes}/>`))).toBe('attribute');
	expect(refusalOf(`<${'"'.repeat(100_000)}`)).toBe('notWellFormed');
	expect(refusalOf(`<a ${`b="`.repeat(50_000)}`)).toBe('notWellFormed');
	expect(process.cpuUsage(started).user / 1000).toBeLessThan(5_000);
	expect(() => validate(name('x'), { maximumLength: 100 })).toThrow('tooLarge');
});

test('a document may come in pieces', () => {
	const text = name('A &amp; B');
	const validator = new Validator();
	for (const character of text) validator.write(character);
	expect(validator.end()).toEqual(validate(text));
});
