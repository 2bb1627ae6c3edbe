/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import path from 'node:path';
import { cleanEnvironment } from '../serve/environment';
import { temporaryFolder } from '../serve/leftovers';
import { run } from '../serve/processes';

/** The folder of this project. */
export const projectFolder = path.resolve(__dirname, '..', '..', '..');

export interface PackedFile {
	path: string;
	/** Bytes, unpacked. */
	size: number;
}

export interface PackedPackage {
	/** Path of the `.tgz`, in a temporary folder. */
	tarball: string;
	name: string;
	version: string;
	/** Bytes of the tarball. */
	size: number;
	files: PackedFile[];
}

/** Compiles the package into `dist/`. */
export async function build(): Promise<void> {
	await run('npm', ['run', '--silent', 'build'], { cwd: projectFolder, env: cleanEnvironment() });
}

/**
 * Packs a package as publishing would.
 *
 * @param packageFolder that of the n8n package, of which what is in `dist/` is packed, or another one
 */
export async function pack(packageFolder = projectFolder): Promise<PackedPackage> {
	const folder = await temporaryFolder('pack');
	const { stdout } = await run(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: packageFolder, env: cleanEnvironment() },
	);
	const [packed] = JSON.parse(stdout) as Array<{
		filename: string;
		name: string;
		version: string;
		size: number;
		files: PackedFile[];
	}>;
	return {
		tarball: path.join(folder, packed.filename),
		name: packed.name,
		version: packed.version,
		size: packed.size,
		files: packed.files.map(({ path: file, size }) => ({ path: file, size })),
	};
}
