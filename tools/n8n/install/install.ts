/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';
import { cached, isCached } from './cache';
import { environmentWithPath } from '../serve/environment';
import { temporaryFolder } from '../serve/leftovers';
import { isNodeMissing, type NodeRuntime, prepareNode } from './nodeRuntime';
import { asNpmFolder, npmInstall, npmRebuild } from './npm';
import { step } from '../serve/progress';
import { unpackingProgress } from './unpacking';
import { howToGetBuildTools, missingBuildTools } from './toolchain';
import { headersBeside, n8nVersion, nodeVersion, platformName, SQLITE_VERSION } from './versions';

export interface N8nInstallation {
	version: string;
	node: NodeRuntime;
	/** n8n's command line, a script for `node.program`. */
	script: string;
}

/**
 * Versions of n8n up to 2.39 or so take this one from a host beside the package registry, which is not in
 * reach everywhere. Later ones take this copy of it (observed in 2.41).
 */
const FROM_THE_REGISTRY = { xlsx: 'npm:@e965/xlsx@0.20.3' };

function buildEnvironment(node: NodeRuntime): NodeJS.ProcessEnv {
	return environmentWithPath(
		path.join(node.folder, 'bin'),
		headersBeside(node.folder) ? { npm_config_nodedir: node.folder } : {},
	);
}

/**
 * n8n's database module comes ready-made for most platforms, from outside the package registry. Where
 * that cannot be had it is compiled, and it is better to know before minutes of installing than after.
 *
 * @throws when the module can neither be downloaded nor compiled; says what is missing
 */
async function assertNativeModulePossible(node: NodeRuntime): Promise<void> {
	const missing = missingBuildTools();
	if (missing.length === 0) return;
	await step("Looking for a ready-made build of n8n's database module", async () => {
		const folder = await temporaryFolder('sqlite3');
		const env = buildEnvironment(node);
		await asNpmFolder(folder);
		await npmInstall([`sqlite3@${SQLITE_VERSION}`], { folder, env });
		try {
			await npmRebuild(['sqlite3'], { folder, env });
		} catch {
			return false;
		}
		return true;
	}).then((possible) => {
		if (possible) return;
		throw new Error(
			[
				`n8n needs the module sqlite3, of which no ready-made build could be downloaded for ${platformName()}, and compiling it needs what this machine lacks: ${missing.join(', ')}.`,
				`Get it with: ${howToGetBuildTools()}`,
				'Then run the same command again.',
			].join('\n'),
		);
	});
}

/** The name that n8n has in the cache folder. */
function cachedN8n(): string {
	return `n8n-${n8nVersion()}-node-${nodeVersion()}-${platformName()}`;
}

/** How many steps `prepareN8n` will take, as far as is known before. */
export function missingInstallSteps(): number {
	const steps = isCached(cachedN8n()) ? 0 : 2 + (missingBuildTools().length > 0 ? 1 : 0);
	return steps + (isNodeMissing() ? 1 : 0);
}

/**
 * A real n8n, installed once into the cache folder and used again after that (minutes and 3 GB
 * the first time).
 */
export async function prepareN8n(): Promise<N8nInstallation> {
	const version = n8nVersion();
	const node = await prepareNode();
	const folder = await cached(cachedN8n(), async (target) => {
		await assertNativeModulePossible(node);
		const env = buildEnvironment(node);
		await step(
			`Installing n8n ${version} (once; minutes, 3 GB)`,
			async () => {
				await asNpmFolder(target, FROM_THE_REGISTRY);
				await npmInstall([`n8n@${version}`], { folder: target, env });
			},
			unpackingProgress(path.join(target, 'node_modules')),
		);
		// Of the many install scripts in n8n's tree these are the ones it cannot start without.
		await step("Preparing n8n's native modules (minutes where they are compiled)", async () => {
			await npmRebuild(['sqlite3', 'isolated-vm'], { folder: target, env });
		});
	});
	return { version, node, script: path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}
