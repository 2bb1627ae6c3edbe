import type { Fault, StoredInstance } from '../../sandbox';
import { loadNode, loadTrigger } from '../support/builtPackage';
import { openEditor } from '../support/engine';
import { byId, useSandbox } from '../support/sandboxed';
import { TriggerHost } from '../support/triggerHost';
import { Client } from '../sandbox/client';
import { KEYS, webhookHost } from './support/webhookHost';

const bench = useSandbox();
let instance: StoredInstance;
let host: TriggerHost;

beforeEach(() => {
	instance = bench.sandbox.addInstance({ name: 'Store 12' });
});
afterEach(async () => {
	await host?.close();
});

const settings = () => Object.values(KEYS).map((key) => instance.configuration[key]);

/** Answers that say nothing about the instance, though their status is 404. */
const FOREIGN: Array<[string, Fault]> = [
	["a proxy's page", { kind: 'foreign404' }],
	['a route that is not found', { kind: 'status', status: 404, message: 'No route found' }],
	[
		'another instance',
		{ kind: 'status', status: 404, message: 'No element instance found with ID 99' },
	],
	['an account', { kind: 'status', status: 404, message: 'No account found with ID 7' }],
	['no thing at all', { kind: 'status', status: 404, message: 'Not Found' }],
];
const GONE: Fault = {
	kind: 'status',
	status: 404,
	message: 'No element instance found with ID 1001',
};

describe.each(FOREIGN)('A 404 that is about %s', (_what, fault) => {
	const onInstance = (times?: number) =>
		bench.sandbox.addFault({ method: 'GET', path: '/instances/*', times, fault });

	it('does not make the webhook trigger take its instance for gone', async () => {
		host = webhookHost(bench, instance);
		await host.listen();
		const found = settings();
		onInstance();
		const activating = host.activate();
		await expect(activating).rejects.toThrow();
		await expect(activating).rejects.not.toThrow(/There is no instance/);
		expect(settings()).toEqual(found);

		bench.sandbox.clearFaults();
		await host.activate();
		const active = settings();
		onInstance();
		const deactivating = host.deactivate();
		await expect(deactivating).rejects.toThrow();
		await expect(deactivating).rejects.not.toThrow(/There is no instance/);
		expect(host.saved).toContain('registration');
		expect(settings()).toEqual(active);

		// Also where another instance is chosen: the first one has to be put back.
		const other = bench.sandbox.addInstance({ name: 'Store 13' });
		host.parameters = { ...host.parameters, instanceId: byId(other.id) };
		await expect(host.activate()).rejects.toThrow();
		bench.sandbox.clearFaults();
		await host.activate();
		expect(settings()).toEqual(found);
		expect(other.configuration[KEYS.callback]).toBe(host.callbackUrl);
	});

	it('does not keep it from listening when n8n starts', async () => {
		host = webhookHost(bench, instance);
		await host.listen();
		await host.activate();
		const active = settings();
		onInstance();
		await host.activate('init');
		expect(host.log.join()).toContain('could not be asked whether events are still set up');
		expect(settings()).toEqual(active);
	});

	it('is an error of the polling trigger, which then misses nothing', async () => {
		host = new TriggerHost({
			node: loadTrigger('QuickBooksEnterprisePollingTrigger'),
			credential: () => bench.credential(),
			parameters: {
				instanceId: byId(instance.id),
				resources: ['customer'],
				events: ['created'],
				options: {},
			},
		});
		await host.poll();
		const client = new Client(bench.sandbox);
		const body = { Name: 'Ada' };
		const { object } = await client.withToken(instance.token, 'POST', '/customers', { body });
		for (const path of ['/instances/*', '/hubs/finance/customers']) {
			bench.sandbox.addFault({ method: 'GET', path, fault });
			await expect(host.poll()).rejects.toThrow();
			bench.sandbox.clearFaults();
		}
		expect(await host.poll()).toMatchObject([{ objectId: object.ListID }]);
	});

	it.each(['searchObjects', 'getObjectFields'])(
		'is an error of the list in the editor: %s',
		async (method) => {
			bench.sandbox.addFault({ path: '/hubs/finance/objects**', fault });
			const parameters = {
				resource: 'otherObject',
				instanceId: byId(instance.id),
				objectName: { __rl: true, mode: 'list', value: 'Estimate' },
			};
			const asking =
				method === 'searchObjects'
					? bench.searchWith(method, parameters)
					: loadNode().methods!.resourceMapping![method].call(
							openEditor({ credential: bench.credential(), parameters }),
						);
			// The service's own words for an address that it does not have: what is offered then is no list of its own.
			if (fault.kind === 'status' && fault.message === 'Not Found')
				await expect(asking).resolves.toBeTruthy();
			else await expect(asking).rejects.toThrow();
		},
	);
});

it("The service's own word that the instance is gone is taken", async () => {
	host = webhookHost(bench, instance);
	await host.listen();
	await host.activate();
	bench.sandbox.addFault({ method: 'GET', path: '/instances/*', fault: GONE });
	await expect(host.activate('init')).rejects.toThrow(/There is no instance with ID 1001/);
	await host.deactivate();
	expect(host.saved).not.toContain('registration');
});
