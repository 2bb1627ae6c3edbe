/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { ORGANIZATION_SECRET, USER_SECRET } from '../../test/gateway/support/gatewayProcess';
import type { Moment } from '../../test/gateway/support/plant/books';
import type { PlantCompany } from '../../test/gateway/support/plant/company';
import { Plant, plantBundles } from '../../test/gateway/support/plant/plant';
import { executeWorkflow, startWorkflow } from '../../tools/n8n/drive/cli';
import { gatewayCredential } from '../../tools/n8n/drive/credential';
import { executionFailure } from '../../tools/n8n/drive/failure';
import type { Execution } from '../../tools/n8n/drive/workflow';
import type { N8nInstance } from '../../tools/n8n/serve/instance';
import { atEnd, temporaryFolder, undoAll, undoOnSignals } from '../../tools/n8n/serve/leftovers';
import { installedN8n } from '../support/fixture';
import {
	answersOf,
	inBooks,
	planEntries,
	planWorkflow,
	STEPS,
	type PlanEntry,
} from '../support/gatewayPlan';
import { until } from '../support/until';

/** Entries of each of the two companies. */
const COUNT = 5;
/** Writes of a plan that QuickBooks gets: all steps but the last. */
const WRITES = 2 * COUNT * (STEPS.length - 1);
const TOGETHER_MS = 3_000;
const LATER_MS = 60;

interface ListedCall {
	requestId: string;
	method: string;
	path: string;
	outcome: string | null;
	message: string | null;
	recordId?: string;
}

let plant: Plant;
let companies: PlantCompany[];
let instance: N8nInstance;
const plans: Record<string, PlanEntry[]> = {};
/** What happens at a moment of a write in QuickBooks, before it goes on. */
let onMoment: (moment: Moment, company: number) => Promise<void> = async () => undefined;

before(async () => {
	undoOnSignals();
	const bundles = await plantBundles();
	atEnd(async () => await bundles.remove());
	plant = new Plant(bundles, {
		data: path.join(await temporaryFolder('gateway'), 'data'),
		variables: { GATEWAY_HOLD_SECONDS: '1', GATEWAY_QUIET_SECONDS: '1' },
		patienceMs: 10_000,
	});
	atEnd(async () => await plant.close());
	await plant.open();
	for (const [at, name] of ['Harbour', 'Hill'].entries()) {
		await plant.add(name, async (moment) => await onMoment(moment, at));
	}
	({ companies } = plant);
	for (const name of ['gateway', 'n8n', 'connectors']) {
		plans[name] = planEntries(name[0], companies, COUNT);
	}
	const secrets = { userSecret: USER_SECRET, organizationSecret: ORGANIZATION_SECRET };
	instance = await installedN8n(
		[gatewayCredential(plant.address, secrets)],
		Object.entries(plans).map(([name, entries]) => planWorkflow(name, entries, name === 'n8n')),
	);
});
after(undoAll);

async function calls(company: PlantCompany, query = ''): Promise<ListedCall[]> {
	const { body } = await plant.platform('GET', `/instances/${company.id}/connector/calls${query}`);
	return body as unknown as ListedCall[];
}

async function instanceNames(): Promise<string[]> {
	const { body } = await plant.platform('GET', '/instances?pageSize=200');
	return (body as unknown as Array<{ name: string }>).map(({ name }) => name);
}

/** Nothing is on its way any more. */
async function whenSettled(): Promise<void> {
	await until('an outcome of each call', async () => {
		const all = await Promise.all(companies.map(async (company) => await calls(company)));
		return all.flat().every(({ outcome }) => outcome !== null);
	});
}

/** What each entry was answered is what the books show: not twice, not lost, and what is unknown is named. */
async function assertAnswersHold(execution: Execution, entries: PlanEntry[]): Promise<number> {
	assert.equal(executionFailure(execution), undefined);
	await whenSettled();
	const names = await instanceNames();
	const unknown = (
		await Promise.all(companies.map(async (company) => await calls(company, '?outcome=unknown')))
	).flat();
	for (const { message } of unknown) assert.match(message ?? '', /\S/);
	let reached = entries.map(({ name }) => name);
	let inDoubt = 0;
	for (const step of STEPS) {
		const answers = answersOf(execution, step, entries);
		assert.deepEqual(answers.map(({ name }) => name).sort(), reached.sort(), step);
		for (const { name, error } of answers) {
			const entry = entries.find((one) => one.name === name)!;
			const company = companies.find(({ id }) => id === entry.company)!;
			const times = inBooks(entry, company, names)[step];
			if (error === undefined) {
				assert.equal(times, 1, `${step} of ${name}`);
				continue;
			}
			inDoubt += 1;
			assert.match(error, /Outcome unknown/, `${step} of ${name}`);
			assert.ok(
				unknown.some(({ requestId }) => error.includes(requestId)),
				`${error} is listed`,
			);
			assert.ok(times <= 1, `${step} of ${name} is there ${times} times`);
		}
		reached = answers.filter(({ error }) => error === undefined).map(({ name }) => name);
	}
	return inDoubt;
}

