/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { REFERENCE_LISTS } from '../../nodes/QuickBooksEnterprise/catalogue/parties';
import { loadCredential, loadNode, manifest } from '../support/builtPackage';
import { byId, createFields, useSandbox } from '../support/sandboxed';

const bench = useSandbox();

const { description } = loadNode();

/** The names of the nodes, which saved workflows hold. */
const NODES = [
	'quickBooksEnterprise',
	'quickBooksEnterpriseTrigger',
	'quickBooksEnterprisePollingTrigger',
];

/** The parameters of each operation, in the order of the editor. Saved workflows hold these names. */
const SPECIFICATION = [
	'specifyInstance',
	'name',
	'appName',
	'hostIp',
	'tags',
	'additionalFields',
	'instanceJson',
];
const PARAMETERS: Record<string, string[]> = {
	create: [...SPECIFICATION, 'simplify', 'options'],
	upsert: [...SPECIFICATION, 'matchBy', 'matchTag', 'planOnly', 'simplify', 'options'],
	get: ['instanceId', 'simplify', 'options'],
	getAll: ['returnAll', 'limit', 'filters', 'simplify', 'options'],
	update: ['instanceId', 'updateFields', 'simplify', 'options'],
	delete: ['instanceId', 'options'],
	enable: ['instanceId', 'options'],
	disable: ['instanceId', 'options'],
	check: ['instanceId', 'options'],
};

/** The members of each collection of an operation. */
const MEMBERS: Record<string, Record<string, string[]>> = {
	create: {
		additionalFields: [
			'companyName',
			'configuration',
			'elementKey',
			'events',
			'externalAuthentication',
			'filterResponseNulls',
		],
		options: ['concurrency', 'includeTokens', 'maxAttempts', 'timeout', 'waitBetweenAttempts'],
	},
	getAll: { filters: ['elementKey', 'name', 'state', 'tags'] },
	update: {
		updateFields: ['appName', 'configuration', 'events', 'hostIp', 'name', 'tagMode', 'tags'],
	},
	check: { options: ['concurrency', 'maxAttempts', 'timeout', 'waitBetweenAttempts'] },
};

/** The values of the resources that saved workflows hold. */
const RESOURCES = [
	'instance',
	'otherObject',
	'report',
	'bulk',
	'billPaymentCard',
	'billPaymentCheck',
	'bill',
	'class',
	'creditMemo',
	'creditTerm',
	'creditCardCharge',
	'creditCardCredit',
	'currency',
	'customer',
	'employee',
	'inventoryAdjustment',
	'inventorySite',
	'invoice',
	'itemReceipt',
	'journalEntry',
	'ledgerAccount',
	'paymentMethod',
	'payment',
	'payrollWageItem',
	'product',
	'purchaseOrder',
	'salesOrder',
	'salesReceipt',
	'taxCode',
	'taxRate',
	'timeActivity',
	'vendorCredit',
	'vendor',
];

const ofOperation = (operation: string): INodeProperties[] =>
	description.properties.filter(({ displayOptions, type }) => {
		const { operation: shownFor, resource } = (displayOptions?.show ?? {}) as {
			operation?: string[];
			resource?: string[];
		};
		const isOfInstance = resource?.includes('instance') ?? false;
		return isOfInstance && shownFor?.includes(operation) && type !== 'notice';
	});

const valuesOf = (name: string, operation?: string): string[] => {
	const from = operation === undefined ? description.properties : ofOperation(operation);
	const options = from.find((property) => property.name === name)
		?.options as INodePropertyOptions[];
	return options.map(({ value }) => value as string);
};

const membersOf = (operation: string, name: string): INodeProperties[] =>
	ofOperation(operation).find((property) => property.name === name)?.options as INodeProperties[];

