/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import type { InstanceSeed, Sandbox } from '../../sandbox';
import { type Execution, outputOf, type WorkflowNode } from '../../tools/n8n/drive/workflow';
import { quickBooks } from '../../tools/n8n/drive/build';

/** One line of a list that a run brings the instances to. */
export interface Entry {
	name: string;
	app: string;
	host: string;
	tags: string;
	[field: string]: string;
}

/** What a run puts out about one entry. */
export interface ProvisionedItem {
	id: number;
	name: string;
	token: string;
	outcome: string;
	removedTwinId?: number;
	duplicateIds?: number[];
	[field: string]: unknown;
}

const NODE_NAME = 'Provision';

/** A list of stores, all different. */
export function entries(count: number): Entry[] {
	return Array.from({ length: count }, (_, index) => {
		const number = String(index + 1).padStart(3, '0');
		return {
			name: `Store ${number}`,
			app: 'Cloud Elements',
			host: `https://${number}.g2c.example.com`,
			tags: `stores, store-${number}`,
		};
	});
}

/** The text by which a fault recognises the request that creates an entry. */
export function bodyOf({ name }: Entry): string {
	return `"${name}"`;
}

/** What an entry asks for, put there directly. */
export function seedOf({ name, app, host, tags }: Entry): InstanceSeed {
	return {
		name,
		tags: tags.split(', '),
		configuration: { 'app.name': app, 'host.ip': host },
	};
}

/** Create, or Create or Update, of each entry that comes in. */
export function provision(
	operation: 'create' | 'upsert',
	options: Record<string, unknown> = {},
	{ name = NODE_NAME, ...settings }: Partial<WorkflowNode> = {},
): WorkflowNode {
	const entry = "$('Items').item.json";
	return quickBooks(
		name,
		{
			operation,
			specifyInstance: 'fields',
			name: `={{ ${entry}.name }}`,
			appName: `={{ ${entry}.app }}`,
			hostIp: `={{ ${entry}.host }}`,
			tags: `={{ ${entry}.tags }}`,
			additionalFields: {},
			simplify: true,
			options,
			...(operation === 'upsert' ? { matchBy: 'name', planOnly: false } : {}),
		},
		settings,
	);
}

export function provisionedItems(execution: Execution): ProvisionedItem[] {
	return outputOf(execution, NODE_NAME).map(({ json }) => json as ProvisionedItem);
}

/** What stands in the sandbox but for what differs from run to run, in the order of the names. */
export function standing(sandbox: Sandbox): unknown[] {
	return sandbox.instances
		.map(({ name, elementKey, tags, configuration, valid, disabled }) => ({
			name,
			elementKey,
			tags,
			configuration,
			valid,
			disabled,
		}))
		.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/**
 * Checks that each entry has exactly one instance, and that the run put out these very ones, each with its
 * token, in the order of the list.
 */
export function assertOnePerEntry(sandbox: Sandbox, list: Entry[], items: ProvisionedItem[]): void {
	assert.deepEqual(
		sandbox.instances.map(({ name }) => name).sort(),
		list.map(({ name }) => name).sort(),
	);
	const stored = new Map(sandbox.instances.map((instance) => [instance.name, instance]));
	assert.deepEqual(
		items.map(({ id, name, token }) => ({ id, name, token })),
		list.map(({ name }) => ({ id: stored.get(name)?.id, name, token: stored.get(name)?.token })),
	);
}
