/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../serve/processes';

const INSTALL_TIMEOUT_MS = 30 * 60_000;

export interface NpmOptions {
	folder: string;
	env: NodeJS.ProcessEnv;
}

/**
 * Makes a folder one that npm installs into, instead of into a project further up.
 *
 * @param overrides what npm takes in place of dependencies of dependencies, by their names
 */
export async function asNpmFolder(
	folder: string,
	overrides: Record<string, string> = {},
): Promise<void> {
	const manifest = { name: 'installed', private: true, dependencies: {}, overrides };
	await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * Installs packages without running their scripts, from wherever npm is configured to get them.
 *
 * @throws with npm's own words, and what to look at
 */
export async function npmInstall(packages: string[], { folder, env }: NpmOptions): Promise<void> {
	const result = await run(
		'npm',
		['install', ...packages, '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'],
		{ cwd: folder, env, timeoutMs: INSTALL_TIMEOUT_MS, allowFailure: true },
	);
	if (result.exitCode !== 0)
		throw new Error(npmFailure(`install ${packages.join(' ')}`, result.stderr));
}

/** Runs the install scripts of packages that are already there, compiling them where needed. */
export async function npmRebuild(packages: string[], { folder, env }: NpmOptions): Promise<void> {
	const result = await run('npm', ['rebuild', ...packages, '--ignore-scripts=false'], {
		cwd: folder,
		env,
		timeoutMs: INSTALL_TIMEOUT_MS,
		allowFailure: true,
	});
	if (result.exitCode !== 0)
		throw new Error(npmFailure(`rebuild ${packages.join(' ')}`, result.stderr));
}

function npmFailure(command: string, errorOutput: string): string {
	const lines = errorOutput
		.split('\n')
		.filter((line) => /error/i.test(line) && !/^npm error\s+at |A complete log/.test(line));
	return [
		`npm ${command} did not work:`,
		...lines.slice(0, 20),
		'',
		'What to look at: is the package registry in reach (npm ping), and is there room on the disk (about 4 GB)? Then run the same command again; nothing half-installed was kept.',
	].join('\n');
}
