/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The newest n8n that the package is tried with, and the oldest. n8n 2.40 and later need Node 24, 2.0 takes it. */
const TESTED_N8N_VERSIONS = { newest: '2.41.1', oldest: '2.0.3' };
const TESTED_NODE_VERSION = '24.21.0';
const NODE_MAJOR = 24;

/** What n8n keeps its data in: its native module has no build for every platform. */
export const SQLITE_VERSION = '5.1.7';

/**
 * The version of n8n to run: `QBE_N8N_VERSION`, or else the newest that the package is tried with.
 *
 * @throws when the variable holds something that is no version number, nor `newest` or `oldest`
 */
export function n8nVersion(): string {
	const wanted = process.env.QBE_N8N_VERSION?.trim() || 'newest';
	if (wanted === 'newest' || wanted === 'oldest') return TESTED_N8N_VERSIONS[wanted];
	if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(wanted)) {
		throw new Error(
			`QBE_N8N_VERSION is "${wanted}". Give "newest", "oldest" or one version number, for example 2.41.1.`,
		);
	}
	return wanted;
}

/** Takes `--n8n=<version>` out of what a command was given and has it run that version. */
export function takeN8nVersion(commandArguments: string[]): string[] {
	const isVersion = (argument: string) => argument.startsWith('--n8n=');
	const version = commandArguments.find(isVersion);
	if (version) process.env.QBE_N8N_VERSION = version.slice('--n8n='.length);
	return commandArguments.filter((argument) => !isVersion(argument));
}

/** `linux-x64`, `darwin-arm64`, `win-x64`: the names under which npm carries Node itself. */
export function platformName(): string {
	const system = process.platform === 'win32' ? 'win' : process.platform;
	return `${system}-${process.arch}`;
}

/** Where a Node's own headers are, which native modules compile against. */
export function headersBeside(nodeFolder: string): boolean {
	return existsSync(path.join(nodeFolder, 'include', 'node', 'node.h'));
}

/**
 * Whether the Node that runs this can run n8n too. It needs its headers as well, or compiling a
 * native module would have to download them from outside the package registry.
 */
export function hostNodeFits(): boolean {
	const major = Number(process.versions.node.split('.')[0]);
	return major === NODE_MAJOR && headersBeside(path.dirname(path.dirname(process.execPath)));
}

/** The version of Node that will run n8n. */
export function nodeVersion(): string {
	return hostNodeFits() ? process.versions.node : TESTED_NODE_VERSION;
}
