/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { AddressInfo } from 'node:net';
import { FaultRegistry } from './faults/registry';
import { recordsOf } from './finance/view';
import { Ended } from './lifetime';
import { storeSeed } from './platform/provisioning';
import { Recorder } from './recorder';
import { SEED_DATA } from './seedData';
import { createServer } from './server/server';
import { StateFile } from './stateFile';
import type { Sandbox, SandboxOptions } from './types';
import { World } from './world';

export type { Fault, FaultMoment, FaultRule } from './faults/types';
export { shownName, type ServiceHabits } from './platform/habits';
export type {
	InstanceSeed,
	RecordedRequest,
	Sandbox,
	SandboxOptions,
	StoredInstance,
} from './types';

/** Loopback: the sandbox has secrets but no transport security. */
const DEFAULT_HOST = '127.0.0.1';

/**
 * Starts a local Cloud Elements.
 *
 * @returns once it listens.
 * @throws Error when the port is taken (`code` is `EADDRINUSE`) or the state file is not usable.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const stateFile = options.stateFile === undefined ? undefined : new StateFile(options.stateFile);
	const saved = await stateFile?.load();
	// A second stop must not write the file again: another sandbox may own it by then. Nor may what ends after it.
	let stopped: Promise<void> | undefined;
	const world: World = new World(options, saved, () => {
		if (!stopped) stateFile?.schedule(() => world.toSavedState());
	});
	const faults = new FaultRegistry();
	const recorder = new Recorder();
	const seed = () => {
		if (options.seedData) SEED_DATA.forEach((instance) => storeSeed(world, instance));
	};
	const app = createServer(world, recorder, faults, {
		sandbox: () => sandbox,
		world,
		faults,
		recorder,
	});
	const host = options.host ?? DEFAULT_HOST;
	await app.listen({ port: options.port ?? 0, host });
	if (!saved) seed();
	const { port } = app.server.address() as AddressInfo;
	await stateFile?.flush(() => world.toSavedState());
	const runEvents = () => {
		void world.eventService.run().catch((error: unknown) => {
			if (!(error instanceof Ended)) throw error;
		});
	};
	runEvents();

	const stopOnce = async () => {
		world.lifetime.restart();
		await app.close();
		await world.offices?.close();
		await world.lists.close();
		await stateFile?.flush(() => world.toSavedState());
	};

	const sandbox: Sandbox = {
		url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
		...world.secrets,
		requests: recorder.requests,
		get openRequestsPeak() {
			return recorder.peak;
		},
		openCallsPeak: (instanceId) => world.queues.peakOf(instanceId),
		async records(instanceId, path) {
			return await recordsOf(world.companies.of(instanceId), path);
		},
		setClosingDate(instanceId, day) {
			world.companies.of(instanceId).close(day);
			world.changed();
		},
		get documentsCarried() {
			return world.offices?.carried ?? 0;
		},
		get instances() {
			return world.instances.all();
		},
		get pendingStores() {
			return world.lifetime.pendingStores;
		},
		addInstance: (instance) => storeSeed(world, instance),
		pollNow: async (instanceId) => await world.eventService.pollNow(instanceId),
		deliver: async (instanceId, events) => await world.eventService.deliver(instanceId, events),
		get deliveries() {
			return world.eventService.events.notificationsNow();
		},
		setNotifications({ shape = 'message', signature = 'sha256' }) {
			world.eventService.shape = shape;
			world.eventService.signature = signature;
		},
		addInstanceLater(instance, afterMs) {
			world.lifetime.pendingStores += 1;
			void world.lifetime
				.pause(afterMs)
				.then(() => storeSeed(world, instance))
				.catch((error: unknown) => {
					if (!(error instanceof Ended)) throw error;
				})
				.finally(() => {
					world.lifetime.pendingStores -= 1;
				});
		},
		addFault: (rule) => faults.add(rule),
		removeFault: (id) => faults.remove(id),
		clearFaults: () => faults.clear(),
		clock: world.clock,
		settings: world.settings,
		habits: world.habits,
		resetRequests() {
			recorder.reset();
			world.queues.resetPeaks();
		},
		reset() {
			faults.clear();
			world.clear();
			seed();
			recorder.reset();
			runEvents();
		},
		async stop() {
			stopped ??= stopOnce();
			await stopped;
		},
	};
	return sandbox;
}
