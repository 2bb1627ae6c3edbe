import { addCustomer, Office, qbxml } from './support/office';
import { answerTo, envelope, type Raw } from './support/server';

/** What .NET is taken to choke on. Where it says "observed", the real one was seen to. */
let office: Office;
beforeEach(() => {
	office = new Office();
});
afterEach(async () => await office.close());

const INTUIT = 'http://developer.intuit.com/';

/** The code of the error that a raw answer to a method leads to; undefined for none. */
async function codeAfter(method: string, answer: Raw | string, options = {}) {
	const { server } = await office.open(options);
	const body = typeof answer === 'string' ? { body: envelope(answer) } : answer;
	server.script = {
		sendRequestXML: qbxml('<HostQueryRq/>'),
		[method]: (_: unknown, count: number) => (count === 1 ? body : { body: answerTo(method, '') }),
	};
	return (await office.update()).error?.code;
}

const authenticate = (inner: string, namespace = ` xmlns="${INTUIT}"`) =>
	`<authenticateResponse${namespace}><authenticateResult>${inner}</authenticateResult></authenticateResponse>`;

describe('The answer to authenticate', () => {
	it.each([
		['in another namespace', authenticate('<string>t</string><string/>', ' xmlns="http://x/"')],
		['without the slash', authenticate('<string/><string/>', ` xmlns="${INTUIT.slice(0, -1)}"`)],
		[
			'with a prefix and bare children (observed)',
			`<tns:authenticateResponse xmlns:tns="${INTUIT}"><authenticateResult><string>t</string><string/></authenticateResult></tns:authenticateResponse>`,
		],
		['without its result', `<authenticateResponse xmlns="${INTUIT}"/>`],
		[
			'of another method',
			answerTo('closeConnection', 'OK').replace(/^.*<soap:Body>|<\/soap:Body>.*$/g, ''),
		],
	])('%s is null: QBWC2012', async (_, body) => {
		expect(await codeAfter('authenticate', body)).toBe('QBWC2012');
	});

	it.each([
		[
			'with an array in the namespace of WCF (observed)',
			authenticate(
				'<a:string xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays">t</a:string>',
			),
		],
		['with strings without a namespace (observed)', authenticate('<string xmlns="">t</string>')],
		['with its empty member left out (observed)', authenticate('<string>t</string>')],
		[
			'with null for a member',
			authenticate(
				`<string>t</string><string xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>`,
			),
		],
	])('%s has too few members: QBWC1012', async (_, body) => {
		expect(await codeAfter('authenticate', body)).toBe('QBWC1012');
	});

	it('with a prefix for all its elements is taken (observed)', async () => {
		const body = authenticate('<string>t</string><string></string>', '')
			.replace(/<(\/?)/g, '<$1tns:')
			.replace('<tns:authenticateResponse', `<tns:authenticateResponse xmlns:tns="${INTUIT}"`);
		expect(await codeAfter('authenticate', body)).toBeUndefined();
		expect(office.server.methods.at(-1)).toBe('closeConnection');
	});
});

const send = (inner: string) =>
	`<sendRequestXMLResponse xmlns="${INTUIT}">${inner}</sendRequestXMLResponse>`;

describe('The answer to sendRequestXML', () => {
	it.each([
		['without its result (observed)', send('')],
		[
			'with qbXML that is not escaped',
			send(`<sendRequestXMLResult><QBXML/></sendRequestXMLResult>`),
		],
		['with NUL as a reference', send('<sendRequestXMLResult>&#0;</sendRequestXMLResult>')],
		['with a bare ampersand', send('<sendRequestXMLResult>a & b</sendRequestXMLResult>')],
	])('%s breaks it: QBWC1041', async (_, body) => {
		expect(await codeAfter('sendRequestXML', body)).toBe('QBWC1041');
		expect(office.server.methods.at(-1)).toBe('sendRequestXML');
	});

	it('may hold its document as CDATA', async () => {
		const body = send(
			`<sendRequestXMLResult><![CDATA[${addCustomer('In CDATA')}]]></sendRequestXMLResult>`,
		);
		expect(await codeAfter('sendRequestXML', body)).toBeUndefined();
		expect(office.quickBooks.company.named('Customer', 'In CDATA')).toBeDefined();
	});
});

