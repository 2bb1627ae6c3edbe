import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { InstanceSeed, Sandbox, StoredInstance } from '../../../../sandbox';
import type { Entry, Plan } from './plan';

const APP_NAME = 'Cloud Elements Connector';
/** Long before any run. */
const LONG_AGO = '2017-06-06T19:08:52Z';
const INSTANCE_PATH = '^/instances/[0-9]+$';

/** Name of an entry as the service keeps it; the fleet tells one plan's instances from another's. */
export function nameOf(fleet: number, entry: number): string {
	return `Café & Store  ${entry} of fleet ${fleet}.`;
}

export function hostOf(fleet: number, entry: number): string {
	return `https://store-${entry}.fleet-${fleet}.example.com`;
}

/** The tag that only this entry carries. */
function tagOf(fleet: number, entry: number): string {
	return `entry-${entry}-of-${fleet}`;
}

export function wantedTags(fleet: number, entry: number): string[] {
	return ['fleet', tagOf(fleet, entry)];
}

const SPELLINGS: Record<Entry['spelling'], (name: string) => string> = {
	plain: (name) => name,
	spaced: (name) => `  ${name} `,
	markup: (name) => `<a href="#">${name}</a>`,
};

/** The input items of a plan. */
export function itemsOf(fleet: number, { entries, items }: Plan): IDataObject[] {
	return items.map((entry) => ({
		name: SPELLINGS[entries[entry].spelling](nameOf(fleet, entry)),
		host: hostOf(fleet, entry),
		tags: wantedTags(fleet, entry).join(', '),
		tag: tagOf(fleet, entry),
	}));
}

/** Long enough for any answer, where nothing goes wrong. */
const CALM_TIMEOUT_MS = 20_000;

/** The node's parameters for a plan. In: whether nothing goes wrong. */
export function parametersOf(plan: Plan, calm: boolean): INodeParameters {
	return {
		operation: plan.operation,
		...(plan.operation === 'upsert' ? { matchBy: plan.matchBy } : {}),
		...(plan.operation === 'upsert' && plan.matchBy === 'tag'
			? { matchTag: '={{ $json.tag }}' }
			: {}),
		name: '={{ $json.name }}',
		appName: APP_NAME,
		hostIp: '={{ $json.host }}',
		tags: '={{ $json.tags }}',
		options: {
			concurrency: plan.concurrency,
			maxAttempts: plan.maxAttempts,
			timeout: calm ? CALM_TIMEOUT_MS : plan.timeoutMs,
			waitBetweenAttempts: plan.waitMs,
		},
	};
}

function seedOf(fleet: number, entry: number, changes: InstanceSeed = {}): InstanceSeed {
	return {
		name: nameOf(fleet, entry),
		tags: wantedTags(fleet, entry),
		createdDate: LONG_AGO,
		configuration: { 'app.name': APP_NAME, 'host.ip': hostOf(fleet, entry) },
		...changes,
	};
}

function standingSeed(fleet: number, entry: number, { standing }: Entry): InstanceSeed | undefined {
	switch (standing) {
		case 'absent':
			return undefined;
		case 'asWanted':
			return seedOf(fleet, entry);
		case 'otherTags':
			return seedOf(fleet, entry, { tags: [tagOf(fleet, entry), 'old'] });
		case 'otherHost':
			return seedOf(fleet, entry, {
				configuration: { 'app.name': APP_NAME, 'host.ip': 'https://old.example.com' },
			});
		case 'otherName':
			return seedOf(fleet, entry, { name: `Old name of ${entry}` });
	}
}

function bystanderSeed(
	fleet: number,
	entry: number,
	kind: Entry['bystanders'][number],
): InstanceSeed {
	switch (kind) {
		case 'otherElement':
			return { name: nameOf(fleet, entry), elementKey: 'servicenow', createdDate: LONG_AGO };
		case 'otherHost':
			return seedOf(fleet, entry, {
				configuration: { 'app.name': APP_NAME, 'host.ip': 'https://other.example.com' },
			});
		case 'oldTwin':
			return seedOf(fleet, entry);
	}
}

/** What was there before a run. */
export interface Before {
	/** Instances that belong to no entry, as they were. */
	bystanders: StoredInstance[];
	/** Id of the instance of an entry, where it had one. */
	standing: Map<number, number>;
}

/** Empties the sandbox and puts there what a plan finds. */
export function arrange(sandbox: Sandbox, fleet: number, plan: Plan): Before {
	sandbox.reset();
	Object.assign(sandbox.habits, plan.habits);
	const standing = new Map<number, number>();
	const bystanders: StoredInstance[] = [];
	for (let stranger = 0; stranger < plan.strangers; stranger++) {
		bystanders.push(sandbox.addInstance({ name: `Stranger ${stranger}`, createdDate: LONG_AGO }));
	}
	plan.entries.forEach((entry, index) => {
		const seed = standingSeed(fleet, index, entry);
		if (seed) standing.set(index, sandbox.addInstance(seed).id);
		for (const kind of entry.bystanders) {
			bystanders.push(sandbox.addInstance(bystanderSeed(fleet, index, kind)));
		}
	});
	return { bystanders: structuredClone(bystanders), standing };
}

/** Switches on what goes wrong in a plan. */
export function addFaults(
	sandbox: Sandbox,
	fleet: number,
	{ entries, onList, onInstance }: Plan,
): void {
	entries.forEach(({ onCreate }, entry) => {
		for (const { skip, fault } of onCreate) {
			sandbox.addFault({
				method: 'POST',
				path: '/instances',
				bodyContains: `${hostOf(fleet, entry)}"`,
				skip,
				times: 1,
				fault,
			});
		}
	});
	for (const { skip, fault } of onList) {
		sandbox.addFault({ method: 'GET', path: '/instances', skip, times: 1, fault });
	}
	for (const { method, skip, fault } of onInstance) {
		sandbox.addFault({ method, path: INSTANCE_PATH, skip, times: 1, fault });
	}
}

/** Number of the entry whose host a request names; undefined where it is none of this fleet. */
export function entryOfHost(fleet: number, host: unknown): number | undefined {
	const match = /^https:\/\/store-(\d+)\.fleet-(\d+)\.example\.com$/.exec(String(host));
	return match && Number(match[2]) === fleet ? Number(match[1]) : undefined;
}
