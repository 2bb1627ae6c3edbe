/* eslint-disable no-console, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { KilledPlant } from './support/killedPlant';
import { writeOf } from './support/kinds';
import { Caller, type Ending } from './support/outcome';
import { randomOf } from './support/random';

const COUNT = Number(process.env.FAULTS_KILLS ?? 20);
const SEED = Number(process.env.FAULTS_SEED ?? 1);
const AT_ONCE = 2;
/** Far more than they take. */
const LIMIT_MS = 60_000 + COUNT * 20_000;

describe('Writes while gateway and Web Connector are killed', () => {
	let folder: string;
	let plant: KilledPlant;

	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'gateway-kills-'));
		plant = new KilledPlant(folder, randomOf(SEED));
		await plant.open();
	}, 60_000);

	afterAll(async () => {
		await plant?.close();
		await rm(folder, { recursive: true, force: true });
	});

	it(
		`are done once or named: ${COUNT} with seed ${SEED}`,
		async () => {
			const endings: Record<Ending, number> = { done: 0, refused: 0, settled: 0, unsaid: 0 };
			let left = COUNT;
			const work = async (): Promise<void> => {
				while (left > 0) {
					left -= 1;
					const name = `K${SEED}-${left}`;
					const own = randomOf(SEED * 1_000 + left);
					const caller = new Caller(plant, plant, own, writeOf(name, plant, plant, own), name);
					endings[await caller.carryOut()] += 1;
				}
			};
			await Promise.all(Array.from({ length: AT_ONCE }, work));
			console.log(
				`FAULTS_KILLS=${COUNT} FAULTS_SEED=${SEED}: 0 twice, 0 lost`,
				JSON.stringify({ endings, kills: plant.kills }),
			);
			expect(Object.values(plant.kills).reduce((sum, times) => sum + times, 0)).toBeGreaterThan(0);
		},
		LIMIT_MS,
	);
});