const receive = (inner: string) =>
	`<receiveResponseXMLResponse xmlns="${INTUIT}">${inner}</receiveResponseXMLResponse>`;

describe('The answer to receiveResponseXML', () => {
	it.each(['33.3', '', 'done', '1e2', '99999999999'])(
		'"%s" is no integer: QBWC1042',
		async (text) => {
			const body = receive(`<receiveResponseXMLResult>${text}</receiveResponseXMLResult>`);
			expect(await codeAfter('receiveResponseXML', body)).toBe('QBWC1042');
		},
	);

	it('has to be there: QBWC1042', async () => {
		expect(await codeAfter('receiveResponseXML', receive(''))).toBe('QBWC1042');
	});

	it('may have spaces around it', async () => {
		const body = receive('<receiveResponseXMLResult> 100 </receiveResponseXMLResult>');
		expect(await codeAfter('receiveResponseXML', body)).toBeUndefined();
	});
});

describe('Any answer', () => {
	const body = answerTo('sendRequestXML', '');
	it.each([
		['a page of HTML', { contentType: 'text/html', body: '<html></html>' }],
		['HTML that says it is XML', { body: '<html><br></html>' }],
		['text before its declaration', { body: `Warning: x\n${body}` }],
		['status 404', { status: 404, body }],
		['status 500 with a page', { status: 500, contentType: 'text/html', body: 'Error' }],
		['status 413, too large', { status: 413, body: '' }],
		['a redirect, which is not followed', { status: 302, body: '' }],
		['another content type', { contentType: 'application/soap+xml', body }],
		['JSON', { contentType: 'application/json', body: '{}' }],
		['a document type', { body: body.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>') }],
		[
			'an envelope of SOAP 1.2',
			{
				body: body.replace(
					'http://schemas.xmlsoap.org/soap/envelope/',
					'http://www.w3.org/2003/05/soap-envelope',
				),
			},
		],
		['an empty body', { body: '' }],
		['a cut answer', { body: body.slice(0, -10) }],
		[
			'a SOAP Fault',
			{
				status: 500,
				body: envelope(
					'<soap:Fault><faultcode>soap:Server</faultcode><faultstring>No</faultstring></soap:Fault>',
				),
			},
		],
	])('%s ends the update with the code of its method', async (_, answer) => {
		expect(await codeAfter('sendRequestXML', answer)).toBe('QBWC1041');
	});

	it.each([
		['getLastError', 'QBWC1043'],
		['closeConnection', 'QBWC1044'],
	])('%s has a code of its own: %s', async (method, code) => {
		const { server } = await office.open();
		server.script = { [method]: { status: 500, body: '' } };
		expect((await office.update()).error?.code).toBe(code);
	});

	it('connectionError has a code of its own: QBWC1045', async () => {
		const { server, desktop } = await office.open();
		desktop.fault = '0x80040414';
		server.script = { connectionError: { status: 500, body: '' } };
		expect((await office.update()).error?.code).toBe('QBWC1045');
	});

	it('that does not come in time is an error of its method', async () => {
		const { server } = await office.open({ httpTimeoutMs: 200 });
		server.script = { authenticate: async () => await new Promise<string>(() => undefined) };
		const { error } = await office.update();
		expect(error?.message).toBe('QBWC1012: authenticate: The operation has timed out');
	});

	it('that nobody gives is an error of authenticate: what comes before it may fail', async () => {
		const { server } = await office.open();
		await server.stop();
		expect((await office.update()).error?.code).toBe('QBWC1012');
		await server.start();
	});
});