describe('The built package', () => {
	it('is loaded by n8n, with the node, the credential, its icons and its codex', async () => {
		const loader = new PackageDirectoryLoader(process.cwd());
		await loader.loadAll();
		expect(loader.packageName).toBe('n8n-nodes-quickbooks-enterprise');
		expect(Object.keys(loader.known.nodes)).toEqual(NODES);
		expect(Object.keys(loader.known.credentials)).toEqual(['cloudElementsApi']);
		expect(loader.nodesByCredential).toMatchObject({ cloudElementsApi: NODES });
		const node = loader.getNode('quickBooksEnterprise').type;
		expect(node.description.codex?.categories).toEqual(['Finance & Accounting']);
		expect(node.description.codex?.alias).toEqual(expect.arrayContaining(['Intuit', 'qbXML']));
		const [loaded] = loader.types.nodes;
		const [credential] = loader.types.credentials;
		for (const iconUrl of [loaded.iconUrl, credential.iconUrl]) {
			const { light, dark } = iconUrl as { light: string; dark: string };
			expect(light).not.toBe(dark);
			for (const url of [light, dark]) {
				const file = url.replace(/^icons\/n8n-nodes-quickbooks-enterprise\//, '');
				expect(readFileSync(join(process.cwd(), file), 'utf8')).toMatch(/^<svg|<\?xml/);
			}
		}
	});

	it('needs nothing but n8n-workflow at run time', () => {
		const { dependencies, peerDependencies } = manifest as unknown as Record<string, object>;
		expect(dependencies).toBeUndefined();
		expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
	});
});

describe('The node', () => {
	it('has the names that saved workflows hold', () => {
		expect(description).toMatchObject({
			name: 'quickBooksEnterprise',
			displayName: 'QuickBooks Enterprise',
			version: 1,
			usableAsTool: true,
			sensitiveOutputFields: ['token', 'setupUrl'],
			credentials: [{ name: 'cloudElementsApi', required: true }],
		});
		expect([...valuesOf('resource')].sort()).toEqual([...RESOURCES].sort());
		expect([...valuesOf('operation')].sort()).toEqual(Object.keys(PARAMETERS).sort());
	});

	it('lists its operations by name, each with an action that names the product', () => {
		const operations = description.properties.find(({ name }) => name === 'operation')!;
		const options = operations.options as INodePropertyOptions[];
		expect(options.map(({ name }) => name)).toEqual(
			[...options.map(({ name }) => name)].sort((one, other) => one.localeCompare(other)),
		);
		expect(options.find(({ value }) => value === 'create')?.action).toBe(
			'Create QuickBooks Enterprise instance',
		);
		for (const { action } of options) expect(action).toContain('QuickBooks Enterprise');
	});

	it.each(Object.keys(PARAMETERS))('has the parameters of %s', (operation) => {
		const names = ofOperation(operation).map(({ name }) => name);
		expect([...new Set(names)].sort()).toEqual([...PARAMETERS[operation]].sort());
		expect(names).toHaveLength(new Set(names).size);
	});

	it.each(
		Object.entries(MEMBERS).flatMap(([operation, collections]) =>
			Object.entries(collections).map(([name, members]): [string, string, string[]] => [
				operation,
				name,
				members,
			]),
		),
	)('has the members of %s %s', (operation, name, members) => {
		expect(
			membersOf(operation, name)
				.map((member) => member.name)
				.sort(),
		).toEqual(members);
	});

	it('has the values that its lists hold', () => {
		expect(valuesOf('specifyInstance', 'create')).toEqual(['fields', 'json']);
		const values = (operation: string, collection: string, name: string) =>
			(
				membersOf(operation, collection).find((member) => member.name === name)
					?.options as INodePropertyOptions[]
			).map(({ value }) => value);
		expect([...values('update', 'updateFields', 'tagMode')].sort()).toEqual([
			'add',
			'remove',
			'replace',
		]);
		expect([...values('getAll', 'filters', 'state')].sort()).toEqual([
			'any',
			'disabled',
			'enabled',
			'invalid',
		]);
		const events = membersOf('create', 'additionalFields').find(({ name }) => name === 'events');
		expect((events?.options as INodeProperties[]).map(({ name }) => name).sort()).toEqual([
			'callbackUrl',
			'enabled',
			'refreshInterval',
			'resources',
			'signatureKey',
			'timeZone',
		]);
		const configuration = membersOf('update', 'updateFields').find(
			({ name }) => name === 'configuration',
		);
		const [rows] = configuration?.options as INodePropertyCollection[];
		expect(rows.name).toBe('values');
		expect(rows.values.map(({ name }) => name)).toEqual(['key', 'value']);
	});

	it('picks an instance from the list, by id or by name', () => {
		for (const operation of ['get', 'update', 'delete', 'enable', 'disable', 'check']) {
			const locator = ofOperation(operation).find(({ name }) => name === 'instanceId');
			expect(locator?.type).toBe('resourceLocator');
			expect(locator?.modes?.map(({ name }) => name)).toEqual(['list', 'id', 'name']);
		}
	});

	it('picks a record from the list or by id', () => {
		const locators = description.properties.filter(({ name }) => name === 'recordId');
		expect(locators.length).toBeGreaterThan(0);
		for (const { type, modes } of locators) {
			expect(type).toBe('resourceLocator');
			expect(modes?.map(({ name }) => name)).toEqual(['list', 'id']);
		}
		expect(Object.keys(loadNode().methods?.listSearch ?? {})).toEqual([
			...Object.keys(REFERENCE_LISTS).sort(),
			'searchInstances',
			'searchObjectRecords',
			'searchObjects',
			'searchRecords',
			'searchReportTypes',
		]);
	});

	it('has the documented defaults of its options', () => {
		const defaults = (operation: string) =>
			Object.fromEntries(
				membersOf(operation, 'options').map((member) => [member.name, member.default]),
			);
		const shared = { concurrency: 5, maxAttempts: 5, waitBetweenAttempts: 1000 };
		expect(defaults('create')).toEqual({ ...shared, timeout: 120000, includeTokens: true });
		expect(defaults('update')).toEqual({ ...shared, timeout: 120000, includeTokens: false });
		expect(defaults('get')).toEqual({ ...shared, timeout: 60000, includeTokens: false });
		expect(defaults('delete')).toEqual({ ...shared, timeout: 60000 });
	});

	it('hides what is secret', () => {
		const events = membersOf('create', 'additionalFields').find(({ name }) => name === 'events');
		const key = (events?.options as INodeProperties[]).find(({ name }) => name === 'signatureKey');
		expect(key?.typeOptions?.password).toBe(true);
	});
});

describe('The output schemas, from which the editor offers fields before a first run', () => {
	interface OutputSchema {
		type: string | string[];
		properties?: Record<string, OutputSchema>;
	}
	const schemaOf = (operation: string) =>
		JSON.parse(
			readFileSync(
				join(
					process.cwd(),
					`dist/nodes/QuickBooksEnterprise/__schema__/v1.0.0/instance/${operation}.json`,
				),
				'utf8',
			),
		) as OutputSchema;
	const typeOf = (value: unknown) => {
		if (value === null) return 'null';
		if (Array.isArray(value)) return 'array';
		return typeof value === 'number' ? 'integer' : typeof value;
	};

	it.each(Object.keys(PARAMETERS))('say what %s gives', async (operation) => {
		const { id } = bench.sandbox.addInstance({ name: 'Store 1' });
		const { json, error } = await bench.run({
			parameters: createFields({
				operation,
				instanceId: byId(id),
				updateFields: { name: 'Store 2' },
			}),
		});
		expect(error).toBeUndefined();
		expect(json).not.toEqual([]);
		const { properties = {} } = schemaOf(operation);
		for (const [name, value] of Object.entries(json[0])) {
			expect([name, [properties[name]?.type].flat()]).toEqual([
				name,
				expect.arrayContaining([typeOf(value)]),
			]);
		}
	});
});

describe('The credential', () => {
	const credential = loadCredential();

	it('has the names that saved credentials hold', () => {
		expect(credential.name).toBe('cloudElementsApi');
		expect(credential.displayName).toBe('Cloud Elements API');
		expect([...new Set(credential.properties.map(({ name }) => name))]).toEqual([
			'environment',
			'baseUrl',
			'userSecret',
			'organizationSecret',
		]);
		const [environment] = credential.properties;
		expect((environment.options as INodePropertyOptions[]).map(({ value }) => value)).toEqual([
			'custom',
			'productionEu',
			'production',
			'gateway',
			'staging',
		]);
		expect(environment.default).toBe('production');
	});
});
