import type { WebConnectorError } from '../../../simulator/webConnector';
import { HandClock, Office, OWNER, qbxml, qwcFor } from './support/office';

let office: Office;
beforeEach(async () => {
	office = new Office();
	await office.server.start();
	office.connector = office.connectorWith({});
});
afterEach(async () => await office.close());

const codeOf = async (qwc: string) =>
	await office.connector.add(qwc, { password: 'x' }).then(
		() => undefined,
		(error: WebConnectorError) => error.code,
	);
const own = () => qwcFor(office.server.url);
const fileIdIn = () => {
	const ask = qbxml(`<CompanyQueryRq><OwnerID>${OWNER}</OwnerID></CompanyQueryRq>`);
	return /FileID<[^]*?<DataExtValue>(.*?)</.exec(office.quickBooks.openSession().run(ask))?.[1];
};

describe('Adding an application', () => {
	it.each<[string, (qwc: string) => string, string]>([
		['that is no XML', () => 'AppName=x', 'QBWC1039'],
		['of another kind', (qwc) => qwc.replaceAll('QBWCXML', 'QBXML'), 'QBWC1039'],
		['without a name', (qwc) => qwc.replace(/<AppName>.*\n/, ''), 'QBWC1039'],
		['with an id without braces', (qwc) => qwc.replace(/[{}]/g, ''), 'QBWC1039'],
		['of another type', (qwc) => qwc.replace('QBFS', 'QBXX'), 'QBWC1065'],
		['that only reads', (qwc) => qwc.replace('>false<', '>true<'), 'QBWC1080'],
		['with an address in digits', (qwc) => qwc.replace(/localhost/g, '127.0.0.1'), 'QBWC1001'],
		[
			'with an address in digits for its support',
			(qwc) => qwc.replace(/(<AppSupport>.*)localhost/, '$1127.0.0.1'),
			'QBWC1002',
		],
		[
			'with two hosts',
			(qwc) => qwc.replace(/(<AppSupport>.*)localhost/, '$1example.com'),
			'QBWC1000',
		],
		['with http to another host', (qwc) => qwc.replace(/localhost/g, 'nas'), 'QBWC1010'],
		[
			'with an ampersand that is not escaped',
			(qwc) => qwc.replace('</AppURL>', '?a=1&b=2</AppURL>'),
			'QBWC1039',
		],
	])('%s is refused', async (_, change, code) => {
		expect(await codeOf(change(own()))).toBe(code);
		expect(fileIdIn()).toBeUndefined();
	});

	it('asks for its addresses without a log-in: anything but 200 is a certificate error', async () => {
		office.server.pages['/qbwc'] = 405;
		expect(await codeOf(own())).toBe('QBWC1048');
		office.server.pages['/qbwc'] = 302;
		expect(await codeOf(own())).toBe('QBWC1048');
	});

	it('asks CertURL where there is one, and takes 202 for AppSupport', async () => {
		const { pages, url } = office.server;
		pages['/qbwc'] = 202;
		const certified = own().replace('</QBWCXML>', `<CertURL>${url}/cert</CertURL></QBWCXML>`);
		expect(await codeOf(certified)).toBeUndefined();
		pages['/qbwc'] = 404;
		expect(await codeOf(certified.replace('gateway-1001', 'other'))).toBe('QBWC1003');
	});

	it('without a server is a certificate error too', async () => {
		const qwc = own().replace(/localhost:\d+/g, 'localhost:9');
		expect(await codeOf(qwc)).toBe('QBWC1048');
	});

	it('marks the company file that is open with its FileID', async () => {
		expect(await codeOf(own())).toBeUndefined();
		expect(fileIdIn()).toBe('{0b1f5d2c-1f7e-4b43-9c5f-0e6c1f8a7b11}');
	});

	it('needs QuickBooks open, and its permission', async () => {
		office.quickBooks.settings.access = 'neverAsked';
		expect(await codeOf(own())).toBe('QBWC1039');
		office.quickBooks.settings.access = 'granted';
		office.desktop.openFile = undefined;
		expect(await codeOf(own())).toBe('QBWC1039');
	});

	it('refuses a pair of ids that the company file has already, and another FileID of the same owner', async () => {
		await codeOf(own());
		expect(await codeOf(own().replace('gateway-1001', 'other'))).toBe('QBWC1039');
		const fresh = own().replace('gateway-1001', 'other').replace('0b1f5d2c', '1b1f5d2c');
		expect(await codeOf(fresh)).toBe('QBWC1026');
	});

	it('replaces the entry of the same AppUniqueName, which keeps its password', async () => {
		await codeOf(own());
		await office.connector.add(own().replace('>5<', '>9<'));
		expect(office.connector.applications).toHaveLength(1);
		expect(office.connector.applications[0]).toMatchObject({ intervalMs: 9000, password: 'x' });
	});

	it('can be undone: the mark goes with it', async () => {
		const application = await office.connector.add(own());
		await office.connector.remove(application);
		expect(fileIdIn()).toBeUndefined();
		expect(await codeOf(own())).toBeUndefined();
	});

	it.each([
		['<RunEveryNMinutes>2</RunEveryNMinutes><RunEveryNSeconds>5</RunEveryNSeconds>', 120_000],
		['<RunEveryNSeconds>1</RunEveryNSeconds><RunEveryNMinutes>2</RunEveryNMinutes>', 1000],
		['', undefined],
	])('takes the first interval of its scheduler: %s', async (scheduler, intervalMs) => {
		const qwc = own().replace(/<RunEvery.*\n/, `${scheduler}\n`);
		const application = await office.connector.add(qwc);
		expect(application.intervalMs).toBe(intervalMs);
	});
});

