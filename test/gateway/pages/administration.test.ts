import { ready, useOffice, type Office } from '../records/support/office';
import { loseCall } from './loseCall';
import { page, post, Visitor } from './support';

const company = ({ company: books }: Office): string => String(books.info().CompanyName);

describe('The overview', () => {
	const office = useOffice();

	it('says of each company how it is and what to do', async () => {
		await office.now.addInstance();
		const visitor = await Visitor.logIn(office.now);
		const waiting = (await visitor.see('/')).text;
		expect(waiting).toContain('Waits to be connected');
		expect(waiting).toContain('Send the setup link');
		await office.now.connect();
		expect((await visitor.see('/')).text).toContain('Look whether these are the right books');
		await office.now.confirm();
		await loseCall(office.now);
		const { text } = await visitor.see('/');
		expect(text).toContain('<span class="mark done">Connected</span>');
		expect(text).toContain(company(office.now));
		expect(text).toContain('Say what became of the calls of unknown outcome');
		office.now.clock.skip(3_600_000);
		expect((await visitor.see('/')).text).toContain('1 hour ago');
		expect((await visitor.see('/')).text).toContain('The Web Connector has stopped calling');
	});

	it('adds a company, which is connected by its link and named in advance', async () => {
		const visitor = await Visitor.logIn(office.now);
		expect((await visitor.see('/')).text).toContain('There is no company yet.');
		expect((await visitor.click('/companies', { name: ' ' })).status).toBe(400);
		const named = company(office.now);
		const { text } = await visitor.click('/companies', { name: 'Shop <i>1</i>', company: named });
		const [link] = /http:\/\/localhost:1\/connect\/[\w-]{32}/.exec(text)!;
		const [instance] = await office.now.store.instances();
		expect(instance.facts.name).toBe('Shop 1');
		await office.now.add(link);
		await office.now.update();
		expect((await visitor.see('/')).text).toContain('<span class="mark done">Connected</span>');
		const [connected, , made] = await office.now.store.audit.latest(3);
		expect([connected.action, made.action, made.way]).toEqual([
			'companyConnected',
			'instanceCreated',
			'page',
		]);
		const { headers } = await visitor.see('/companies');
		expect(headers.get('location')).toBe('/');
	});

	it('shows two instances with the same books', async () => {
		await office.now.connect();
		const visitor = await Visitor.logIn(office.now);
		expect((await visitor.see('/')).text).not.toContain('The same company is connected as');
		await office.now.connect();
		expect((await visitor.see('/')).text.match(/The same company is connected as/g)).toHaveLength(
			2,
		);
	});
});

