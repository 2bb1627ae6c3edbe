import type { FastifyInstance } from 'fastify';

import { API_BASE } from '../../../gateway/api';
import { MemoryStore } from '../../../gateway/store';
import { PLATFORM, publicGateway } from '../support/publicGateway';

const HOUR = 'from=2026-11-01T10:00:00Z&to=2026-11-01T11:00:00Z';

let app: FastifyInstance;
let store: MemoryStore;

beforeAll(async () => {
	store = new MemoryStore();
	app = await publicGateway({ store });
});
beforeEach(() => store.events.clear());
afterAll(async () => await app.close());

async function happened(instanceId: number, ...times: string[]): Promise<void> {
	const { events } = store;
	const last = (await events.look(instanceId))?.atMs;
	const drafts = times.map((time) => ({
		instanceId,
		createdAtMs: Date.parse(time),
		url: '',
		objectType: 'bills',
		write: String,
	}));
	await events.keepLook(instanceId, { atMs: (last ?? 0) + 1, seen: {} }, last, drafts);
}

async function get(query: string, part = '') {
	const answer = await app.inject({
		method: 'GET',
		url: `${API_BASE}/instances/events/analytics${part}?${query}`,
		headers: { authorization: PLATFORM },
	});
	return { status: answer.statusCode, body: answer.json() as unknown };
}

interface Point {
	count: number;
	timestamp: string;
}
const points = async (query: string) => (await get(query)).body as Point[];

describe('Analytics of events', () => {
	it('have a point for each minute of an hour, its end included', async () => {
		await happened(1, '2026-11-01T09:59:59Z', '2026-11-01T10:00:59Z', '2026-11-01T11:00:00Z');
		await happened(2, '2026-11-01T10:00:00Z', '2026-11-01T11:00:01Z');
		const all = await points(`interval=minute&${HOUR}`);
		expect(all).toHaveLength(61);
		expect(all[0]).toEqual({ count: 2, timestamp: '2026-11-01T10:00:00.000Z' });
		expect(all[60]).toEqual({ count: 1, timestamp: '2026-11-01T11:00:00.000Z' });
		expect(all.slice(1, 60).filter(({ count }) => count !== 0)).toEqual([]);
	});

	it.each([
		['interval=second&from=2026-11-01&to=2026-11-02', 400, 'There are more than'],
		['interval=fortnight', 400, "parameter 'interval': fortnight"],
		['interval=toString', 400, "parameter 'interval': toString"],
		['from=x', 400, "parameter 'from'"],
		['from=2026-11-02&to=2026-11-01', 400, "'from' must not be after 'to'"],
		['accountIds[]=1&accountIds[]=2', 403, 'Insufficient privileges'],
	])('refuse %s with %i', async (query, status, words) => {
		for (const part of ['', '/accounts', '/instances']) {
			expect(await get(query, part)).toEqual({
				status,
				body: expect.objectContaining({ message: expect.stringContaining(words) }),
			});
		}
	});

	it.each([
		['year', '2025-01-01', '2026-01-01'],
		['quarter', '2025-10-01', '2026-01-01', '2026-04-01'],
		['month', '2025-12-01', '2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'],
	])('divide by %s as the calendar does', async (interval, ...days) => {
		const all = await points(`interval=${interval}&from=2025-12-31&to=2026-04-01`);
		expect(all.map(({ timestamp }) => timestamp.slice(0, 10))).toEqual(days);
	});

	it('begin weeks on Monday', async () => {
		const all = await points('interval=week&from=2026-11-01&to=2026-11-02');
		expect(all.map(({ timestamp }) => timestamp.slice(0, 10))).toEqual([
			'2026-10-26',
			'2026-11-02',
		]);
	});

	it('are about all that happened where nothing else is asked', async () => {
		expect(await points('')).toMatchObject([{ count: 0 }]);
		await happened(1, '2026-11-03T00:00:00Z', '2026-11-01T10:00:00Z');
		expect(await points('')).toEqual([{ count: 2, timestamp: '2026-11-01T10:00:00.000Z' }]);
		expect((await points('interval=day')).map(({ count }) => count)).toEqual([1, 0, 1]);
	});

	it('are there for the account and for each instance', async () => {
		await happened(1, '2026-11-01T10:00:00Z', '2026-11-01T10:30:00Z', '2026-11-01T11:00:00Z');
		await happened(2, '2026-11-01T11:00:00Z');
		const [ten, eleven] = ['2026-11-01T10:00:00.000Z', '2026-11-01T11:00:00.000Z'];
		expect((await get(`interval=hour&${HOUR}`, '/accounts')).body).toEqual([
			{ accountId: 1, count: 2, timestamp: ten },
			{ accountId: 1, count: 2, timestamp: eleven },
		]);
		expect((await get(`interval=hour&${HOUR}`, '/instances')).body).toEqual([
			{ instanceId: 1, count: 2, timestamp: ten },
			{ instanceId: 1, count: 1, timestamp: eleven },
			{ instanceId: 2, count: 1, timestamp: eleven },
		]);
	});
});
