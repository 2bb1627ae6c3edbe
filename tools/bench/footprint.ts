import { cleanEnvironment } from '../n8n/serve/environment';
import { projectFolder, type PackedPackage } from '../n8n/install/pack';
import { run } from '../n8n/serve/processes';
import { median } from './report/statistics';

const LOADS = 5;

/** What the package costs an n8n that uses none of it. */
export interface Footprint {
	/** Time to load the node into a fresh process that has n8n's own library already, in milliseconds. */
	loadMs: number;
	/** How many of the package's files that reads. */
	filesLoaded: number;
	tarballBytes: number;
}

/** Loads the node's file, makes the node as n8n does at its start, and tells what that took. */
const LOAD = `
	require('n8n-workflow');
	const before = Object.keys(require.cache).length;
	const startedAtMs = performance.now();
	const { QuickBooksEnterprise } = require('./dist/nodes/QuickBooksEnterprise/QuickBooksEnterprise.node.js');
	new QuickBooksEnterprise();
	const loadMs = performance.now() - startedAtMs;
	console.log(JSON.stringify({ loadMs, filesLoaded: Object.keys(require.cache).length - before }));
`;

/** In: the program that is n8n's Node; the package as it is in `dist/`. */
export async function measureFootprint(
	nodeProgram: string,
	{ size }: PackedPackage,
): Promise<Footprint> {
	const loads: Array<Omit<Footprint, 'tarballBytes'>> = [];
	for (let load = 0; load < LOADS; load++) {
		const { stdout } = await run(nodeProgram, ['-e', LOAD], {
			cwd: projectFolder,
			env: cleanEnvironment(),
		});
		loads.push(JSON.parse(stdout) as (typeof loads)[number]);
	}
	return {
		loadMs: median(loads.map(({ loadMs }) => loadMs)),
		filesLoaded: loads[0].filesLoaded,
		tarballBytes: size,
	};
}
