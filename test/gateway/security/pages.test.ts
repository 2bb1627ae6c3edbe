import type { FastifyInstance } from 'fastify';

import { page, post, Visitor } from '../pages/support';
import { useOffice } from '../records/support/office';
import { publicGateway } from '../support/publicGateway';

const HOUR_MS = 3_600_000;

describe('The log-in of the pages', () => {
	const office = useOffice(async (now) => await now.addInstance());
	const paths = () => ['/', '/audit', `/companies/${office.now.id}`];
	const statuses = async (visitor: Visitor) =>
		await Promise.all(paths().map(async (path) => (await visitor.see(path)).status));

	it('stands before every page', async () => {
		for (const path of [...paths(), `/companies/${office.now.id}/remove`]) {
			const { status, headers, text } = await page(office.now.address + path);
			expect([status, headers.get('location'), text]).toEqual([303, '/login', '']);
		}
		for (const action of ['link', 'password', 'confirm', 'reject', 'settle', 'remove']) {
			const at = `${office.now.address}/companies/${office.now.id}/${action}`;
			const { status, headers } = await post(at, { name: 'Store' });
			expect([action, status, headers.get('location')]).toEqual([action, 303, '/login']);
		}
		const { status } = await post(`${office.now.address}/companies`, { name: 'Mine' });
		expect(status).toBe(303);
		expect(await office.now.store.instances()).toHaveLength(1);
	});

	it('ends with a click, without one after two hours, and after twelve in any case', async () => {
		const leaver = await Visitor.logIn(office.now);
		expect(await statuses(leaver)).toEqual([200, 200, 200]);
		await leaver.click('/logout');
		expect(await statuses(leaver)).toEqual([303, 303, 303]);
		const sleeper = await Visitor.logIn(office.now);
		office.now.clock.skip(2 * HOUR_MS);
		expect(await statuses(sleeper)).toEqual([303, 303, 303]);
		const worker = await Visitor.logIn(office.now);
		for (let hour = 1; hour < 12; hour += 1) {
			office.now.clock.skip(HOUR_MS);
			expect(await statuses(worker)).toEqual([200, 200, 200]);
		}
		office.now.clock.skip(HOUR_MS);
		expect(await statuses(worker)).toEqual([303, 303, 303]);
	});

	it('gives a session of its own, whatever the browser had before', async () => {
		const planted = { cookie: 'gateway=planted-by-somebody-else' };
		const secrets = { user: 'user-1', organization: 'organization-1' };
		const { headers } = await post(`${office.now.address}/login`, secrets, planted);
		expect(headers.get('set-cookie')).toMatch(/^gateway=[\w-]{32};/);
		expect((await page(`${office.now.address}/`, { headers: planted })).status).toBe(303);
	});
});

describe('The cookie of the pages', () => {
	let app: FastifyInstance;

	afterEach(async () => await app.close());

	it.each([
		[
			'https://books.example.com',
			/^__Host-gateway=[\w-]{32}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
		],
		[
			'https://example.com/books',
			/^gateway=[\w-]{32}; Path=\/books\/; HttpOnly; Secure; SameSite=Strict$/,
		],
		['http://localhost:8080', /^gateway=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict$/],
	])('is for %s alone, and for no script', async (publicUrl, rules) => {
		app = await publicGateway({ publicUrl });
		const { headers } = await app.inject({
			method: 'POST',
			url: '/login',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			payload: 'user=user-1&organization=organization-1',
		});
		expect(headers['set-cookie']).toMatch(rules);
	});
});

