import { parser, type QualifiedTag } from 'sax';

import { METHODS, type MethodName } from '../../../gateway/connector/soap/methods';
import {
	CallReader,
	SoapRequestError,
	type SoapCall,
} from '../../../gateway/connector/soap/callReader';
import { escapeXml, writeAnswer, writeFault } from '../../../gateway/connector/soap/writeAnswer';
import { writeWsdl } from '../../../gateway/connector/soap/wsdl';

const INTUIT = 'http://developer.intuit.com/';
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

/** A request as the Web Connector's log shows it. */
const request = (body: string, declarations = '') =>
	`<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${SOAP}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"${declarations}><soap:Body>${body}</soap:Body></soap:Envelope>`;

/** Reads a request in pieces, none of which ends where a tag or a reference does. */
function readCall(text: string, pieceLength = text.length + 1): SoapCall {
	const reader = new CallReader();
	for (let at = 0; at < text.length; at += pieceLength) {
		reader.write(text.slice(at, at + pieceLength));
	}
	return reader.end();
}

interface Element {
	name: string;
	uri: string;
	text: string;
}

/** Every element of an answer, in order. */
function elementsOf(xml: string): Element[] {
	const found: Element[] = [];
	const open: Element[] = [];
	const reader = parser(true, { xmlns: true });
	reader.onopentag = (tag) => {
		const { local, uri } = tag as QualifiedTag;
		const element = { name: local, uri, text: '' };
		found.push(element);
		open.push(element);
	};
	reader.ontext = (text) => {
		const element = open.at(-1);
		if (element) element.text += text;
	};
	reader.onclosetag = () => void open.pop();
	reader.onerror = (error) => {
		throw error;
	};
	reader.write(xml).close();
	return found;
}

describe('Reading a call', () => {
	it('takes the parameters in the default namespace', () => {
		const body = `<authenticate xmlns="${INTUIT}"><strUserName>store-12</strUserName><strPassword>a &amp; b</strPassword></authenticate>`;
		expect(readCall(request(body))).toEqual({
			method: 'authenticate',
			parameters: { strUserName: 'store-12', strPassword: 'a & b' },
			isDocumentStyle: true,
		});
	});

	it('takes a method without parameters that arrives self-closed', () => {
		expect(readCall(request(`<serverVersion xmlns="${INTUIT}" />`))).toEqual({
			method: 'serverVersion',
			parameters: {},
			isDocumentStyle: true,
		});
	});

	it('reads an absent, an empty and a null parameter as empty', () => {
		const body = `<receiveResponseXML xmlns="${INTUIT}"><ticket>t</ticket><response></response><hresult xsi:nil="true" /></receiveResponseXML>`;
		expect(readCall(request(body)).parameters).toEqual({
			ticket: 't',
			response: '',
			hresult: '',
			message: '',
		});
	});

	it('matches names without their case, and leaves strange parameters out', () => {
		const body = `<sendRequestXML xmlns="${INTUIT}"><ticket>t</ticket><strCompanyFilename>C:\\Books\\a.qbw</strCompanyFilename><other>x</other></sendRequestXML>`;
		const { parameters } = readCall(request(body));
		expect(parameters.strCompanyFileName).toBe('C:\\Books\\a.qbw');
		expect(Object.keys(parameters)).toEqual(METHODS.sendRequestXML.parameters);
	});

	it('reads the RPC style, and says so', () => {
		const body = `<q1:getLastError soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xmlns:q1="${INTUIT}"><ticket xsi:type="xsd:string">t-1</ticket></q1:getLastError>`;
		expect(readCall(request(body))).toEqual({
			method: 'getLastError',
			parameters: { ticket: 't-1' },
			isDocumentStyle: false,
		});
	});

	it('gives back a document that was escaped into a parameter or stands in CDATA', () => {
		const answer = '<?xml version="1.0" ?><QBXML>a &amp; b</QBXML>';
		const bodies = [escapeXml(answer), `<![CDATA[${answer}]]>`].map(
			(text) =>
				`<receiveResponseXML xmlns="${INTUIT}"><response>${text}</response></receiveResponseXML>`,
		);
		for (const body of bodies) expect(readCall(request(body)).parameters.response).toBe(answer);
	});

	it.each([1, 7])('reads the same in pieces of %d, wherever they are torn', (length) => {
		const ticket = '&lt;&#233;&#x1F600;&amp;amp;&quot;&apos;&gt; <!-- &a; --><![CDATA[&lt;]]>&gt;';
		const body = `<receiveResponseXML xmlns="${INTUIT}"><ticket>${ticket}</ticket><response/><message>m</message></receiveResponseXML>`;
		expect(readCall(request(body), length).parameters).toEqual({
			ticket: '<é😀&amp;"\'> &lt;>',
			response: '',
			hresult: '',
			message: 'm',
		});
	});

	it.each([
		['', 'must contain a root element'],
		['plain text', 'not well-formed'],
		['{"method":"authenticate"}', 'not well-formed'],
		['<a/>', 'no SOAP 1.1 envelope'],
		['<Envelope/>', 'no SOAP 1.1 envelope'],
		[`<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"/>`, 'no SOAP 1.1 envelope'],
		[request(''), 'calls no method'],
		[request('<drop xmlns="x"/>'), "has no method 'drop'"],
		[request('<serverVersion/><serverVersion/>'), 'more than one method'],
		[request('<serverVersion>'), 'not well-formed'],
		[request('<serverVersion/>').slice(0, -20), 'not well-formed'],
		[
			`<!DOCTYPE a [<!ENTITY b "c">]>${request('<serverVersion/>')}`.replace(/<\?.*?\?>/, ''),
			'document type',
		],
		[request('<serverVersion>&b;</serverVersion>'), 'not well-formed'],
		[request(`<serverVersion>${'<a>'.repeat(10_000)}`), 'deeper than 16 levels'],
		[request('<serverVersion><a>&#x110000;</a></serverVersion>'), 'not well-formed'],
		[request('<getLastError><ticket>&#x110000;</ticket></getLastError>'), 'not well-formed'],
		[request('<getLastError><ticket>&nbsp;</ticket></getLastError>'), 'not well-formed'],
		[request('<getLastError><ticket>a &amp b</ticket></getLastError>'), 'not well-formed'],
	])('refuses %.40s', (text, reason) => {
		expect(() => readCall(text)).toThrow(SoapRequestError);
		expect(() => readCall(text)).toThrow(reason);
	});
});

