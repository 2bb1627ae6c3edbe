/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Places where a lockfile or npm's settings tie the project to one registry; empty when there is none. */
export async function findRegistryHosts(folder: string): Promise<string[]> {
	const findings: string[] = [];
	const lockfile = JSON.parse(await readFile(path.join(folder, 'package-lock.json'), 'utf8')) as {
		packages: Record<string, { resolved?: string }>;
	};
	const resolved = Object.entries(lockfile.packages).filter(([, entry]) =>
		/^https?:/.test(entry.resolved ?? ''),
	);
	if (resolved.length > 0) {
		findings.push(
			`package-lock.json names the registry of whoever wrote it (${resolved.length} times "resolved", first in ${resolved[0][0]}). Install with omit-lockfile-registry-resolved.`,
		);
	}
	const settings = await readFile(path.join(folder, '.npmrc'), 'utf8');
	if (/registry\s*=|_auth|:\/\//i.test(settings.replace(/omit-lockfile-registry-resolved/g, ''))) {
		findings.push('.npmrc names a registry or a login.');
	}
	return findings;
}
