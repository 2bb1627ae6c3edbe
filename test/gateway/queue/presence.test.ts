import { Presence } from '../../../gateway/queue';
import { ManualClock } from '../support/manualClock';

describe('Whether the Web Connector can be counted on', () => {
	it('is away until it has called for the first time', () => {
		expect(new Presence(new ManualClock()).isAway(false)).toBe(true);
	});

	it('is away after twice the interval that it keeps, and half a minute', async () => {
		const clock = new ManualClock();
		const presence = new Presence(clock);
		presence.loggedIn(false);
		await clock.pass(40_000);
		expect(presence.isAway(false)).toBe(false);
		await clock.pass(1);
		expect(presence.isAway(false)).toBe(true);
		expect(presence.isAway(true)).toBe(false);
		for (const _ of [1, 2, 3]) {
			void _;
			await clock.pass(900_000);
			presence.loggedIn(false);
		}
		await clock.pass(1_829_000);
		expect(presence.isAway(false)).toBe(false);
		await clock.pass(1_100);
		expect(presence.isAway(false)).toBe(true);
	});

	it('does not take a night for its interval', async () => {
		const clock = new ManualClock();
		const presence = new Presence(clock);
		for (const gapMs of [0, 5_000, 36_000_000]) {
			await clock.pass(gapMs);
			presence.loggedIn(false);
		}
		await clock.pass(40_001);
		expect(presence.isAway(false)).toBe(true);
	});

	it('waits five minutes for QuickBooks to start, and no longer once it has', async () => {
		const clock = new ManualClock();
		const presence = new Presence(clock);
		presence.loggedIn(true);
		await clock.pass(299_000);
		expect(presence.isAway(false)).toBe(false);
		presence.opened();
		expect(presence.isAway(false)).toBe(true);
		presence.seen();
		expect(presence.isAway(false)).toBe(false);
	});

	it('counts anew after a restart', async () => {
		const clock = new ManualClock();
		const lastSeenMs = clock.now();
		await clock.pass(3_600_000);
		const presence = new Presence(clock, lastSeenMs);
		await clock.pass(39_000);
		expect(presence.isAway(false)).toBe(false);
		await clock.pass(2_000);
		expect(presence.isAway(false)).toBe(true);
	});
});