describe('The page of a company', () => {
	const office = useOffice(async (now) => await now.connect());
	let visitor: Visitor;
	const here = (): string => `/companies/${office.now.id}`;

	beforeEach(async () => (visitor = await Visitor.logIn(office.now)));

	it('confirms its books', async () => {
		const named = company(office.now);
		const wrong = await visitor.click(`${here()}/confirm`, { company: 'Another' });
		expect([wrong.status, wrong.text.includes('Look once more')]).toEqual([409, true]);
		const { text } = await visitor.click(`${here()}/confirm`, { company: named });
		expect(text).toContain(`You have confirmed ${named}.`);
		expect((await office.now.send('POST', '/customers', { Name: 'One' })).status).toBe(200);
	});

	it('lets wrong books go by a click, keeps them out, and takes that back', async () => {
		const named = company(office.now);
		const { text } = await visitor.click(`${here()}/reject`, { company: named });
		expect(text).toContain('is let go');
		office.now.clock.skip(60_000);
		await office.now.update();
		const after = (await visitor.see(here())).text;
		expect(after).toContain('The wrong books are still open');
		const stored = await office.now.store.instance(office.now.id);
		expect(stored?.facts.connector.company).toBeUndefined();
		expect((await office.now.ask('GET', '/customers')).status).toBe(502);
		await visitor.click(`${here()}/reconsider`);
		await office.now.update();
		expect((await visitor.see(here())).text).toContain('Are these the right books?');
	});

	it('keeps confirmed books', async () => {
		const named = company(office.now);
		await visitor.click(`${here()}/confirm`, { company: named });
		expect((await visitor.click(`${here()}/reject`, { company: named })).status).toBe(409);
		const stored = await office.now.store.instance(office.now.id);
		expect(stored?.facts.connector.company?.name).toBe(named);
	});

	it('makes a link and a password, and shows each once', async () => {
		const made = (await visitor.click(`${here()}/link`)).text;
		const [link] = /http:\/\/localhost:1\/connect\/[\w-]{32}/.exec(made)!;
		const opened = await page(link.replace('http://localhost:1', office.now.address));
		expect(opened.status).toBe(200);
		const { text } = await visitor.click(`${here()}/password`);
		const [, password] = /class="secret"[^>]*value="([\w-]{32})"/.exec(text)!;
		const again = (await visitor.see(here())).text;
		expect([again.includes(link), again.includes(password)]).toEqual([false, false]);
		await office.now.update();
		expect((await visitor.see(here())).text).toContain('sent a wrong password');
	});

	it('lists calls without what they held', async () => {
		await office.now.confirm();
		await office.now.send('POST', '/customers', { Name: 'Nobody sees this' });
		const { text } = await visitor.see(here());
		expect(text).toContain('<td>POST /customers</td><td>answered</td>');
		expect(text).not.toContain('Nobody sees this');
	});

	it('settles an unknown outcome, with the record that was found', async () => {
		await loseCall(office.now);
		const { text } = await visitor.see(here());
		expect(text).toContain('What became of POST /invoices?');
		expect(text).toContain('It was carried out: INV-7, 2026-11-29, 80-1');
		const settle = async (choice: string) =>
			await visitor.click(`${here()}/settle`, { requestId: 'lost-1', choice });
		expect((await settle('')).status).toBe(400);
		expect((await settle('done 80-1')).text).toContain('It is settled.');
		expect(await office.now.store.call('lost-1')).toMatchObject({
			state: 'answered',
			recordId: '80-1',
		});
		expect((await settle('notDone')).status).toBe(409);
		await loseCall(office.now, 'lost-2');
		const fields = { requestId: 'lost-2', choice: 'notDone', recordId: 'ignored' };
		await visitor.click(`${here()}/settle`, fields);
		const call = await office.now.store.call('lost-2');
		expect([call?.state, call?.recordId]).toEqual(['dropped', undefined]);
	});

	it('has an unknown outcome looked for again', async () => {
		await office.now.confirm();
		await office.now.send('POST', '/customers', { Name: 'Found again' });
		await office.now.send('POST', '/customers', { Name: 'Gone meanwhile' });
		const writes = async () =>
			(await office.now.store.calls(office.now.id)).filter(({ kind }) => kind === 'write');
		const [gone, found] = await writes();
		await office.now.send('DELETE', `/customers/${gone.recordId}`);
		// As if their answers had never come, a while ago.
		for (const { id } of [gone, found]) {
			const lost = { state: 'unknown', atMs: 1, isSynced: true } as const;
			await office.now.store.settle(id, ['answered'], lost);
		}
		office.now.clock.skip(3_600_000);
		const look = async (requestId: string) => await visitor.click(`${here()}/look`, { requestId });
		for (const { id } of [gone, found]) {
			expect((await look(id)).text).toContain(
				'It is looked for as soon as the Web Connector calls',
			);
			expect((await look(id)).status).toBe(409);
		}
		await office.now.update();
		expect(await office.now.store.call(found.id)).toMatchObject({
			state: 'answered',
			recordId: found.recordId,
		});
		expect((await office.now.store.call(gone.id))?.state).toBe('unknown');
		await loseCall(office.now);
		// It carries nothing to look for.
		expect((await look('lost-1')).status).toBe(409);
		expect((await look('nothing')).status).toBe(404);
		const byApi = `/instances/${office.now.id}/connector/calls/${found.id}/look`;
		expect((await office.now.platform('POST', byApi)).status).toBe(409);
	});

	it('settles no call of another company', async () => {
		await loseCall(office.now);
		await office.now.addInstance();
		const fields = { requestId: 'lost-1', choice: 'done' };
		expect((await visitor.click(`${here()}/settle`, fields)).status).toBe(404);
		expect((await office.now.store.call('lost-1'))?.state).toBe('unknown');
	});

	it('removes it once the page that names it was confirmed', async () => {
		await loseCall(office.now);
		const asked = (await visitor.see(`${here()}/remove`)).text;
		expect(asked).toContain('<h1>Remove Store?</h1>');
		expect(asked).toContain(`It is connected with the books of ${company(office.now)}`);
		const remove = async (fields: Record<string, string>) =>
			(await visitor.click(`${here()}/remove`, fields)).status;
		expect(await remove({ name: 'Store' })).toBe(409);
		expect(await remove({ name: 'Other', archive: 'yes' })).toBe(409);
		expect(await office.now.store.instances()).toHaveLength(1);
		expect(await remove({ name: 'Store', archive: 'yes' })).toBe(303);
		expect(await office.now.store.instances()).toEqual([]);
		expect((await visitor.see(here())).status).toBe(404);
	});
});

