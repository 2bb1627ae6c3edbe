import { WebConnector } from '../../../simulator/webConnector';
import { FILE, Office, OTHER_FILE, OWNER, qbxml, qwcFor } from './support/office';

let office: Office;
beforeEach(() => {
	office = new Office();
});
afterEach(async () => await office.close());

const hresults = () =>
	office.server.callsOf('connectionError').map(({ parameters }) => parameters.hresult);

describe('QuickBooks that cannot be reached', () => {
	it.each([
		'0x80040408',
		'0x80040410',
		'0x80040416',
		'0x8004041D',
		'0x80040422',
		'0x80040424',
		'0x80040154',
	])('is told by connectionError: %s', async (hresult) => {
		const { server, desktop } = await office.open();
		desktop.fault = hresult;
		expect(await office.update()).toMatchObject({ ending: 'notConnected', documents: 0 });
		const [{ parameters }] = server.callsOf('connectionError');
		expect(parameters).toMatchObject({ ticket: 't-1', hresult });
		expect(parameters.message).not.toBe('');
		expect(server.methods.at(-1)).toBe('connectionError');
	});

	it.each([
		['a dialog is open', { isDialogOpen: true }, '0x80040414'],
		['the administrator was never asked', { access: 'neverAsked' }, '0x80040418'],
		['the application has no permission', { access: 'noPermission' }, '0x8004041A'],
		['the user has denied access', { access: 'denied' }, '0x80040420'],
	] as const)('%s', async (_, settings, hresult) => {
		await office.open();
		Object.assign(office.quickBooks.settings, settings);
		expect(await office.update()).toMatchObject({ ending: 'notConnected' });
		expect(hresults()).toEqual([hresult]);
	});

	it('is tried twice before the server is told', async () => {
		const { desktop } = await office.open();
		desktop.fault = '0x80040402';
		await office.update();
		expect(office.log.filter((line) => /QBWC100[78]/.test(line))).toHaveLength(2);
		expect(hresults()).toHaveLength(1);
	});

	it('another company file is open: the file that the server names next is tried, "" too', async () => {
		const { server } = await office.open();
		server.script = {
			authenticate: ['t-1', OTHER_FILE],
			connectionError: (_, count) => (count === 1 ? 'C:\\Books\\None.qbw' : ''),
		};
		expect(await office.update()).toMatchObject({ ending: 'done' });
		expect(hresults()).toEqual(['0x8004040A', '0x8004040A']);
		expect(server.callsOf('sendRequestXML')[0].parameters.strCompanyFileName).toBe(FILE);
	});

	it('an answer of "" for ever is an endless loop, which is cut here', async () => {
		const { server, desktop } = await office.open({ connectionTries: 4 });
		desktop.fault = '0x80040414';
		server.script = { connectionError: '' };
		expect((await office.update()).status).toContain('for ever');
		expect(hresults()).toHaveLength(4);
	});

	it('"Done" in any case gives up', async () => {
		const { server, desktop } = await office.open();
		desktop.fault = '0x80040414';
		server.script = { connectionError: 'DONE' };
		await office.update();
		expect(hresults()).toHaveLength(1);
	});

	it('that does not answer its own questions ends the update before any work: QBWC1014', async () => {
		const { server, desktop } = await office.open();
		desktop.processFaults.push({ hresult: '0x80010105', hasRun: false });
		expect((await office.update()).error?.code).toBe('QBWC1014');
		expect(server.methods.at(-1)).toBe('authenticate');
	});
});

describe('QuickBooks that is closed', () => {
	const closeQuickBooks = (mayStart: boolean) =>
		Object.assign(office.desktop, { isRunning: false, openFile: undefined, mayStart });

	it('is started for a file that the server names, where that is allowed', async () => {
		const { server, clock } = await office.open();
		closeQuickBooks(true);
		server.script = { authenticate: ['t-1', FILE] };
		expect(await office.update()).toMatchObject({ ending: 'done' });
		expect(clock.waits).toEqual([35_000]);
	});

	it('is not started without a file, or without permission', async () => {
		const { server } = await office.open();
		closeQuickBooks(true);
		await office.update();
		closeQuickBooks(false);
		server.script = { authenticate: ['t-1', FILE] };
		await office.update();
		expect(hresults()).toEqual(['0x80040416', '0x80040408']);
	});
});

describe('The lock of the company file', () => {
	const lockIn = async () => {
		const session = office.quickBooks.openSession();
		const answer = session.run(
			qbxml(`<CompanyQueryRq><OwnerID>${OWNER}</OwnerID></CompanyQueryRq>`),
		);
		return /AppLock<[^]*?<DataExtValue>(.*?)</.exec(await Promise.resolve(answer))?.[1];
	};

	it('is taken for a session and given back', async () => {
		const { server } = await office.open();
		let during: string | undefined;
		server.script = {
			getLastError: async () => {
				during = await lockIn();
				return 'No more work';
			},
		};
		await office.update();
		expect(during).toMatch(/^LOCKED:BACK-OFFICE:\d+$/);
		expect(await lockIn()).toBe('UNLOCKED');
	});

	it('keeps a second computer with the same file out', async () => {
		const { server } = await office.open();
		const other = office.connectorWith({ computerName: 'LAPTOP' });
		const application = { ...office.application };
		other.applications.push(application);
		let second: Awaited<ReturnType<WebConnector['update']>> | undefined;
		server.script = {
			authenticate: (_, count) => [`t-${count}`, ''],
			sendRequestXML: async (_, count) => {
				if (count === 1) second = await other.update(application);
				return '';
			},
		};
		expect(await office.update()).toMatchObject({ ending: 'done' });
		expect(second).toMatchObject({ ending: 'notConnected' });
		expect(hresults()).toEqual(['0x8004041B']);
	});

	it('of a crash does not keep its own computer out', async () => {
		let crashes = true;
		const { server } = await office.open({
			disturb: (moment) => (crashes && moment === 'handedOut' ? 'crash' : undefined),
		});
		server.script = { sendRequestXML: qbxml('<HostQueryRq/>') };
		expect(await office.update()).toMatchObject({ ending: 'crashed' });
		crashes = false;
		expect(await office.update()).toMatchObject({ ending: 'done', documents: 1 });
	});
});

it('one update at a time: the other application waits for its turn', async () => {
	const { server } = await office.open();
	const second = await office.connector.add(
		qwcFor(server.url, {
			ownerId: OWNER.replace('5d', '6d'),
			uniqueName: 'other',
			userName: 'store-13',
		}),
		{ password: 'x' },
	);
	await Promise.all([office.update(), office.connector.update(second)]);
	const users = server.callsOf('authenticate').map(({ parameters }) => parameters.strUserName);
	expect(users).toEqual(['store-12', 'store-13']);
	expect(server.methods.indexOf('closeConnection')).toBeLessThan(
		server.methods.lastIndexOf('serverVersion'),
	);
});
