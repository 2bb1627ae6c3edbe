/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Manifest } from './manifest';

/** A text file by its path from the project's folder. */
export interface TextFile {
	name: string;
	text: string;
}

const PAGES = ['README.md', 'LICENSE.md', 'CHANGELOG.md', 'SECURITY.md', 'CONTRIBUTING.md'];
const WORKFLOWS = '.github/workflows';

async function readFiles(folder: string, names: string[]): Promise<TextFile[]> {
	return await Promise.all(
		names.map(async (name) => ({ name, text: await readFile(path.join(folder, name), 'utf8') })),
	);
}

export async function readManifest(folder: string): Promise<Manifest> {
	return JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** The pages at the top of the project; one that is not there is left out. */
export async function readPages(folder: string): Promise<TextFile[]> {
	const present = await readdir(folder);
	return await readFiles(
		folder,
		PAGES.filter((name) => present.includes(name)),
	);
}

export async function readWorkflows(folder: string): Promise<TextFile[]> {
	const names = (await readdir(path.join(folder, WORKFLOWS))).filter((name) =>
		/\.ya?ml$/.test(name),
	);
	return await readFiles(
		folder,
		names.map((name) => `${WORKFLOWS}/${name}`),
	);
}

/** Files of the unpacked tarball with one of these endings. */
export async function readPacked(
	folder: string,
	files: string[],
	endings: string[],
): Promise<TextFile[]> {
	return await readFiles(
		folder,
		files.filter((file) => endings.some((ending) => file.endsWith(ending))),
	);
}
