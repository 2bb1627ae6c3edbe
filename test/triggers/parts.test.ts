import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { zonedMoment } from '../../nodes/QuickBooksEnterprise/catalogue/validation/dates';
import { resourceByValue } from '../../nodes/QuickBooksEnterprise/catalogue/resources';
import {
	eventKeyOf,
	type ChangeEvent,
} from '../../nodes/QuickBooksEnterprise/triggers/shared/changeEvent';
import { readNotification } from '../../nodes/QuickBooksEnterprise/triggers/webhook/notification';
import {
	nextCursor,
	OVERLAP_MS,
	readCursor,
	sinceMsOf,
} from '../../nodes/QuickBooksEnterprise/triggers/memory/pollCursor';
import {
	MAX_REMEMBERED,
	RecentKeys,
} from '../../nodes/QuickBooksEnterprise/triggers/memory/recentKeys';
import {
	callbackOwner,
	driftedKeys,
	planRestoration,
	previousSettings,
	wantedSettings,
	type Registration,
} from '../../nodes/QuickBooksEnterprise/triggers/webhook/registration';
import {
	isSigned,
	newSignatureKey,
} from '../../nodes/QuickBooksEnterprise/triggers/webhook/signature';

const customer = resourceByValue('customer')!;
const invoice = resourceByValue('invoice')!;

describe('A signature', () => {
	const sign = (body: Uint8Array, key: string, algorithm = 'sha256') =>
		`${algorithm}=${createHmac(algorithm, key).update(body).digest('base64')}`;

	it('fits the raw body and the key alone', () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ maxLength: 300 }),
				fc.string({ minLength: 1 }),
				fc.nat(),
				fc.integer({ min: 1, max: 255 }),
				(body, key, at, change) => {
					const signature = sign(body, key);
					expect(isSigned(body, signature, key)).toBe(true);
					expect(isSigned(body, signature, `${key}x`)).toBe(false);
					expect(isSigned(body, sign(body, key, 'sha1'), key)).toBe(false);
					const forged = body.length > 0 ? Uint8Array.from(body) : Uint8Array.of(0);
					if (body.length > 0) forged[at % body.length] ^= change;
					expect(isSigned(forged, signature, key)).toBe(false);
				},
			),
		);
	});

	it('is nothing else', () => {
		fc.assert(
			fc.property(fc.anything(), fc.uint8Array(), (given, body) => {
				expect(isSigned(body, given, 'key')).toBe(false);
			}),
		);
		expect(isSigned(Buffer.from('{}'), sign(Buffer.from('{}'), ''), '')).toBe(false);
	});

	it('has a key of its own each time', () => {
		expect(newSignatureKey()).toMatch(/^[0-9a-f]{64}$/);
		expect(newSignatureKey()).not.toBe(newSignatureKey());
	});
});

