/* eslint-disable no-console, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Bundles } from '../../gateway/support/bundles';
import { plantBundles } from '../../gateway/support/plant/plant';
import { KilledPlant } from './support/killedPlant';
import { writeOf } from './support/kinds';
import { Caller, checkUnknown, type Ending } from './support/outcome';
import { randomOf } from './support/random';

const KILLS = Number(process.env.FAULTS_KILLS ?? 20);
const SEED = Number(process.env.FAULTS_SEED ?? 1);
/** Gateways side by side: while one starts, others work. */
const PLANTS = Math.min(4, KILLS);
/** Far more than they take. */
const LIMIT_MS = 60_000 + KILLS * 20_000;

describe('Writes while gateway and Web Connector are killed', () => {
	let folder: string;
	let bundles: Bundles;
	let plants: KilledPlant[] = [];

	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'gateway-kills-'));
		bundles = await plantBundles();
		plants = Array.from({ length: PLANTS }, (_, at) => {
			const data = path.join(folder, String(at));
			return new KilledPlant(data, bundles, randomOf(SEED + at));
		});
		await Promise.all(plants.map(async (plant) => await plant.open()));
	}, 60_000);

	afterAll(async () => {
		await Promise.all(plants.map(async (plant) => await plant.close()));
		await bundles?.remove();
		await rm(folder, { recursive: true, force: true });
	});

	const killsSoFar = (): number =>
		plants.flatMap(({ kills }) => [...kills.values()]).reduce((sum, times) => sum + times, 0);

	it(
		`are done once or named: ${KILLS} kills with seed ${SEED}`,
		async () => {
			const endings: Record<Ending, number> = { done: 0, refused: 0, settled: 0, unsaid: 0 };
			const fired = new Map<string, number>();
			let written = 0;
			const work = async (plant: KilledPlant): Promise<void> => {
				const ended: Array<{ caller: Caller; ending: Ending }> = [];
				while (killsSoFar() < KILLS) {
					written += 1;
					const name = `K${SEED}-${written}`;
					const own = randomOf(SEED * 1_000 + written);
					const write = writeOf(name, plant.only, plant, own);
					const caller = new Caller(plant, plant.only, own, write, name);
					ended.push({ caller, ending: await caller.carryOut() });
				}
				await plant.whenRecovered();
				for (const { caller, ending } of ended) {
					await caller.check(ending);
					endings[ending] += 1;
				}
			};
			await Promise.all(plants.flatMap((plant) => [work(plant), work(plant)]));
			for (const plant of plants) await checkUnknown(plant, [plant.only]);
			for (const { kills } of plants) {
				for (const [key, times] of kills) fired.set(key, (fired.get(key) ?? 0) + times);
			}
			const lines = [...fired].sort().map(([key, times]) => `${String(times).padStart(7)}  ${key}`);
			console.log(
				[
					`FAULTS_KILLS=${KILLS} FAULTS_SEED=${SEED}: 0 twice, 0 lost of ${written} writes; ${JSON.stringify(endings)}`,
					'Killed:',
					...lines,
				].join('\n'),
			);
			expect(killsSoFar()).toBeGreaterThanOrEqual(KILLS);
		},
		LIMIT_MS,
	);
});
