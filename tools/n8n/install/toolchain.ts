/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

function onPath(program: string): boolean {
	const suffixes = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
	const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
	return folders.some((folder) =>
		suffixes.some((suffix) => {
			try {
				accessSync(path.join(folder, program + suffix), constants.X_OK);
				return true;
			} catch {
				return false;
			}
		}),
	);
}

/** What compiling a native module needs and this machine lacks, in words; empty when all is there. */
export function missingBuildTools(): string[] {
	const needed: Array<[string, string[]]> = [
		['Python 3', ['python3', 'python']],
		['make', ['make', 'gmake']],
		['a C++ compiler', ['g++', 'c++', 'clang++']],
	];
	if (process.platform === 'win32') return [];
	return needed
		.filter(([, programs]) => !programs.some(onPath))
		.map(([description]) => description);
}

/** How to get the tools for compiling native modules, for the system this runs on. */
export function howToGetBuildTools(): string {
	if (process.platform === 'darwin') return 'xcode-select --install';
	if (process.platform === 'win32') {
		return 'install Visual Studio Build Tools with "Desktop development with C++", and Python 3';
	}
	if (onPath('apt-get')) return 'apt-get update && apt-get install -y python3 make g++';
	if (onPath('dnf')) return 'dnf install -y python3 make gcc-c++';
	if (onPath('apk')) return 'apk add python3 make g++';
	return "install Python 3, make and a C++ compiler with your system's package manager";
}