describe('A notification', () => {
	it('is read in the form of today', () => {
		const record = { ListID: '80000002-1', Name: 'Ada' };
		const text = JSON.stringify({
			message: {
				eventId: 35149,
				instanceId: 123,
				instanceName: 'Store',
				raw: { objectType: 'customers', customers: [{ ListID: '80000001-1' }, record] },
				events: [
					{
						objectType: 'customers',
						objectId: '80000002-1',
						eventType: 'UPDATED',
						date: '2018-07-31T19:39:46Z',
					},
					{ objectType: 'invoices', objectId: '1-1', eventType: 'DELETED' },
				],
			},
		});
		expect(readNotification(text)).toEqual({
			instanceId: '123',
			instanceName: 'Store',
			isSample: false,
			events: [
				{
					eventType: 'updated',
					resource: customer,
					objectId: '80000002-1',
					date: '2018-07-31T19:39:46+00:00',
					notificationId: '35149',
					record,
				},
				{
					eventType: 'deleted',
					resource: invoice,
					objectId: '1-1',
					date: '',
					notificationId: '35149',
					record: undefined,
				},
			],
			unreadable: [],
		});
	});

	it('is read in the form of 2015', () => {
		const text = JSON.stringify({
			eventId: 1,
			instanceId: 123,
			notificationId: 9,
			response: {
				events: [
					{ path: '/hubs/finance/invoices/3EA2-1', metadata: { eventType: 'CREATED' } },
					{ path: '/a/file', metadata: {} },
				],
			},
		});
		expect(readNotification(text)).toMatchObject({
			instanceId: '123',
			events: [{ eventType: 'created', resource: invoice, objectId: '3EA2-1' }],
			unreadable: ["'a'"],
		});
	});

	it('is nothing else, and no text breaks the reader', () => {
		for (const text of ['', '[]', 'null', '{}', '{"message":{"events":{}}}', '{"message":']) {
			expect(readNotification(text)).toBeUndefined();
		}
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (events, raw) => {
				const read = readNotification(JSON.stringify({ message: { events, raw } }));
				for (const { objectId } of read?.events ?? []) expect(typeof objectId).toBe('string');
			}),
		);
	});
});

describe('The key of an event', () => {
	const event: ChangeEvent = {
		eventType: 'updated',
		resource: invoice,
		objectId: '3EA2-1',
		date: '2018-07-31T19:39:46+00:00',
	};
	const source = { instanceId: '7', instanceName: 'Store' };

	it('is the same for the same change, however it was told', () => {
		const key = eventKeyOf(source, event);
		expect(eventKeyOf(source, { ...event, eventType: 'created', record: {} })).toBe(key);
		expect(eventKeyOf({ ...source, instanceName: 'Other' }, event)).toBe(key);
		for (const other of [
			{ ...event, objectId: '3EA2-2' },
			{ ...event, date: '2018-07-31T19:39:47+00:00' },
			{ ...event, revision: '1533065986' },
			{ ...event, resource: customer },
			{ ...event, eventType: 'deleted' as const },
		]) {
			expect(eventKeyOf(source, other)).not.toBe(key);
		}
		expect(eventKeyOf({ ...source, instanceId: '8' }, event)).not.toBe(key);
	});

	it('tells events without a date apart by the notification', () => {
		const undated = (notificationId: string) =>
			eventKeyOf(source, { ...event, date: '', notificationId });
		expect(undated('1')).not.toBe(undated('2'));
	});
});

describe('What is remembered', () => {
	it('are the latest 10,000 events, also after it was saved', () => {
		const keys = new RecentKeys();
		for (let index = 0; index <= MAX_REMEMBERED; index++) keys.add(`event ${index}`);
		const restored = new RecentKeys(keys.toJSON());
		for (const memory of [keys, restored]) {
			expect(memory.has('event 0')).toBe(false);
			expect(memory.has('event 1')).toBe(true);
			expect(memory.has(`event ${MAX_REMEMBERED}`)).toBe(true);
		}
		expect(keys.toJSON().length).toBe(MAX_REMEMBERED * 11);
	});

	it('takes over what another process saved, and forgets that first', () => {
		const keys = new RecentKeys();
		keys.add('mine');
		const other = new RecentKeys();
		other.add('theirs');
		keys.merge(other.toJSON());
		expect([keys.has('mine'), keys.has('theirs')]).toEqual([true, true]);
		for (let index = 0; index < MAX_REMEMBERED - 1; index++) keys.add(`event ${index}`);
		expect([keys.has('mine'), keys.has('theirs')]).toEqual([true, false]);
	});

	it.each([undefined, null, 7, {}, '!!'])('begins anew on %p', (saved) => {
		expect(new RecentKeys(saved).toJSON()).toBe('');
	});
});

