import { writeAnswer } from '../../../gateway/connector/soap/writeAnswer';
import { addCustomer, HandClock, Office } from './support/office';

let office: Office;
beforeEach(() => {
	office = new Office();
});
afterEach(async () => await office.close());

describe('A session', () => {
	it('goes on whatever the introduction looks like', async () => {
		const { server } = await office.open({ spoilIntroduction: (text) => text.slice(0, 100) });
		await office.update();
		expect(server.callsOf('sendRequestXML')[0].parameters.strHCPResponse).toHaveLength(100);
	});

	it('is one connection, and calls as .NET does', async () => {
		const { server } = await office.open();
		server.script = { getLastError: (_, count) => (count < 3 ? 'NoOp' : 'Enough') };
		await office.update();
		expect(server.calls.length).toBeGreaterThan(8);
		expect(server.connections).toBe(1);
		expect(server.calls[0].headers).toMatchObject({
			expect: '100-continue',
			'user-agent': expect.stringContaining('MS Web Services Client Protocol') as string,
		});
	});

	it('meets a dialog that was opened meanwhile', async () => {
		const { server } = await office.open();
		server.script = {
			sendRequestXML: (_, count) => {
				office.quickBooks.settings.isDialogOpen = count !== 2;
				return addCustomer(`Behind dialog ${count}`);
			},
			receiveResponseXML: (_, count) => count * 34,
		};
		expect(await office.update()).toMatchObject({ ending: 'done', documents: 3 });
		const hresults = server.callsOf('receiveResponseXML').map((call) => call.parameters.hresult);
		expect(hresults).toEqual(['0x80040414', '', '0x80040414']);
		expect(office.log.join('\n')).toContain('QBWC1015: 0x80040414');
	});

	it('reads the answers that the gateway writes', async () => {
		const { server } = await office.open();
		const text = addCustomer('Smith &amp; S\u00f6hne\r\n');
		const answers = { authenticate: ['t-1', ''], sendRequestXML: text, receiveResponseXML: 100 };
		for (const [method, answer] of Object.entries(answers)) {
			server.script[method] = { body: writeAnswer(method as keyof typeof answers, answer) };
		}
		expect(await office.update()).toMatchObject({ ending: 'done', documents: 1 });
		expect(server.callsOf('receiveResponseXML')[0].parameters.response).toContain('statusCode="0"');
	});

	it('asks for the version of the server where somebody wants to know more', async () => {
		const { server } = await office.open();
		await office.update();
		server.script = { getServerVersion: '1.2' };
		expect(await office.connector.serverVersion(office.application)).toBe('1.2');
		expect(server.calls.at(-1)!.parameters).toEqual({ ticket: 't-1' });
	});

	it('is left during a pause without waiting for its end, and killed during a call', async () => {
		const clock = new HandClock();
		const { server } = await office.open({ clock });
		let isHeld = (): void => undefined;
		const held = new Promise<void>((resolve) => (isHeld = resolve));
		server.script = { getLastError: 'NoOp' };
		const first = office.update();
		await clock.arrival();
		await office.connector.stop();
		expect(await first).toMatchObject({ ending: 'left' });
		const other = office.connectorWith({});
		server.script = {
			authenticate: async () => {
				isHeld();
				return await new Promise<string[]>(() => undefined);
			},
		};
		const second = other.update(office.application);
		await held;
		await other.kill();
		expect((await second).error?.code).toBe('QBWC1012');
	});

	it('speaks RPC where the file asks for it', async () => {
		await office.open({}, { style: 'RPC' });
		office.server.script = { authenticate: ['t-1', 'none'] };
		await office.update();
		expect(office.server.callsOf('authenticate')[0].text).toMatch(
			/soap:encodingStyle=.*<q1:authenticate .*<strUserName xsi:type="xsd:string">store-12</,
		);
	});
});

describe('The interactive mode', () => {
	const reply = (server: Office['server'], url: string) => {
		server.script = {
			getLastError: (_, count) => (count === 1 ? 'Interactive mode' : 'No more work'),
			getInteractiveURL: url,
			interactiveDone: 'Done',
			interactiveRejected: 'A pity',
		};
	};

	it('shows a page and goes on once it is done', async () => {
		const seen: string[] = [];
		const interact = async (url: string) => {
			seen.push(url);
			return await Promise.resolve(undefined);
		};
		const { server } = await office.open({ user: { interact } });
		reply(server, 'https://localhost/page');
		await office.update();
		expect(seen).toEqual(['https://localhost/page']);
		expect(server.methods.slice(4)).toEqual([
			...['getLastError', 'getInteractiveURL', 'interactiveDone'],
			...['sendRequestXML', 'getLastError', 'closeConnection'],
		]);
	});

	it('says that the user declined, and ends', async () => {
		const { server } = await office.open();
		reply(server, 'https://localhost/page');
		expect(await office.update()).toMatchObject({ status: 'A pity' });
		expect(server.callsOf('interactiveRejected')[0].parameters.reason).toBe('There is no user.');
	});

	it('ends where there is no page', async () => {
		const { server } = await office.open();
		reply(server, '');
		await office.update();
		expect(server.methods.slice(-2)).toEqual(['getInteractiveURL', 'closeConnection']);
	});
});
