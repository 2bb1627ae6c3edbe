/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve, sep } from 'node:path';

import { TestEnvironment } from 'jest-environment-node';

const PACKAGE_FOLDER = resolve(__dirname, '../..');
const BUILT = join(PACKAGE_FOLDER, 'dist') + sep;

const load = createRequire(join(PACKAGE_FOLDER, 'package.json'));
(load('./test/support/typescriptLoader') as () => void)();
(load('./test/support/compiledOnce') as (folder: string) => void)(BUILT);

runTestsWithoutStorage();

/** What a test file sees of the process that it runs in. */
export interface Outside {
	/** Node's own `require`, from the folder of the package. */
	load: NodeJS.Require;
	/** The globals of n8n's engine and of the built package, which are not those of a test file. */
	globals: typeof globalThis;
}

/**
 * Jest gives each test file a world of its own, with all modules loaded anew. n8n's engine has 2,000 of them,
 * so it is loaded by Node itself, once for all test files of a process. The built package is loaded
 * likewise, as n8n does it, but forgotten after each file, because it remembers things between runs.
 */
export default class EngineEnvironment extends TestEnvironment {
	override async setup(): Promise<void> {
		await super.setup();
		prepareUserFolder();
		const outside: Outside = { load, globals: globalThis };
		Object.assign(this.global, {
			outside,
			// Code on both sides asks `instanceof Date`, and tests move the clock for both.
			Date,
		});
	}

	override async teardown(): Promise<void> {
		for (const file of Object.keys(load.cache)) {
			if (file.startsWith(BUILT)) delete load.cache[file];
		}
		await super.teardown();
	}
}

/** n8n-core writes a key into its user folder as soon as it is loaded. The folder above goes when the run ends. */
function prepareUserFolder(): void {
	const folder = join(process.env.QBE_TEST_FOLDER!, process.env.JEST_WORKER_ID!);
	mkdirSync(folder, { recursive: true });
	process.env.N8N_USER_FOLDER = folder;
	process.env.N8N_LOG_LEVEL = 'silent';
	process.env.N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS = 'true';
}

/**
 * Jest runs each test in a storage of its own, so that a promise that nobody handles fails its test instead of its file.
 * A storage in use slows every promise of the process down, by a tenth of the time of all tests (observed).
 */
function runTestsWithoutStorage(): void {
	const { run } = AsyncLocalStorage.prototype;
	AsyncLocalStorage.prototype.run = function (
		this: AsyncLocalStorage<unknown>,
		store: unknown,
		callback: (...given: unknown[]) => unknown,
		...given: unknown[]
	) {
		if (isOfJest(store)) return callback(...given);
		return Reflect.apply(run, this, [store, callback, ...given]) as unknown;
	} as typeof run;
}

const isOfJest = (store: unknown) =>
	typeof store === 'object' && store !== null && Object.hasOwn(store, 'test');