describe('The settings of an instance', () => {
	const URL = 'https://n8n.example.com/webhook/0a1b2c3d-0000-4000-8000-000000000001/webhook';
	const TEST_URL = URL.replace('/webhook/', '/webhook-test/');
	const OTHER = 'https://other.example.com/hook?secret=1';
	const watch = { resources: [invoice], refreshInterval: 5 };
	const written = wantedSettings(URL, watch);
	const none = {
		'event.notification.enabled': 'false',
		'event.notification.callback.url': null,
		'event.notification.signature.key': null,
		'event.poller.refresh_interval': '15',
		'event.poller.configuration': '{"customers":{}}',
	};
	const set = { ...none, ...written, 'event.notification.signature.key': '********' };
	const registration = (before: Record<string, unknown>): Registration => ({
		instanceId: '7',
		instanceName: 'Store',
		callbackUrl: URL,
		signatureKey: 'key',
		written,
		previous: previousSettings(before, callbackOwner(before, URL)),
	});

	it.each([
		[null, 'nobody'],
		['', 'nobody'],
		[URL, 'us'],
		[TEST_URL, 'us'],
		[OTHER, 'another'],
		[URL.replace('000000000001', '000000000002'), 'another'],
		[URL.replace('n8n.', 'dev.'), 'another'],
		['no address', 'another'],
	])('say of the callback %p that it belongs to %s', (callback, owner) => {
		expect(callbackOwner({ 'event.notification.callback.url': callback }, URL)).toBe(owner);
	});

	it.each([
		['https://n8n.example.com/webhook-test/pTqL2hXb7wYc0ZfK/change/webhook', 'us'],
		['https://n8n.example.com/webhook/Vn4sRk1mJd8aUe6G/change/webhook', 'another'],
	])('%s is that of %s for a node that n8n gave no webhook id', (callback, owner) => {
		const own = 'https://n8n.example.com/webhook/pTqL2hXb7wYc0ZfK/change/webhook';
		expect(callbackOwner({ 'event.notification.callback.url': callback }, own)).toBe(owner);
	});

	it('are compared by what they mean', () => {
		const wanted = { 'event.poller.configuration': '{"a":{"x":1,"y":2}}' };
		const shown = {
			'event.poller.configuration': '{ "a": { "y": 2, "x": 1 } }',
			'event.notification.signature.key': '********',
		};
		expect(driftedKeys(shown, { signatureKey: 'key' }, wanted)).toEqual([]);
		expect(driftedKeys({}, { signatureKey: 'key' }, wanted)).toEqual([
			'event.poller.configuration',
			'event.notification.signature.key',
		]);
	});

	it('are put back as they were', () => {
		expect(planRestoration(set, registration(none))).toEqual({ configuration: none, remarks: [] });
	});

	it('stay where somebody changed them, and where the old value was masked', () => {
		const before = { ...none, 'event.notification.signature.key': '********' };
		const now = { ...set, 'event.poller.refresh_interval': '30' };
		const { configuration, remarks } = planRestoration(now, registration(before));
		expect(Object.keys(configuration).sort()).toEqual([
			'event.notification.callback.url',
			'event.notification.enabled',
			'event.poller.configuration',
		]);
		expect(remarks.join()).toMatch(/signature\.key.*refresh_interval/s);
	});

	it('are left alone where the callback is somebody else’s by now', () => {
		const now = { ...set, 'event.notification.callback.url': OTHER };
		const plan = planRestoration(now, registration(none));
		expect(plan.configuration).toEqual({});
		expect(plan.remarks.join()).toContain('https://other.example.com/hook');
		expect(plan.remarks.join()).not.toContain('secret');
	});

	it('never get a callback back that was taken over, or was ours', () => {
		const taken = { ...none, 'event.notification.callback.url': OTHER };
		const afterTaking = planRestoration(set, registration(taken));
		expect(afterTaking.configuration['event.notification.callback.url']).toBeNull();
		expect(afterTaking.remarks.join()).toContain('event.notification.callback.url');
		const ours = planRestoration(set, registration({ ...set }));
		expect(ours.configuration).toEqual({
			'event.notification.callback.url': null,
			'event.notification.enabled': 'false',
			'event.notification.signature.key': null,
		});
		expect(ours.remarks.join()).toContain('event.poller.configuration');
	});
});

