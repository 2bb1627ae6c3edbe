/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console */
import {
	StoreConflictError,
	type NewCall,
	type NewJob,
	type NotificationDraft,
	type Session,
	type Store,
} from '../../../gateway/store';
import { AUDIT_KEPT } from '../../../gateway/store/audit';
import { BACKENDS, noPostgres, type Place } from './support/backends';
import { draft } from './support/draft';

const call = (id: string, instanceId: number, kind: NewCall['kind'] = 'write'): NewCall => ({
	id,
	instanceId,
	kind,
	method: 'POST',
	path: '/customers',
	queuedAtMs: 10,
});

const session = (id: string, instanceId: number, lastCallAtMs: number): Session => ({
	id,
	instanceId,
	openedAtMs: lastCallAtMs,
	lastCallAtMs,
	hasBegun: false,
	connectionErrors: 0,
});

const job = (instanceId: number): NewJob => ({
	instanceId,
	direction: 'UPLOAD',
	objectName: 'customers',
	state: 'CREATED',
	format: 'CSV',
	createdAtMs: 10,
	metaData: '{"größe":1}',
	total: 3,
	done: 0,
	failed: 0,
	attempt: 0,
});

const leaving = (sessionId: string, document = '<QBXML/>') => ({
	sessionId,
	atMs: 20,
	document,
	messageSetId: 'set-1',
	isSynced: true,
});

