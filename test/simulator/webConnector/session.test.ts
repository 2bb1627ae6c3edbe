import { addCustomer, FILE, Office, qbxml } from './support/office';

let office: Office;
beforeEach(() => {
	office = new Office();
});
afterEach(async () => await office.close());

/** Documents one after the other, then nothing. */
const documents =
	(...texts: string[]) =>
	(_call: unknown, count: number) =>
		texts[count - 1] ?? '';

describe('A session', () => {
	it('has its calls in the order of the logs, and the ticket in each', async () => {
		const { server } = await office.open();
		// An ampersand has to be escaped within qbXML, and once more in SOAP.
		server.script.sendRequestXML = documents(addCustomer('A &amp; B'));
		const outcome = await office.update();
		expect(outcome).toMatchObject({ ending: 'done', status: 'OK', documents: 1, progress: [100] });
		expect(server.methods).toEqual([
			...['serverVersion', 'clientVersion', 'authenticate', 'sendRequestXML'],
			...['receiveResponseXML', 'closeConnection'],
		]);
		const tickets = server.calls.slice(3).map(({ parameters }) => parameters.ticket);
		expect(new Set(tickets)).toEqual(new Set(['t-1']));
		expect(office.quickBooks.company.named('Customer', 'A & B')).toBeDefined();
		const [{ parameters, headers }] = server.callsOf('authenticate');
		expect(parameters).toEqual({ strUserName: 'store-12', strPassword: 'secret & more' });
		expect(headers).toMatchObject({
			soapaction: '"http://developer.intuit.com/authenticate"',
			'content-type': 'text/xml; charset=utf-8',
		});
		expect(office.log.join()).not.toContain('secret');
	});

	it('introduces QuickBooks in its first sendRequestXML only', async () => {
		const { server } = await office.open();
		const host = qbxml('<HostQueryRq requestID="7"/>');
		server.script = {
			sendRequestXML: documents(host, host),
			receiveResponseXML: (_, count) => count * 50,
		};
		await office.update();
		const [first, second] = server.callsOf('sendRequestXML').map(({ parameters }) => parameters);
		expect(first).toMatchObject({
			strCompanyFileName: FILE,
			qbXMLCountry: 'US',
			qbXMLMajorVers: '16',
			qbXMLMinorVers: '0',
		});
		const { strHCPResponse } = first;
		expect(strHCPResponse).toMatch(/^<\?xml version="1.0" \?>/);
		for (const [at, part] of ['HostQueryRs', 'CompanyQueryRs', 'PreferencesQueryRs'].entries()) {
			expect(strHCPResponse).toContain(`<${part} requestID="${at}" statusCode="0"`);
		}
		expect(strHCPResponse).toContain('<DataExtName>FileID</DataExtName>');
		expect(strHCPResponse).toMatch(/<DataExtValue>\{0b1f5d2c-.*\}<\/DataExtValue>/);
		expect(second).toMatchObject({ strHCPResponse: '', strCompanyFileName: FILE });
		expect(server.methods.filter((method) => method === 'receiveResponseXML')).toHaveLength(2);
	});

	it('gives back the answer as text in one parameter, with hresult and message empty', async () => {
		const { server } = await office.open();
		server.script = { sendRequestXML: documents(qbxml('<HostQueryRq requestID="7"/>')) };
		await office.update();
		const [{ parameters, text }] = server.callsOf('receiveResponseXML');
		expect(parameters.response).toContain('<HostQueryRs requestID="7" statusCode="0"');
		expect(text).toContain('&lt;HostQueryRs requestID="7"');
		expect(text).toContain('<hresult /><message />');
	});

	it('sends null as no element where it is set so', async () => {
		const { server } = await office.open({ leavesEmptyOut: true });
		server.script = {
			sendRequestXML: documents(qbxml('<HostQueryRq/>')),
			receiveResponseXML: (_, count) => (count === 1 ? 50 : 100),
		};
		await office.update();
		const [{ text }] = server.callsOf('receiveResponseXML');
		expect(text).not.toMatch(/hresult|message/);
		expect(server.callsOf('sendRequestXML')[1].text).not.toContain('strHCPResponse');
	});

	it('says with hresult and message that QuickBooks took no document, and goes on', async () => {
		const { server } = await office.open();
		server.script = {
			sendRequestXML: documents(qbxml('<NonsenseRq/>'), qbxml('<HostQueryRq/>')),
			receiveResponseXML: (_, count) => count * 50,
		};
		const { ending, documents: count } = await office.update();
		expect([ending, count]).toEqual(['done', 2]);
		const [failed, done] = server.callsOf('receiveResponseXML').map((call) => call.parameters);
		expect(failed).toEqual({
			ticket: 't-1',
			response: '',
			hresult: '0x80040400',
			message: 'QuickBooks found an error when parsing the provided XML text stream.',
		});
		expect(done.response).toContain('HostQueryRs');
	});

	it('tells a status of QuickBooks in the document, which is no hresult', async () => {
		const { server } = await office.open();
		server.script = { sendRequestXML: documents(addCustomer('Blue, Dale')) };
		await office.update();
		const [{ parameters }] = server.callsOf('receiveResponseXML');
		expect(parameters).toMatchObject({ hresult: '', message: '' });
		expect(parameters.response).toContain('statusCode="3100"');
	});

	it('asks getLastError after a negative number, and shows what it says', async () => {
		const { server } = await office.open();
		server.script = {
			sendRequestXML: documents(qbxml('<HostQueryRq/>')),
			receiveResponseXML: -101,
			getLastError: 'Something went wrong',
		};
		expect(await office.update()).toMatchObject({ ending: 'done', status: 'Something went wrong' });
		expect(server.methods.slice(-3)).toEqual([
			'receiveResponseXML',
			'getLastError',
			'closeConnection',
		]);
	});

	it.each(['', 'NoOp'])('is held open by "%s" and NoOp, with a pause of 5 s', async (nothing) => {
		const { server, clock } = await office.open();
		server.script = {
			sendRequestXML: (_, count) => (count === 4 ? qbxml('<HostQueryRq/>') : nothing),
			getLastError: 'NoOp',
		};
		await office.update();
		expect(clock.waits).toEqual([5000, 5000, 5000]);
		expect(server.callsOf('authenticate')).toHaveLength(1);
		expect(server.callsOf('getLastError').map(({ parameters }) => parameters.ticket)).toEqual(
			Array(3).fill('t-1'),
		);
	});

	it('pauses as long as it is told', async () => {
		const { server, clock } = await office.open({ noOpPauseMs: 20 });
		server.script = { getLastError: (_, count) => (count === 1 ? 'NoOp' : 'Enough') };
		expect(await office.update()).toMatchObject({ status: 'Enough' });
		expect(clock.waits).toEqual([20]);
	});

	it('ends with the text of getLastError in the status column', async () => {
		const { server } = await office.open();
		expect(await office.update()).toMatchObject({ ending: 'done', status: 'No more work' });
		expect(server.methods.slice(-3)).toEqual(['sendRequestXML', 'getLastError', 'closeConnection']);
		expect(office.application.status).toBe('No more work');
	});

	it('keeps iterators alive, and loses them with its end', async () => {
		const { server } = await office.open();
		const page = (step: string) =>
			qbxml(`<CustomerQueryRq ${step}><MaxReturned>2</MaxReturned></CustomerQueryRq>`);
		let id = '';
		server.script = {
			sendRequestXML: (_, count) =>
				page(
					count % 3 === 1 && !id ? 'iterator="Start"' : `iterator="Continue" iteratorID="${id}"`,
				),
			receiveResponseXML: ({ parameters }, count) => {
				id ||= /iteratorID="(.*?)"/.exec(parameters.response)![1];
				return count < 3 ? count * 30 : 100;
			},
		};
		await office.update();
		await office.update();
		const codes = server
			.callsOf('receiveResponseXML')
			.map(({ parameters }) => /statusCode="(\d+)"/.exec(parameters.response)?.[1]);
		expect(codes.slice(0, 3)).toEqual(['0', '0', '0']);
		expect(codes[3]).not.toBe('0');
	});

	it('carries an answer of megabytes', async () => {
		const { server } = await office.open();
		const notes = 'A long note. '.repeat(300);
		for (let at = 0; at < 300; at += 1) {
			office.quickBooks.company.add('Customer', { Name: `Long ${at}`, Notes: notes });
		}
		server.script = { sendRequestXML: documents(qbxml('<CustomerQueryRq/>')) };
		await office.update();
		const [{ parameters }] = server.callsOf('receiveResponseXML');
		expect(parameters.response.length).toBeGreaterThan(1_000_000);
		expect(parameters.response.trimEnd().endsWith('</QBXML>')).toBe(true);
	});
});
