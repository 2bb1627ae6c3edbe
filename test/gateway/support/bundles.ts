/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdtemp, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

const FOLDER = path.resolve(__dirname, '../../..');
/** Node finds packages from there. */
const CACHE = path.join(FOLDER, 'node_modules', '.cache');

/** What stands beside a module is read from where it stands. */
const ownFolders: Plugin = {
	name: 'own folders',
	setup: ({ onLoad }) =>
		onLoad({ filter: /[\\/](?:gateway|simulator)[\\/].*\.ts$/ }, async ({ path: file }) => {
			const source = await readFile(file, 'utf8');
			if (!source.includes('__dirname')) return undefined;
			const folder = JSON.stringify(path.dirname(file));
			return { contents: `const __dirname = ${folder};\n${source}`, loader: 'ts' };
		}),
};

/** Programs of which each is one file of JavaScript: a process that is started again and again starts in a third of the time. */
export class Bundles {
	private constructor(private readonly folder: string) {}

	/** @param programs files of TypeScript, from the folder of the project */
	static async make(programs: readonly string[]): Promise<Bundles> {
		await mkdir(CACHE, { recursive: true });
		const folder = await mkdtemp(path.join(CACHE, 'bundles-'));
		await build({
			absWorkingDir: FOLDER,
			entryPoints: [...programs],
			entryNames: '[name]',
			outdir: folder,
			bundle: true,
			platform: 'node',
			target: 'node20',
			external: ['libsql', '@picocss/pico', 'pg-native'],
			plugins: [ownFolders],
		});
		return new Bundles(folder);
	}

	/** @returns the file that stands for a program */
	of(program: string): string {
		return path.join(this.folder, `${path.basename(program, '.ts')}.js`);
	}

	async remove(): Promise<void> {
		await rm(this.folder, { recursive: true, force: true });
	}
}
