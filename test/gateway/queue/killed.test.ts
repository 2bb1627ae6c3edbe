/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Bundles } from '../support/bundles';
import { KilledOffice, type Caller } from './support/killedOffice';

const PROGRAM = 'gateway/cli.ts';
const WAITING = 200;
const FEW = 12;
/** So many writes QuickBooks has carried out when the gateway dies; of the last one it does not hear. */
const WRITES_BEFORE = 12;

const endOf = ({ status, outcome }: Caller): string =>
	status === 200 ? 'answered' : status === undefined ? 'cut off' : `${outcome}`;

describe('A gateway that is killed while 200 calls wait', () => {
	let folder: string;
	let bundles: Bundles;
	let office: KilledOffice;

	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'gateway-killed-'));
		bundles = await Bundles.make([PROGRAM]);
		office = await KilledOffice.open(folder, bundles.of(PROGRAM));
	});

	afterAll(async () => {
		await office?.close();
		await bundles?.remove();
		await rm(folder, { recursive: true, force: true });
	});

	/** What the gateway lists of writes, by their outcome. */
	const listed = async () => {
		const writes = (await office.calls()).filter(({ method }) => method === 'POST');
		const count = (outcome: string | null) =>
			writes.filter((call) => call.outcome === outcome).length;
		return { answered: count('answered'), notSent: count('notSent'), unknown: count('unknown') };
	};

	it('goes on, and each call has one end, which is true', async () => {
		const refused = office.call('refused', FEW);
		await office.whenQueued(FEW);
		await office.failToOpen();
		const waiting = office.call('waiting', WAITING);
		await office.whenQueued(WAITING);
		await office.killAfter(WRITES_BEFORE);
		const cut = await Promise.all(waiting);
		expect(new Set(cut.map(endOf))).toEqual(new Set(['answered', 'cut off']));

		await office.restart();
		const later = office.call('later', FEW);
		await office.whenQueued(FEW);
		await office.workUntilIdle();
		const [told, toldLater] = [await Promise.all(refused), await Promise.all(later)];
		expect(told.map(endOf)).toEqual(told.map(() => 'notSent'));
		expect(toldLater.map(endOf)).toEqual(toldLater.map(() => 'answered'));

		const inBooks = office.memos();
		expect(new Set(inBooks).size).toBe(inBooks.length);
		const writes = [...told, ...cut, ...toldLater].filter(({ memo }) => memo !== undefined);
		for (const each of writes.filter((one) => endOf(one) !== 'cut off')) {
			expect([each.memo, inBooks.includes(each.memo!)]).toEqual([
				each.memo,
				endOf(each) === 'answered',
			]);
		}
		// Who was cut off finds in the list of calls what became of the call.
		expect(await listed()).toEqual({
			answered: inBooks.length,
			notSent: writes.length - inBooks.length,
			// That of which it did not hear was looked for in the books, and found.
			unknown: 0,
		});
	});
});