describe('Writing an answer', () => {
	const RESULTS: { [Name in MethodName]?: Parameters<typeof writeAnswer<Name>>[1] } = {
		authenticate: ['ticket', ''],
		receiveResponseXML: 50,
	};

	it.each(Object.keys(METHODS) as MethodName[])(
		'%s has every element in the namespace, and the result',
		(method) => {
			const result = RESULTS[method] ?? '';
			const elements = elementsOf(writeAnswer(method, result as never));
			const [envelope, body, response, outcome, ...inner] = elements;
			expect([envelope, body].map(({ name, uri }) => [name, uri])).toEqual([
				['Envelope', SOAP],
				['Body', SOAP],
			]);
			expect([response.name, outcome.name]).toEqual([`${method}Response`, `${method}Result`]);
			for (const element of elements.slice(2)) expect(element.uri).toBe(INTUIT);
			expect(inner.map(({ name, text }) => [name, text])).toEqual(
				Array.isArray(result) ? result.map((text) => ['string', text]) : [],
			);
		},
	);

	it('is byte for byte what the Web Connector is known to take', () => {
		expect(writeAnswer('authenticate', ['{8A-1}', ''])).toBe(
			`<?xml version="1.0" encoding="utf-8"?>\n<soap:Envelope xmlns:soap="${SOAP}"><soap:Body><authenticateResponse xmlns="${INTUIT}"><authenticateResult><string>{8A-1}</string><string></string></authenticateResult></authenticateResponse></soap:Body></soap:Envelope>`,
		);
		expect(writeAnswer('sendRequestXML', '')).toContain(
			'<sendRequestXMLResult></sendRequestXMLResult>',
		);
		expect(writeAnswer('receiveResponseXML', -1)).toContain(
			'<receiveResponseXMLResult>-1</receiveResponseXMLResult>',
		);
	});

	it('escapes a document once, keeps its line ends, and holds nothing that XML cannot', () => {
		const document = '<?xml version="1.0"?>\r\n<QBXML>a &amp; b]]></QBXML>\u0000\ud800';
		const [, , , result] = elementsOf(writeAnswer('sendRequestXML', document));
		expect(result.text).toBe('<?xml version="1.0"?>\r\n<QBXML>a &amp; b]]></QBXML>');
	});

	it.each([33.3, NaN, Infinity])('refuses the progress %p', (progress) => {
		expect(() => writeAnswer('receiveResponseXML', progress)).toThrow('no integer');
	});

	it('says in a fault what was wrong', () => {
		const elements = elementsOf(writeFault('a <b>'));
		expect(elements.map(({ name }) => name)).toEqual([
			'Envelope',
			'Body',
			'Fault',
			'faultcode',
			'faultstring',
		]);
		expect(elements[4].text).toBe('a <b>');
	});
});

describe('The description of the service', () => {
	const wsdl = writeWsdl('https://books.example.com/qbwc?a=1&b="2"');

	it('is well-formed and names each method, its parameters and its result', () => {
		const names = elementsOf(wsdl);
		expect(names[0].name).toBe('definitions');
		for (const [method, { parameters }] of Object.entries(METHODS)) {
			expect(wsdl).toContain(`soapAction="${INTUIT}${method}"`);
			for (const parameter of parameters) expect(wsdl).toContain(`name="${parameter}"`);
		}
	});

	it('says where the service is', () => {
		expect(wsdl).toContain('location="https://books.example.com/qbwc?a=1&amp;b=&quot;2&quot;"');
	});
});