test('A plan whose gateway is killed three times is done once, or named', async () => {
	let seen = 0;
	const kills: string[] = [];
	let recovery = Promise.resolve();
	const kill = async (when: string): Promise<void> => {
		kills.push(when);
		await plant.killGateway();
		recovery = plant.restartGateway();
	};
	onMoment = async (moment) => {
		seen += moment === 'ran' ? 1 : 0;
		if (kills.length === 0 && moment === 'ran' && seen === 7) await kill('ran');
		if (kills.length === 1 && moment === 'given' && seen >= WRITES / 2) await kill('given');
		// While instances are made.
		if (kills.length === 2 && moment === 'ran' && seen >= WRITES) {
			kills.push('later');
			recovery = wait(LATER_MS).then(async () => {
				await plant.killGateway();
				await plant.restartGateway();
			});
		}
	};
	const execution = await executeWorkflow(instance, 'gateway');
	onMoment = async () => undefined;
	await recovery;
	assert.deepEqual(kills, ['ran', 'given', 'later']);
	const inDoubt = await assertAnswersHold(execution, plans.gateway);
	assert.ok(inDoubt <= 2, `${inDoubt} in doubt`);
});

test('A plan in which both Web Connectors are killed at once, twice, is done once, or named', async () => {
	const kills: string[] = [];
	let waiting: Array<() => void> = [];
	/** Holds a company until the other one is as far, or does nothing. */
	onMoment = async (moment, company) => {
		const wanted = ['ran', 'given'][kills.length];
		if (moment !== wanted) return;
		if (waiting.length === 0) {
			await Promise.race([new Promise<void>((go) => waiting.push(go)), wait(TOGETHER_MS)]);
			waiting = [];
			return;
		}
		void company;
		kills.push(moment);
		await Promise.all(companies.map(async (one) => await one.killConnector()));
		companies.forEach((one) => one.startConnector());
		waiting.forEach((go) => go());
	};
	const execution = await executeWorkflow(instance, 'connectors');
	onMoment = async () => undefined;
	assert.deepEqual(kills, ['ran', 'given']);
	await assertAnswersHold(execution, plans.connectors);
});

test('A plan whose n8n is killed: the gateway tells what was done, and a second run does the rest', async () => {
	const entries = plans.n8n;
	let seen = 0;
	let isEnough = false;
	onMoment = async (moment) => {
		seen += moment === 'ran' ? 1 : 0;
		isEnough ||= seen > WRITES / 3;
		await Promise.resolve();
	};
	const running = await startWorkflow(instance, 'n8n');
	await until('a third of the writes', () => {
		assert.equal(running.exitCode(), undefined, running.output().join('\n'));
		return isEnough;
	});
	await running.kill();
	onMoment = async () => undefined;
	await whenSettled();

	const after = async () => {
		const names = await instanceNames();
		return entries.map((entry) => {
			const company = companies.find(({ id }) => id === entry.company)!;
			return { entry, company, times: inBooks(entry, company, names) };
		});
	};
	const killed = await after();
	const stepsDone = killed.flatMap(({ times }) => STEPS.filter((step) => times[step] > 0));
	assert.ok(stepsDone.length > WRITES / 4, 'something was done');
	assert.ok(stepsDone.length < entries.length * STEPS.length, 'and something was not');
	for (const { entry, company, times } of killed) {
		for (const step of STEPS) assert.ok(times[step] <= 1, `${step} of ${entry.name}`);
		// Who was not told finds it in the list of calls.
		const told = await calls(company);
		for (const { TxnID } of company.list('Invoice', 'Memo', entry.name)) {
			const call = told.find(({ recordId }) => recordId === TxnID);
			assert.equal(call?.outcome, 'answered', entry.name);
		}
	}

	const execution = await executeWorkflow(instance, 'n8n');
	const inDoubt = await assertAnswersHold(execution, entries);
	assert.equal(inDoubt, 0);
	for (const { entry, times } of await after()) {
		for (const step of STEPS) assert.equal(times[step], 1, `${step} of ${entry.name}`);
	}
});
