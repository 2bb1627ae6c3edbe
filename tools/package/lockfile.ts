/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

interface LockedPackage {
	version?: string;
	integrity?: string;
	link?: boolean;
	inBundle?: boolean;
	optional?: boolean;
	os?: string[];
	resolved?: string;
	optionalDependencies?: Record<string, string>;
}

type LockedPackages = Record<string, LockedPackage>;

async function readLocked(folder: string): Promise<LockedPackages> {
	const text = await readFile(path.join(folder, 'package-lock.json'), 'utf8');
	return (JSON.parse(text) as { packages: LockedPackages }).packages;
}

/** Whether `name`, asked for by the package at `location`, is locked where Node would look for it. */
function isLocked(packages: LockedPackages, location: string, name: string): boolean {
	const folders = location.split('/node_modules/');
	for (let depth = folders.length; depth >= 0; depth--) {
		const folder = folders.slice(0, depth).join('/node_modules/');
		if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
	}
	return false;
}

/**
 * Builds of native modules for other platforms that a registry did not have when the lockfile was
 * written: npm ci refuses a lockfile without them, on every platform.
 */
function missingBuilds(packages: LockedPackages): string[] {
	return Object.entries(packages).flatMap(([location, { optionalDependencies = {} }]) =>
		Object.keys(optionalDependencies).filter((name) => !isLocked(packages, location, name)),
	);
}

/** A build for one system, of which only that system installs any. */
function isBuildOf({ optional, os }: LockedPackage): boolean {
	return Boolean(optional && os);
}

function withoutChecksum(packages: LockedPackages): string[] {
	return (
		Object.entries(packages)
			// A workspace is a folder of this repository, and no download.
			.filter(([name]) => name.includes('node_modules/'))
			.filter(([, { integrity, link, inBundle }]) => !integrity && !link && !inBundle)
			.map(([name]) => name)
	);
}

/**
 * Builds for other systems whose checksum is not known, since the registry did not have them when the lockfile
 * was written. npm takes them as they come there.
 */
export async function buildsWithoutChecksum(folder: string): Promise<string[]> {
	return withoutChecksum(await readLocked(folder));
}

/** What keeps the lockfile and npm's settings from working with any registry and platform; empty when nothing. */
export async function checkLockfile(folder: string): Promise<string[]> {
	const findings: string[] = [];
	const packages = await readLocked(folder);
	const resolved = Object.entries(packages).filter(([, entry]) =>
		/^https?:/.test(entry.resolved ?? ''),
	);
	if (resolved.length > 0) {
		findings.push(
			`package-lock.json names the registry of whoever wrote it (${resolved.length} times "resolved", first in ${resolved[0][0]}). Install with omit-lockfile-registry-resolved.`,
		);
	}
	const missing = missingBuilds(packages);
	if (missing.length > 0) {
		findings.push(`package-lock.json lacks optional dependencies: ${missing.join(', ')}`);
	}
	const [unchecked] = withoutChecksum(packages).filter((name) => !isBuildOf(packages[name]));
	if (unchecked) findings.push(`package-lock.json has no checksum of ${unchecked}.`);
	const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
		version: string;
	};
	if (packages['']?.version !== version) {
		findings.push('package-lock.json is of another version than package.json.');
	}
	const settings = await readFile(path.join(folder, '.npmrc'), 'utf8');
	if (/registry\s*=|_auth|:\/\//i.test(settings.replace(/omit-lockfile-registry-resolved/g, ''))) {
		findings.push('.npmrc names a registry or a login.');
	}
	if (!/^ignore-scripts=true$/m.test(settings)) {
		findings.push('.npmrc does not keep packages from running code on being installed.');
	}
	return findings;
}