describe('The setup page of wrong books', () => {
	const office = useOffice();

	it('lets them go by a click, and begins anew', async () => {
		const link = await office.now.addInstance();
		await office.now.add(link);
		await office.now.update();
		const before = await (await fetch(`${link}/gateway.qwc`)).text();
		const named = company(office.now);
		expect((await post(`${link}/reject`, { company: 'Another' })).status).toBe(409);
		const { text } = await post(`${link}/reject`, { company: named });
		expect(text).toContain(`${named} is let go.`);
		expect([...text.matchAll(/class="mark (\w+)"/g)].map(([, state]) => state)).toEqual([
			'current',
			'todo',
			'todo',
		]);
		// The wrong books keep the mark of the first file.
		const fileIdIn = (qwc: string) => /<FileID>(.+)<\/FileID>/.exec(qwc)![1];
		const after = await (await fetch(`${link}/gateway.qwc`)).text();
		expect(fileIdIn(after)).not.toBe(fileIdIn(before));
		office.now.clock.skip(60_000);
		await office.now.update();
		expect((await page(link)).text).toContain('The wrong books are still open');
		const { text: back } = await post(`${link}/reconsider`);
		expect(back).toContain('The next call of the Web Connector');
		await office.now.update();
		expect((await page(link)).text).toContain('Are these the right books?');
	});
});

describe('The log', () => {
	const office = useOffice(ready);

	it('says who connected, made links and passwords, settled and logged in', async () => {
		await page(`${office.now.address}/connect/wrong`);
		await post(`${office.now.address}/login`, { user: 'user-1', organization: 'wrong' });
		const visitor = await Visitor.logIn(office.now);
		const here = `/companies/${office.now.id}`;
		await visitor.click(`${here}/link`);
		await visitor.click(`${here}/password`);
		await office.now.platform('POST', `/instances/${office.now.id}/connector/password`);
		await office.now.update();
		await loseCall(office.now);
		await visitor.click(`${here}/settle`, { requestId: 'lost-1', choice: 'done' });
		await visitor.click(`${here}/remove`, { name: 'Store' });
		const entries = await office.now.store.audit.latest(100);
		expect(entries.reverse().map(({ action, way }) => `${action} by ${way}`)).toEqual([
			'instanceCreated by api',
			'passwordShown by link',
			'companyConnected by connector',
			'companyConfirmed by api',
			'refused by link',
			'refused by page',
			'loggedIn by page',
			'linkMade by page',
			'passwordMade by page',
			'passwordMade by api',
			'refused by connector',
			'callSettled by page',
			'instanceRemoved by page',
		]);
		expect(new Set(entries.map(({ address }) => address))).toEqual(new Set(['127.0.0.1']));
		const { text } = await visitor.see('/audit');
		expect(text).toContain('<td>Instance removed</td><td>Page, 127.0.0.1</td><td>Store</td>');
	});

	it('holds no secret', async () => {
		const visitor = await Visitor.logIn(office.now);
		const here = `/companies/${office.now.id}`;
		const made = (await visitor.click(`${here}/link`)).text;
		const renewed = (await visitor.click(`${here}/password`)).text;
		await post(`${office.now.address}/login`, { user: 'guess-1', organization: 'guess-2' });
		await page(`${office.now.address}/connect/guess-3`);
		const [, link] = /connect\/([\w-]{32})/.exec(made)!;
		const [, password] = /class="secret"[^>]*value="([\w-]{32})"/.exec(renewed)!;
		const kept = JSON.stringify(await office.now.store.audit.latest(100));
		const told = kept + (await visitor.see('/audit')).text + office.now.logged.join();
		const session = visitor.cookie.split('=')[1];
		for (const secret of [link, password, office.now.token, session, 'user-1', 'guess-']) {
			expect(told).not.toContain(secret);
		}
	});
});
