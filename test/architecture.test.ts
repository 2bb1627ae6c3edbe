/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PROJECT = process.cwd();
const CRUISER = path.join(
	PROJECT,
	'node_modules',
	'dependency-cruiser',
	'bin',
	'dependency-cruise.mjs',
);

interface Violation {
	rule: { name: string };
	from: string;
	to: string;
}

interface Cruise {
	summary: { violations: Violation[]; totalCruised: number };
}

async function cruise(
	folder: string,
	parts = ['nodes', 'credentials'],
): Promise<Cruise['summary']> {
	const config = path.join(folder, '.dependency-cruiser.cjs');
	const { stdout } = await run(
		process.execPath,
		[CRUISER, ...parts, '--config', config, '--output-type', 'json'],
		{ cwd: folder, maxBuffer: 100_000_000 },
	);
	return (JSON.parse(stdout) as Cruise).summary;
}

describe('Imports of the published code', () => {
	let found: Cruise['summary'];

	beforeAll(async () => {
		found = await cruise(PROJECT);
	}, 120_000);

	const against = (...rules: RegExp[]) =>
		found.violations
			.filter(({ rule }) => rules.some((one) => one.test(rule.name)))
			.map(({ from, to }) => `${from} imports ${to}`);

	it('are found', () => {
		expect(found.totalCruised).toBeGreaterThan(100);
	});

	it('come from the package itself and what n8n gives', () => {
		expect(against(/^only-what-n8n-gives$/)).toEqual([]);
	});

	it('go the way that docs/architecture.md says', () => {
		expect(against(/-may-not-import-this$/, /^not-in-the-table$/)).toEqual([]);
	});

	it('lead nowhere in a circle', () => {
		expect(against(/^no-circles$/)).toEqual([]);
	});
});

describe('Imports of the gateway, the simulator and the sandbox', () => {
	it('go the way that docs/architecture.md says', async () => {
		const found = await cruise(PROJECT, ['gateway', 'simulator', 'sandbox']);
		expect(found.totalCruised).toBeGreaterThan(300);
		expect(found.violations.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
	}, 120_000);
});

describe('The check of imports', () => {
	let folder: string;

	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'imports-'));
		const node = path.join(folder, 'nodes', 'QuickBooksEnterprise');
		const files: Record<string, string> = {
			'common/low.ts': "import { high } from '../actions/high';\nexport const low = () => high;\n",
			'actions/high.ts': "import { low } from '../common/low';\nexport const high = () => low;\n",
			'attic/new.ts': "import path from 'path';\nexport const join = path.join;\n",
		};
		for (const [file, text] of Object.entries(files)) {
			await mkdir(path.dirname(path.join(node, file)), { recursive: true });
			await writeFile(path.join(node, file), text);
		}
		await mkdir(path.join(folder, 'credentials'));
		await mkdir(path.join(folder, 'gateway'));
		await writeFile(
			path.join(folder, 'gateway', 'server.ts'),
			"export { low } from '../nodes/QuickBooksEnterprise/common/low';\n",
		);
		await mkdir(path.join(folder, 'docs'));
		for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'docs/architecture.md']) {
			await writeFile(path.join(folder, file), await readFile(path.join(PROJECT, file)));
		}
	});

	afterAll(async () => await rm(folder, { recursive: true, force: true }));

	it('names an import against the table, a circle, a strange package and a new folder', async () => {
		const { violations } = await cruise(folder, ['nodes', 'credentials', 'gateway']).catch(
			(error: { stdout: string }) => (JSON.parse(error.stdout) as Cruise).summary,
		);
		expect([...new Set(violations.map(({ rule }) => rule.name))].sort()).toEqual([
			'common-may-not-import-this',
			'gateway-may-not-know-this',
			'no-circles',
			'not-in-the-table',
			'only-what-n8n-gives',
		]);
	}, 60_000);
});