describe('Clicks', () => {
	const office = useOffice(async (now) => await now.addInstance());

	it('from another site do nothing, also where it knows the form', async () => {
		const visitor = await Visitor.logIn(office.now);
		const before = await office.now.store.instances();
		const at = `/companies/${office.now.id}/link`;
		for (const headers of [
			{ 'sec-fetch-site': 'cross-site' },
			{ 'sec-fetch-site': 'same-site' },
			{ origin: 'https://evil.example' },
			{ origin: 'null' },
		] as Array<Record<string, string>>) {
			expect((await visitor.click(at, {}, headers)).status).toBe(403);
		}
		const logIn = { user: 'user-1', organization: 'organization-1' };
		const foreign = { 'sec-fetch-site': 'cross-site' };
		const forced = await post(`${office.now.address}/login`, logIn, foreign);
		expect([forced.status, forced.headers.get('set-cookie')]).toEqual([403, null]);
		expect(await office.now.store.instances()).toEqual(before);
	});

	it('without what stands in the form do nothing, also where they seem to come from here', async () => {
		const visitor = await Visitor.logIn(office.now);
		const other = await Visitor.logIn(office.now);
		const before = await office.now.store.instances();
		const at = `/companies/${office.now.id}/link`;
		for (const formToken of ['', 'guess', other.formToken]) {
			const { status } = await visitor.click(
				at,
				{ formToken },
				{ 'sec-fetch-site': 'same-origin' },
			);
			expect(status).toBe(403);
		}
		expect(await office.now.store.instances()).toEqual(before);
		expect((await visitor.click(at)).status).toBe(200);
	});
});

describe('What stands on the pages', () => {
	const office = useOffice(async (now) => await now.addInstance());
	const EVIL = '<script>x</script>"><img src=x>';

	it('is text, whoever named it', async () => {
		const { store, id } = office.now;
		await store.changeInstance(id, ({ facts, ...rest }) => {
			const company = { name: EVIL, fileName: EVIL, country: EVIL, qbxmlVersions: [EVIL] };
			const lastError = { atMs: 0, message: EVIL, code: EVIL };
			const connector = { ...facts.connector, company, lastError };
			return { ...rest, facts: { ...facts, name: EVIL, connector } };
		});
		const call = { id: EVIL, instanceId: id, kind: 'write', method: 'POST', path: EVIL } as const;
		await store.addCall({ ...call, queuedAtMs: 1 });
		await store.handOut([EVIL], { sessionId: 's', atMs: 2, document: '', isSynced: true });
		await store.settle(EVIL, ['handedOut'], {
			state: 'unknown',
			atMs: 3,
			reason: EVIL,
			candidates: JSON.stringify([{ id: EVIL, name: EVIL, createdAt: EVIL }]),
			isSynced: true,
		});
		await store.audit.add({
			atMs: 4,
			action: 'companyConnected',
			way: 'connector',
			address: EVIL,
			instanceName: EVIL,
			detail: EVIL,
		});
		const visitor = await Visitor.logIn(office.now);
		for (const path of ['/', '/audit', `/companies/${id}`, `/companies/${id}/remove`]) {
			const { status, text } = await visitor.see(path);
			expect([path, status, /<script>|<img/.test(text)]).toEqual([path, 200, false]);
			expect(text).toContain('&lt;script&gt;');
		}
	});

	it('is shown in no frame, loads nothing from elsewhere, and is kept by nobody', async () => {
		const visitor = await Visitor.logIn(office.now);
		const { id } = office.now;
		const paths = [
			'/',
			'/audit',
			`/companies/${id}`,
			`/companies/${id}/remove`,
			'/login',
			'/companies/99',
		];
		for (const path of paths) {
			const { headers, text } = await visitor.see(path);
			expect([path, headers.get('content-security-policy')]).toEqual([
				path,
				expect.stringMatching(/^default-src 'none'; (?!.*unsafe).*frame-ancestors 'none'$/),
			]);
			expect(headers.get('x-frame-options')).toBe('DENY');
			expect(headers.get('cache-control')).toBe('no-store');
			expect(headers.get('referrer-policy')).toBe('no-referrer');
			expect(text).not.toMatch(/ style=|<style|(?:src|href|action)="(?:https?:)?\/\/|<script>/);
		}
	});
});