describe.each(Object.entries(BACKENDS))('The store: %s', (name, prepare) => {
	let place: Place | undefined;
	let store: Store;

	beforeAll(async () => {
		const reason = name === 'postgres' ? await noPostgres() : undefined;
		if (reason !== undefined) {
			// A build server has one; without it this half of the promise would be tested nowhere.
			if (process.env.CI) throw new Error(reason);
			console.warn(`NOT TESTED: the store in PostgreSQL. ${reason}.`);
			return;
		}
		place = await prepare();
		store = await place.open();
	});

	afterAll(async () => {
		await store?.close();
		await place?.remove();
	});

	/** A case that is left out where the database is missing, which was said above. */
	const holds = (what: string, work: (place: Place) => Promise<void>) =>
		it(what, async () => {
			if (place) await work(place);
		});

	holds('gives an instance back as it was put, and finds it by each of its keys', async () => {
		const added = await store.addInstance(draft('a', { link: 'link-a', password: 'pä55' }));
		expect(added).toEqual({ ...draft('a', { link: 'link-a', password: 'pä55' }), id: added.id });
		expect(await store.instance(added.id)).toEqual(added);
		for (const key of [{ token: 'token-a' }, { username: 'user-a' }, { link: 'link-a' }]) {
			expect(await store.findInstance(key)).toEqual(added);
		}
		expect(await store.findInstance({ token: 'user-a' })).toBeUndefined();
		expect(await store.instance(added.id + 1_000)).toBeUndefined();
	});

	holds('refuses a user name, a token and a link that are taken', async () => {
		const first = await store.addInstance(draft('taken', { link: 'link-taken' }));
		const clash = {
			...draft('other'),
			secrets: { ...draft('other').secrets, token: 'token-taken' },
		};
		await expect(store.addInstance(draft('taken'))).rejects.toThrow(StoreConflictError);
		await expect(store.addInstance(clash)).rejects.toThrow(StoreConflictError);
		const second = await store.addInstance(draft('second'));
		const linked = store.changeInstance(second.id, (now) => ({
			...now,
			secrets: { ...now.secrets, link: 'link-taken' },
		}));
		await expect(linked).rejects.toThrow(StoreConflictError);
		expect(await store.instance(second.id)).toEqual(second);
		expect(await store.instance(first.id)).toEqual(first);
	});

	holds('carries out changes at once one after the other', async () => {
		const { id } = await store.addInstance(draft('busy'));
		const add = async (tag: string) =>
			await store.changeInstance(id, (now) => ({
				...now,
				facts: { ...now.facts, tags: [...now.facts.tags, tag] },
			}));
		await Promise.all(['1', '2', '3', '4'].map(add));
		const { facts } = (await store.instance(id))!;
		expect([...facts.tags].sort()).toEqual(['1', '2', '3', '4', 'Größe', 'north']);
		expect(await store.changeInstance(id + 1_000, (now) => now)).toBeUndefined();
	});

	holds(
		'removes an instance with all that belongs to it, and never uses its id again',
		async () => {
			const { id } = await store.addInstance(draft('gone'));
			await store.putSession(session('session-gone', id, 5));
			await store.addCall(call('call-gone', id));
			const { id: jobId } = await store.addJob(job(id));
			expect([await store.removeInstance(id), await store.removeInstance(id)]).toEqual([
				true,
				false,
			]);
			expect(await store.session('session-gone')).toBeUndefined();
			expect(await store.call('call-gone')).toBeUndefined();
			expect(await store.job(jobId)).toBeUndefined();
			const { id: next } = await store.addInstance(draft('gone'));
			expect(next).toBeGreaterThan(id);
			expect((await store.instances()).map(({ id: each }) => each)).toContain(next);
		},
	);

	holds('keeps bulk jobs, each by an id of its own', async () => {
		const { id } = await store.addInstance(draft('jobs'));
		const { id: other } = await store.addInstance(draft('other jobs'));
		const first = await store.addJob(job(id));
		expect(first).toEqual({ ...job(id), id: first.id });
		const second = await store.addJob({ ...job(other), where: "Name = 'x'" });
		expect(second.id).toBeGreaterThan(first.id);
		const running = { ...first, state: 'RUNNING', done: 2, failed: 1, message: 'waits' } as const;
		await store.putJob(running);
		expect(await store.job(first.id)).toEqual(running);
		expect(await store.jobs(id)).toEqual([running]);
		expect(await store.jobs()).toEqual(expect.arrayContaining([running, second]));
		await store.removeJob(first.id);
		await store.putJob(running);
		expect([await store.job(first.id), await store.jobs(id)]).toEqual([undefined, []]);
		expect((await store.addJob(job(id))).id).toBeGreaterThan(second.id);
	});

	holds('keeps sessions, and forgets old ones that nothing waits for', async () => {
		const { id } = await store.addInstance(draft('sessions'));
		await store.putSession(session('old', id, 100));
		await store.putSession(session('asked', id, 200));
		await store.putSession(session('new', id, 300));
		const closed = {
			...session('new', id, 300),
			lastCallAtMs: 400,
			closedAtMs: 400,
			hasBegun: true,
		};
		await store.putSession(closed);
		expect(await store.lastSession(id)).toEqual(closed);
		await store.addCall(call('in flight', id));
		await store.handOut(['in flight'], leaving('asked'));
		await store.forgetSessions(350);
		expect(await store.session('old')).toBeUndefined();
		expect(await store.session('asked')).toEqual(session('asked', id, 200));
		expect(await store.session('new')).toEqual(closed);
	});

	holds(
		'keeps what a look saw with its notifications, unless another look came between',
		async () => {
			const { id } = await store.addInstance(draft('looks'));
			const { events } = store;
			const made = (url: string): NotificationDraft => ({
				instanceId: id,
				createdAtMs: 50,
				url,
				objectType: 'customers',
				write: (own) => `{"eventId":${own},"say":"Größe"}`,
			});
			const first = { atMs: 10, seen: { customers: { '80-1': '2024-01-01T00:00:00-08:00' } } };
			expect(await events.look(id)).toBeUndefined();
			expect(await events.keepLook(id, first, undefined, [])).toEqual([]);
			expect(await events.keepLook(id, first, undefined, [made('a')])).toBeUndefined();
			expect(await events.look(id)).toEqual(first);
			const second = { atMs: 20, seen: {} };
			const [one, two] = (await events.keepLook(id, second, 10, [made('a'), made('b')]))!;
			expect(one).toEqual({
				id: expect.any(Number),
				instanceId: id,
				createdAtMs: 50,
				url: 'a',
				objectType: 'customers',
				status: 'created',
				attempts: [],
				nextAttemptMs: 50,
				body: `{"eventId":${one.id},"say":"Größe"}`,
			});
			expect(two.id).toBeGreaterThan(one.id);
			expect(await events.keepLook(id, second, 10, [made('a')])).toBeUndefined();
			const page = { offset: 0, limit: 10 };
			expect(await events.notifications({ instanceId: id }, page)).toEqual([one, two]);
			expect(await events.notifications({ instanceId: id }, { offset: 1, limit: 1 })).toEqual([
				two,
			]);
			expect(await events.notifications({ instanceId: id, fromMs: 51 }, page)).toEqual([]);
			expect(
				await events.notifications({ instanceId: id, fromMs: 50, toMs: 50 }, page),
			).toHaveLength(2);
			await events.dropLook(id);
			expect(await events.look(id)).toBeUndefined();
			expect(await events.notification(one.id)).toEqual(one);
			await store.removeInstance(id);
			expect(await events.notification(one.id)).toBeUndefined();
		},
	);

	holds('keeps how notifications fare, and forgets old ones that are not under way', async () => {
		const { id } = await store.addInstance(draft('deliveries'));
		const { events } = store;
		const drafts = [1, 2, 3].map((createdAtMs) => ({
			instanceId: id,
			createdAtMs,
			url: 'http://x',
			objectType: 'bills',
			write: String,
		}));
		const made = (await events.keepLook(id, { atMs: 1, seen: {} }, undefined, drafts))!;
		const [one, two, three] = made.map((each) => each.id);
		await events.noteDelivery(one, { status: 'retry', attempts: [500], nextAttemptMs: 9 });
		await events.noteDelivery(two, { status: 'delivered', attempts: [null, 200] });
		expect(await events.isQueuing(id, 'http://x')).toBe(false);
		await events.noteDelivery(three, { status: 'queued', attempts: [500] });
		expect(await events.isQueuing(id, 'http://x')).toBe(true);
		expect(await events.isQueuing(id, 'http://y')).toBe(false);
		const heads = await events.notificationHeads({ instanceId: id });
		expect(
			heads.map(({ status, attempts, nextAttemptMs }) => [status, attempts, nextAttemptMs]),
		).toEqual([
			['retry', [500], 9],
			['delivered', [null, 200], undefined],
			['queued', [500], undefined],
		]);
		expect((await events.undelivered()).map((each) => each.id)).toEqual([one]);
		await events.forgetNotifications(3);
		const left = await events.notificationHeads({ instanceId: id });
		expect(left.map((each) => each.id)).toEqual([one, three]);
	});

	holds('keeps settings of the account', async () => {
		await store.events.changeSettings({ a: '1', b: '2' });
		await store.events.changeSettings({ b: '3' });
		expect(await store.events.settings()).toEqual({ a: '1', b: '3' });
	});

	holds('lets calls leave together or not at all', async () => {
		const { id } = await store.addInstance(draft('leaving'));
		for (const each of ['l1', 'l2', 'l3']) await store.addCall(call(each, id));
		const dropped = { state: 'dropped' as const, atMs: 15, reason: 'late', isSynced: false };
		expect(await store.settle('l2', ['queued'], dropped)).toBe(true);
		expect(await store.handOut(['l1', 'l2'], leaving('s-1'))).toBe(false);
		expect((await store.call('l1'))!.state).toBe('queued');
		expect(await store.handOut(['l1', 'l3'], leaving('s-1', '<é/>'))).toBe(true);
		expect(await store.handOut(['l1'], leaving('s-2'))).toBe(false);
		expect(await store.callsInFlight('s-1')).toEqual(
			['l1', 'l3'].map((each) => ({
				...call(each, id),
				state: 'handedOut',
				handedOutAtMs: 20,
				messageSetId: 'set-1',
				document: '<é/>',
			})),
		);
	});

	holds('decides between expiring and leaving once', async () => {
		const { id } = await store.addInstance(draft('race'));
		const ids = Array.from({ length: 12 }, (_, index) => `race-${index}`);
		for (const each of ids) await store.addCall(call(each, id));
		const dropped = { state: 'dropped' as const, atMs: 15, isSynced: false };
		const pairs = await Promise.all(
			ids.map(async (each, index) => {
				const both = [
					async () => await store.handOut([each], leaving(`race-${each}`)),
					async () => await store.settle(each, ['queued'], dropped),
				];
				if (index % 2) both.reverse();
				return await Promise.all(both.map(async (one) => await one()));
			}),
		);
		expect(pairs.map((pair) => pair.filter(Boolean).length)).toEqual(ids.map(() => 1));
	});

	holds('puts a read back as if it had never left, and keeps what was answered', async () => {
		const { id } = await store.addInstance(draft('back'));
		await store.addCall(call('b1', id, 'read'));
		await store.handOut(['b1'], leaving('s-b'));
		const back = { state: 'queued' as const, atMs: 30, isSynced: false };
		expect(await store.settle('b1', ['handedOut'], back)).toBe(true);
		expect(await store.call('b1')).toEqual({ ...call('b1', id, 'read'), state: 'queued' });
		expect(await store.callsInFlight('s-b')).toEqual([]);
		await store.handOut(['b1'], leaving('s-c'));
		const answered = { state: 'answered' as const, atMs: 40, answer: '<Ö/>', isSynced: true };
		expect(await store.settle('b1', ['handedOut', 'unknown'], answered)).toBe(true);
		expect(await store.settle('b1', ['handedOut', 'unknown'], answered)).toBe(false);
		expect(await store.callsInFlight('s-c')).toEqual([]);
		expect(await store.call('b1')).toMatchObject({
			state: 'answered',
			answer: '<Ö/>',
			settledAtMs: 40,
		});
	});

	holds('lists calls, the newest first, and forgets the oldest that are settled', async () => {
		const { id } = await store.addInstance(draft('listed'));
		for (const each of ['c1', 'c2', 'c3', 'c4']) await store.addCall(call(each, id));
		await store.handOut(['c1'], leaving('s-l'));
		const end = { atMs: 50, isSynced: false };
		await store.settle('c1', ['handedOut'], { ...end, state: 'unknown', reason: 'lost' });
		await store.settle('c2', ['queued'], { ...end, state: 'dropped' });
		await store.settle('c4', ['queued'], { ...end, state: 'dropped' });
		const ids = async (filter = {}) => (await store.calls(id, filter)).map((each) => each.id);
		expect(await ids()).toEqual(['c4', 'c3', 'c2', 'c1']);
		expect(await ids({ limit: 1 })).toEqual(['c4']);
		expect(await ids({ states: ['unknown'] })).toEqual(['c1']);
		await store.pruneCalls(id, 2);
		expect(await ids()).toEqual(['c4', 'c3', 'c1']);
		await store.pruneCalls(id, 10);
		expect(await store.dropQueued(60)).toBeGreaterThanOrEqual(1);
		expect(await store.call('c3')).toMatchObject({ state: 'dropped', settledAtMs: 60 });
	});

	holds('is there again after it was closed', async ({ open, database }) => {
		const before = await store.instances();
		if (!database) return;
		await store.close();
		store = await open();
		expect(await store.instances()).toEqual(before);
	});

	holds('shows nobody who has the database a secret', async ({ database }) => {
		if (!database) return;
		const secrets = { token: 'SECRET-1', password: 'SECRET-2', link: 'SECRET-3' };
		await store.addInstance(draft('hidden', { ...secrets, configuration: { key: 'SECRET-4' } }));
		await store.close();
		const raw = await database();
		const tables = ['instances', 'sessions', 'calls'];
		const rows = await raw.transaction('soon', async (sql) => {
			const read = [];
			for (const table of tables) read.push(...(await sql(`select * from ${table}`)));
			return read;
		});
		await raw.close();
		expect(rows.length).toBeGreaterThan(10);
		expect(JSON.stringify(rows)).toContain('user-hidden');
		expect(JSON.stringify(rows)).not.toContain('SECRET');
		store = await place!.open();
	});

	holds('is refused where a newer gateway has used it', async ({ database, open }) => {
		if (!database) return;
		await store.close();
		const raw = await database();
		await raw.transaction('synced', async (sql) => await sql('insert into migrations values (99)'));
		await raw.close();
		await expect(open()).rejects.toThrow('used by a newer gateway');
		const again = await database();
		await again.transaction(
			'synced',
			async (sql) => await sql('delete from migrations where step = 99'),
		);
		await again.close();
		store = await open();
	});

	holds('counts writes of unknown outcome by instance, and takes a check', async () => {
		const [one, other] = [
			await store.addInstance(draft('count-1')),
			await store.addInstance(draft('count-2')),
		];
		const states = { 'count-a': 'unknown', 'count-b': 'inDoubt', 'count-c': 'answered' } as const;
		for (const [id, state] of Object.entries(states)) {
			await store.addCall(call(id, one.id));
			await store.handOut([id], leaving('count'));
			await store.settle(id, ['handedOut'], { state, atMs: 30, isSynced: true });
		}
		const counts = await store.unknownCalls();
		expect([counts.get(one.id), counts.has(other.id)]).toEqual([2, false]);
		await expect(store.check(40)).resolves.toBeUndefined();
		await store.removeInstance(one.id);
		expect((await store.unknownCalls()).has(one.id)).toBe(false);
	});

	holds('keeps who did what, and of refusals the newest alone', async () => {
		const entry = { atMs: 1, way: 'page', address: '127.0.0.1' } as const;
		const about = { instanceId: 7, instanceName: 'Größe', detail: 'x' };
		await store.audit.add({ ...entry, action: 'linkMade', ...about });
		for (let at = 1; at <= AUDIT_KEPT.refused + 2; at += 1) {
			await store.audit.add({ ...entry, action: 'refused', atMs: at });
		}
		const entries = await store.audit.latest(AUDIT_KEPT.refused + 10);
		expect(entries).toHaveLength(AUDIT_KEPT.refused + 1);
		expect(entries[0]).toMatchObject({ ...entry, action: 'refused', atMs: AUDIT_KEPT.refused + 2 });
		expect(entries.at(-2)?.atMs).toBe(3);
		expect(entries.at(-1)).toEqual({
			...entry,
			action: 'linkMade',
			...about,
			id: expect.any(Number),
		});
		expect(await store.audit.latest(1)).toHaveLength(1);
	});
});
