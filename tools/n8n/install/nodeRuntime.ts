/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import path from 'node:path';
import { cached, isCached } from './cache';
import { cleanEnvironment } from '../serve/environment';
import { asNpmFolder, npmInstall } from './npm';
import { run } from '../serve/processes';
import { step } from '../serve/progress';
import { hostNodeFits, nodeVersion, platformName } from './versions';

export interface NodeRuntime {
	version: string;
	/** The program itself. */
	program: string;
	/** The folder above `bin` and `include`. */
	folder: string;
}

function runtimeIn(folder: string, version: string): NodeRuntime {
	const name = process.platform === 'win32' ? 'node.exe' : 'node';
	return { version, folder, program: path.join(folder, 'bin', name) };
}

/** Not so where npm has no such package, or on a system with another C library, such as Alpine. */
async function runsHere(program: string): Promise<boolean> {
	const result = await run(program, ['--version'], { allowFailure: true, timeoutMs: 30_000 });
	return result.exitCode === 0;
}

/** The name that a Node of n8n's own has in the cache folder. */
function cachedNode(): string {
	return `node-${nodeVersion()}-${platformName()}`;
}

/** Whether one has to be fetched first. */
export function isNodeMissing(): boolean {
	return !hostNodeFits() && !isCached(cachedNode());
}

/**
 * The Node that n8n will run on: the one that runs this where it fits, or else one from the package registry,
 * kept in the cache folder and seen by nothing else on the machine.
 */
export async function prepareNode(): Promise<NodeRuntime> {
	const version = nodeVersion();
	if (hostNodeFits()) return runtimeIn(path.dirname(path.dirname(process.execPath)), version);

	const packageName = `node-${platformName()}`;
	const folder = await cached(cachedNode(), async (target) => {
		await step(`Getting Node ${version} for n8n (yours is ${process.versions.node})`, async () => {
			await asNpmFolder(target);
			await npmInstall([`${packageName}@${version}`], { folder: target, env: cleanEnvironment() });
			const { program } = runtimeIn(path.join(target, 'node_modules', packageName), version);
			if (!(await runsHere(program))) {
				throw new Error(
					`npm has no Node ${version} that runs on this ${platformName()} machine. Install Node 24 with its headers yourself and start again with it.`,
				);
			}
		});
	});
	return runtimeIn(path.join(folder, 'node_modules', packageName), version);
}
