import { useOffice, type Office } from '../records/support/office';
import { page, post } from './support';

const OTHER = 'C:\\Books\\paper.qbw';
const stepsIn = (text: string): string[] =>
	[...text.matchAll(/class="mark (\w+)"/g)].map(([, state]) => state);

const passwordOf = (text: string): string =>
	/class="secret"[^>]*value="([\w-]{32})"/.exec(text)![1];

/** Adds the application and has it called once. */
const called = async (office: Office, link: string): Promise<string> => {
	await office.add(link);
	await office.update();
	return (await page(link)).text;
};

describe('The setup page', () => {
	const office = useOffice();

	it('follows the steps up to the books, which somebody confirms', async () => {
		const link = await office.now.addInstance();
		expect(stepsIn((await page(link)).text)).toEqual(['current', 'todo', 'todo']);
		expect((await page(`${link}/gateway.qwc`)).text).toContain('<QBWCXML>');
		expect(stepsIn((await page(link)).text)).toEqual(['done', 'current', 'current']);
		const text = await called(office.now, link);
		expect(stepsIn(text)).toEqual(['done', 'done', 'done']);
		const [, company] = /name="company" value="([^"]+)"/.exec(text)!;
		const wrong = await post(`${link}/confirm`, { company: 'Another' });
		expect([wrong.status, wrong.text.includes('Look once more')]).toEqual([409, true]);
		const done = await post(`${link}/confirm`, { company });
		expect(done.text).toContain(`The books of ${company} are connected.`);
		const instance = await office.now.store.instance(office.now.id);
		expect(instance?.facts.connector.isConfirmed).toBe(true);
		const gone = await page(link);
		expect([gone.status, gone.text.includes('This link opens nothing any more')]).toEqual([
			404,
			true,
		]);
	});

	it.each([
		['0x80040414', 'A window is open in QuickBooks'],
		['0x80040418', 'has not been asked for permission yet'],
		['0x8004041A', 'does not let this application in'],
		['0x80049999', 'reported an error'],
	])('says of %s what to click', async (fault, words) => {
		const link = await office.now.addInstance();
		await office.now.add(link);
		office.now.desktop.fault = fault;
		await office.now.update();
		expect((await page(link)).text).toContain(words);
	});

	it('says that another company file is open', async () => {
		expect(await called(office.now, await office.now.addInstance(OTHER))).toContain(
			'<h2 id="problem-title">Another company file is open</h2>',
		);
	});

	it('shows the password on a click alone, and tells of a wrong one', async () => {
		const link = await office.now.addInstance();
		const before = (await page(link)).text;
		const password = passwordOf((await post(`${link}/password`)).text);
		expect(before).not.toContain(password);
		expect((await page(link)).text).not.toContain(password);
		await office.now.add(link);
		await office.now.update();
		const renewed = passwordOf((await post(`${link}/password`)).text);
		expect(renewed).not.toBe(password);
		await office.now.update();
		expect((await page(link)).text).toContain('The Web Connector sent a wrong password');
	});

	it('opens nothing after a week', async () => {
		const link = await office.now.addInstance();
		office.now.clock.skip(7 * 86_400_000);
		expect((await page(link)).status).toBe(404);
	});
});

describe('The setup page, for those who mean no good', () => {
	const office = useOffice(async () => undefined, { isShared: true });

	it('changes nothing when it is opened, and keeps strict headers', async () => {
		const link = await office.now.addInstance();
		const before = await office.now.store.instances();
		expect((await page(link, { method: 'HEAD' })).status).toBe(200);
		const { headers, text } = await page(link);
		expect((await page(`${link}/password`)).status).toBe(303);
		expect(await office.now.store.instances()).toEqual(before);
		expect(headers.get('content-security-policy')).toMatch(
			/^default-src 'none'; (?!.*unsafe).*frame-ancestors 'none'$/,
		);
		expect(headers.get('cache-control')).toBe('no-store');
		expect(headers.get('referrer-policy')).toBe('no-referrer');
		expect(text).not.toMatch(/ style=|<style|https?:|<script>/);
		const assets = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)];
		expect(assets).toHaveLength(3);
		for (const [, path] of assets) {
			const asset = await fetch(office.now.address + path);
			expect(asset.status).toBe(200);
			expect(asset.headers.get('x-content-type-options')).toBe('nosniff');
			expect(asset.headers.get('cache-control')).toContain('immutable');
		}
	});

	it('escapes what others have named', async () => {
		const link = await office.now.addInstance();
		await office.now.store.changeInstance(office.now.id, ({ facts, ...rest }) => {
			const lastError = { atMs: 0, message: '<b>"evil"</b>', code: 'constructor' };
			const connector = { ...facts.connector, lastError };
			return { ...rest, facts: { ...facts, name: '<script>x</script>', connector } };
		});
		const { text } = await page(link);
		expect(text).not.toMatch(/<b>|<script>/);
		expect(text).toContain('&lt;script&gt;x&lt;/script&gt;');
	});

	it('takes no click from another site', async () => {
		const link = await office.now.addInstance();
		const from = async (headers: Record<string, string>) =>
			(await post(`${link}/password`, {}, headers)).status;
		expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403);
		expect(await from({ origin: 'https://evil.example' })).toBe(403);
		expect(await from({ origin: 'null' })).toBe(403);
		expect(await from({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(200);
	});

	it('tells an address no more after 30 links that open nothing', async () => {
		const good = await office.now.addInstance();
		const wrong = `${office.now.address}/connect/wrong`;
		for (let tries = 0; tries < 30; tries += 1) await page(wrong);
		const { status, headers } = await page(wrong);
		expect([status, headers.has('retry-after')]).toEqual([429, true]);
		expect((await page(good)).status).toBe(200);
	});
});
