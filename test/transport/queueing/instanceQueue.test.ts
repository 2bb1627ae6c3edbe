import { sleep } from 'n8n-workflow';

import { runPool } from '../../../nodes/QuickBooksEnterprise/transport/queueing/workerPool';
import { InstanceQueue } from '../../../nodes/QuickBooksEnterprise/transport/queueing/instanceQueue';

/** Calls a lane several times at once and tells how many were ever under way together. */
async function peakIn(lanes: InstanceQueue[]): Promise<number> {
	let open = 0;
	let peak = 0;
	await Promise.all(
		lanes.map(async (lane) => {
			const leave = await lane.enter(undefined);
			peak = Math.max(peak, ++open);
			await sleep(3);
			open--;
			leave();
		}),
	);
	return peak;
}

describe('The lane of an instance', () => {
	it('lets calls through one after the other, whichever run they come from', async () => {
		const same = () => InstanceQueue.of(['https://service', 'secret'], '17');
		expect(await peakIn([same(), same(), same(), same()])).toBe(1);
	});

	it('holds up nobody else', async () => {
		const account = ['https://service', 'secret'];
		const lanes = ['1', '2', '3'].map((id) => InstanceQueue.of(account, id));
		expect(await peakIn([...lanes, InstanceQueue.of(['https://service', 'other'], '1')])).toBe(4);
	});

	it('lets a cancelled call go, and the ones behind it keep their turn', async () => {
		const lane = InstanceQueue.of(['cancel'], '1');
		const leaveFirst = await lane.enter(undefined);
		const cancel = new AbortController();
		const second = lane.enter(cancel.signal).then((leave) => leave());
		let thirdIsIn = false;
		const third = lane.enter(undefined).then((leave) => {
			thirdIsIn = true;
			leave();
		});
		cancel.abort();
		await second;
		await sleep(3);
		expect(thirdIsIn).toBe(false);
		leaveFirst();
		await third;
		expect(lane.isFree).toBe(true);
	});
});

describe('A permit that is given back during a wait', () => {
	it('lets others work meanwhile, never more than allowed, and all end', async () => {
		let working = 0;
		let peak = 0;
		const done: number[] = [];
		const work = async (): Promise<void> => {
			peak = Math.max(peak, ++working);
			await sleep(2);
			working--;
		};
		let release: () => void = () => {};
		const gate = new Promise<void>((resolve) => {
			release = resolve;
		});
		await runPool(
			[0, 1, 2, 3, 4, 5].map((index) => ({
				run: async (permit) => {
					await work();
					// The first two wait for what only the last one does.
					if (index < 2) await permit.during(async () => await gate);
					if (index === 5) release();
					await work();
					done.push(index);
				},
			})),
			2,
			() => true,
		);
		expect([...done].sort()).toEqual([0, 1, 2, 3, 4, 5]);
		expect(peak).toBe(2);
	});

	it('comes back also when the wait ends badly', async () => {
		const outcomes: string[] = [];
		await runPool(
			[0, 1].map((index) => ({
				run: async (permit) => {
					outcomes.push(
						await permit
							.during(async () => {
								if (index === 0) throw new Error('interrupted');
								return 'waited';
							})
							.catch((error: Error) => error.message),
					);
				},
			})),
			1,
			() => true,
		);
		expect([...outcomes].sort()).toEqual(['interrupted', 'waited']);
	});
});
