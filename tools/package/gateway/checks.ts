/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { builtinModules } from 'node:module';
import path from 'node:path';
import type { Manifest } from '../manifest';
import type { TextFile } from '../read';

/** The gateway's package.json. */
export interface GatewayManifest extends Manifest {
	private?: boolean;
	bin?: Record<string, string>;
	engines?: Record<string, string>;
	devDependencies?: Record<string, string>;
}

/** What the lockfile of the project says of packages, by their places. */
export type LockedVersions = Readonly<Record<string, { version?: string }>>;

const AT_TOP = ['package.json', 'README.md', 'LICENSE.md'];
const COMMAND = 'quickbooks-enterprise-gateway';

/**
 * What is wrong with the manifest that is to be published; empty when nothing.
 *
 * @param root of the project
 * @param locked with which versions the tests ran
 */
export function checkGatewayManifest(
	manifest: GatewayManifest,
	root: GatewayManifest,
	locked: LockedVersions,
): string[] {
	const { dependencies = {}, scripts = {}, bin = {} } = manifest;
	const wanted: Array<[boolean, string]> = [
		[manifest.name === COMMAND, `the name ${COMMAND}`],
		[/^\d+\.\d+\.\d+$/.test(manifest.version), 'a version of three numbers'],
		[manifest.private === undefined, 'the right to be published'],
		[bin[COMMAND] !== undefined, `the command ${COMMAND}`],
		[Boolean(manifest.description?.trim()), 'a description'],
		[manifest.license === root.license, "the project's licence"],
		[manifest.engines?.node === root.engines?.node, "the project's versions of Node.js"],
		[manifest.repository?.url === root.repository?.url, "the project's repository"],
		[Boolean(manifest.homepage && manifest.author?.email), 'homepage and author'],
		[Object.keys(scripts).length === 0, 'a way without scripts'],
		[manifest.devDependencies === undefined, 'a way without devDependencies'],
	];
	const versions = Object.entries(dependencies).flatMap(([name, version]) => {
		const tested = locked[`node_modules/${name}`]?.version;
		return tested === version ? [] : [`${name} is ${version}, but was tested as ${tested}.`];
	});
	return [
		...wanted.filter(([holds]) => !holds).map(([, what]) => `The manifest lacks ${what}.`),
		...versions,
	];
}

/** What is in the gateway's tarball and should not be, or the other way round; empty when all is well. */
export function checkGatewayContents(
	files: readonly string[],
	manifest: GatewayManifest,
): string[] {
	const isAllowed = (file: string): boolean =>
		AT_TOP.includes(file) ||
		file.startsWith('deploy/') ||
		/^dist\/pages\/(templates\/\w+\.eta|assets\/\w+\.(css|js))$/.test(file) ||
		/^dist\/.+\.js(on)?$/.test(file);
	const needed = [...AT_TOP, ...Object.values(manifest.bin ?? {})];
	return [
		...files.filter((file) => !isAllowed(file)).map((file) => `The tarball carries ${file}.`),
		...needed.filter((file) => !files.includes(file)).map((file) => `The tarball lacks ${file}.`),
	];
}

const LOADED = /\brequire(?:\.resolve)?\(\s*["']([^"']+)["']\s*\)/g;

/**
 * What the compiled code loads and nobody installs with it; empty when nothing.
 *
 * @param scripts of the tarball
 * @param files all that the tarball holds
 */
export function checkGatewayImports(
	scripts: readonly TextFile[],
	files: readonly string[],
	{ dependencies = {} }: GatewayManifest,
): string[] {
	const isThere = (from: string, name: string): boolean => {
		if (name.startsWith('.')) {
			const file = path.posix.join(path.posix.dirname(from), name);
			return ['', '.js', '/index.js'].some((ending) => files.includes(file + ending));
		}
		if (name.startsWith('node:')) return builtinModules.includes(name.slice('node:'.length));
		const [scope, rest] = name.split('/');
		return (name.startsWith('@') ? `${scope}/${rest}` : scope) in dependencies;
	};
	return scripts.flatMap(({ name, text }) =>
		[...text.matchAll(LOADED)]
			.map(([, loaded]) => loaded)
			.filter((loaded) => !isThere(name, loaded))
			.map((loaded) => `${name} loads ${loaded}.`),
	);
}
