import { FILE, Office } from './support/office';

let office: Office;
beforeEach(() => {
	office = new Office();
});
afterEach(async () => await office.close());

const codeOf = async () => (await office.update()).error?.code;

describe('authenticate', () => {
	it.each([
		['none', 'none', true],
		['NONE', 'none', true],
		['nvu', 'nvu', true],
		['busy', 'busy', false],
	])('"%s" ends the update without touching QuickBooks', async (word, ending, closes) => {
		const { server } = await office.open();
		office.desktop.fault = '0x80040402';
		server.script = { authenticate: ['t-1', word] };
		expect(await office.update()).toMatchObject({ ending, documents: 0 });
		expect(server.methods.slice(3)).toEqual(closes ? ['closeConnection'] : []);
	});

	it('need not be followed by closeConnection where there is no work', async () => {
		const { server } = await office.open({ closesWithoutWork: false });
		server.script = { authenticate: ['t-1', 'none'] };
		await office.update();
		expect(server.methods.at(-1)).toBe('authenticate');
	});

	it('"" uses the company file that is open, a path that file', async () => {
		const { server } = await office.open();
		await office.update();
		server.script = { authenticate: ['t-2', FILE.toUpperCase()] };
		await office.update();
		const files = server
			.callsOf('sendRequestXML')
			.map((call) => call.parameters.strCompanyFileName);
		expect(files).toEqual([FILE, FILE]);
	});

	it('takes any other text for a company file, which fails', async () => {
		const { server } = await office.open();
		server.script = { authenticate: ['t-1', 'ok'] };
		expect(await office.update()).toMatchObject({ ending: 'notConnected' });
		expect(server.callsOf('connectionError')[0].parameters.hresult).toBe('0x8004040A');
	});

	it('its third member postpones the update with Auto-Run, though there is work', async () => {
		const { server } = await office.open({}, { isAutoRun: true });
		server.script = { authenticate: ['t-1', '', '120', ''] };
		expect(await office.update()).toMatchObject({
			ending: 'postponed',
			status: 'Update postponed by application',
			postponedMs: 120_000,
		});
		expect(server.methods).not.toContain('sendRequestXML');
		const { lastRunMs, nextRunMs } = office.application;
		expect(nextRunMs! - lastRunMs!).toBe(120_000);
	});

	it('its third and fourth member say nothing without Auto-Run', async () => {
		const { server } = await office.open();
		server.script = { authenticate: ['t-1', '', '120', '60'] };
		expect(await office.update()).toMatchObject({ ending: 'done' });
		expect(office.application.intervalMs).toBe(5000);
		expect(office.application.nextRunMs).toBeUndefined();
	});

	it('its fourth member raises the interval of the user, and never lowers it', async () => {
		const { server } = await office.open({}, { isAutoRun: true });
		server.script = { authenticate: (_, count) => ['t-1', 'none', '', count === 1 ? '60' : '2'] };
		await office.update();
		expect(office.application.intervalMs).toBe(60_000);
		await office.update();
		expect(office.application.intervalMs).toBe(60_000);
	});

	it.each([
		['one member', ['t-1']],
		['five members', ['t-1', '', '', '', '']],
		['a time that is no number', ['t-1', '', 'soon']],
	])('%s breaks it: QBWC1012', async (_, members) => {
		const { server } = await office.open();
		server.script = { authenticate: members };
		expect(await codeOf()).toBe('QBWC1012');
		expect(server.methods.at(-1)).toBe('authenticate');
	});

	it('is not called without a password: QBWC1030', async () => {
		await office.open();
		office.application.password = undefined;
		expect(await codeOf()).toBe('QBWC1030');
		expect(office.server.calls).toEqual([]);
	});
});

describe('clientVersion and serverVersion', () => {
	it('may be missing: the update goes on', async () => {
		const { server } = await office.open();
		const missing = { status: 500, body: 'no such method' };
		server.script = { serverVersion: missing, clientVersion: missing };
		expect(await office.update()).toMatchObject({ ending: 'done' });
		expect(office.log.join('\n')).toContain('Allowing update operation');
	});

	it.each([
		['', 'done', undefined],
		['O:2.0', 'done', undefined],
		['O:99.1', 'notStarted', undefined],
		['E:Too old', 'notStarted', undefined],
		['W:Rather old', 'notStarted', undefined],
		['whatever', 'error', 'QBWC1046'],
	])('an answer of "%s": %s', async (text, ending, code) => {
		const { server } = await office.open();
		server.script = { clientVersion: text };
		const outcome = await office.update();
		expect([outcome.ending, outcome.error?.code]).toEqual([ending, code]);
		expect(server.callsOf('clientVersion')[0].parameters.strVersion).toMatch(/^34\./);
		expect(server.methods.includes('authenticate')).toBe(ending === 'done');
	});

	it('a warning is one that the user may go on after', async () => {
		const { server } = await office.open({ user: { acceptsWarning: () => true } });
		server.script = { clientVersion: 'W:Rather old' };
		expect(await office.update()).toMatchObject({ ending: 'done' });
	});
});
