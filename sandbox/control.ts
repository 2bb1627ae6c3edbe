import type { FaultRegistry } from './faults/registry';
import type { Recorder } from './recorder';
import type { Sandbox } from './types';
import type { World } from './world';

/** What the admin routes act on: the same handle that tests have, and what is behind it. */
export interface Control {
	readonly sandbox: () => Sandbox;
	readonly world: World;
	readonly faults: FaultRegistry;
	readonly recorder: Recorder;
}