describe('The scheduler', () => {
	it('runs with Auto-Run only, each time the interval after the begin of the last update', async () => {
		const clock = new HandClock();
		office.connector = office.connectorWith({ clock, noOpPauseMs: 3000 });
		const begins: number[] = [];
		office.server.script = {
			authenticate: () => {
				begins.push(clock.nowMs());
				return ['t', begins.length === 2 ? '' : 'none'];
			},
			getLastError: (_, count) => (count < 3 ? 'NoOp' : 'Enough'),
		};
		const application = await office.connector.add(own(), { password: 'x', isAutoRun: true });
		const other = own().replace('gateway-1001', 'b').replaceAll('{5d', '{6d');
		await office.connector.add(other, { password: 'x' });
		office.connector.start();
		// The second update is held for 6 s, longer than the interval: the third follows at once.
		const ends: number[] = [];
		for (let wait = 0; wait < 5; wait += 1) ends.push(await clock.next());
		expect(ends).toEqual([5000, 8000, 11_000, 16_000, 21_000]);
		application.isAutoRun = false;
		await office.connector.stop();
		expect(begins.slice(0, 4)).toEqual([0, 5000, 11_000, 16_000]);
	});

	it('sees at once what is added while it waits', async () => {
		const clock = new HandClock();
		office.connector = office.connectorWith({ clock });
		office.server.script = { authenticate: ['t', 'none', '600'] };
		office.connector.start();
		await clock.arrival();
		await office.connector.add(own(), { password: 'x', isAutoRun: true });
		const other = own().replace('gateway-1001', 'b').replaceAll('{5d', '{6d');
		const application = await office.connector.add(other, { password: 'x', isAutoRun: true });
		// Each is asked in its turn, and neither before its ten minutes again.
		await office.connector.update(application);
		expect(office.server.callsOf('authenticate').length).toBeGreaterThanOrEqual(2);
		expect(clock.nowMs()).toBe(0);
	});

	it('asks again after the time that the server has put it off by', async () => {
		const clock = new HandClock();
		office.connector = office.connectorWith({ clock });
		office.server.script = { authenticate: ['t', 'none', '600'] };
		await office.connector.add(own(), { password: 'x', isAutoRun: true });
		office.connector.start();
		expect(await clock.next()).toBe(600_000);
		expect(await clock.next()).toBe(1_200_000);
	});
});