describe('A moment on the clocks of a zone', () => {
	it('is the same moment, whatever the clocks do', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 4_102_444_800 }),
				fc.constantFrom('UTC', 'America/Denver', 'Asia/Kolkata', 'Australia/Lord_Howe'),
				(seconds, zone) => {
					expect(Date.parse(zonedMoment(seconds * 1000, zone))).toBe(seconds * 1000);
				},
			),
		);
	});

	it.each([
		['2026-03-08T08:59:59Z', '2026-03-08T01:59:59-07:00'],
		['2026-03-08T09:00:00Z', '2026-03-08T03:00:00-06:00'],
		['2026-11-01T07:59:59Z', '2026-11-01T01:59:59-06:00'],
		['2026-11-01T08:00:00Z', '2026-11-01T01:00:00-07:00'],
	])('is %s as %s in Denver', (moment, text) => {
		expect(zonedMoment(Date.parse(moment), 'America/Denver')).toBe(text);
	});
});

describe('The cursor of a polling trigger', () => {
	const HOUR = 3_600_000;
	const NOW = Date.parse('2026-11-24T03:00:00Z');
	const at = (id: string, modifiedMs: number) => ({
		id,
		record: {},
		modifiedMs,
		createdMs: modifiedMs,
		revision: '1',
	});

	it('begins now, and follows the latest change', () => {
		expect(sinceMsOf(undefined, NOW)).toBe(NOW - OVERLAP_MS);
		const first = nextCursor(undefined, [at('a', NOW - HOUR)], NOW);
		expect(first.lastMs).toBe(NOW);
		const second = nextCursor(first, [at('b', NOW + HOUR / 2)], NOW + HOUR);
		expect(second.lastMs).toBe(NOW + HOUR / 2);
		expect([...second.seen.keys()]).toEqual(['a', 'b']);
	});

	it('does not follow a clock that is ahead', () => {
		const cursor = nextCursor(undefined, [at('a', NOW + 5 * HOUR)], NOW);
		expect(cursor.lastMs).toBe(NOW);
	});

	it('knows a change by its revision, also where its time is shown an hour off', () => {
		const cursor = readCursor(nextCursor(undefined, [at('a', NOW)], NOW).toJson())!;
		expect(cursor.knows(at('a', NOW))).toBe(true);
		expect(cursor.knows(at('a', NOW + HOUR))).toBe(true);
		expect(cursor.knows({ ...at('a', NOW), revision: 'another' })).toBe(false);
		expect(cursor.knows({ ...at('b', NOW) })).toBe(false);
	});

	it('knows a change without a revision by its time', () => {
		const bare = { ...at('a', NOW), revision: '' };
		const cursor = readCursor(nextCursor(undefined, [bare], NOW).toJson())!;
		expect(cursor.knows(bare)).toBe(true);
		expect(cursor.knows({ ...bare, modifiedMs: NOW + HOUR })).toBe(false);
	});

	it('forgets what no look can show again', () => {
		const cursor = nextCursor(undefined, [at('a', NOW - HOUR)], NOW);
		const later = nextCursor(cursor, [at('b', NOW + 24 * HOUR)], NOW + 25 * HOUR);
		expect([...later.seen.keys()]).toEqual(['b']);
	});

	it('is the same after it was saved', () => {
		const cursor = nextCursor(undefined, [at('a', NOW - HOUR)], NOW);
		expect(readCursor(JSON.parse(JSON.stringify(cursor.toJson())))).toEqual(cursor);
		for (const broken of [undefined, null, {}, { last: 'x' }, []]) {
			expect(readCursor(broken)).toBeUndefined();
		}
	});
});
