const { execFile } = require('node:child_process');
const { copyFile, cp, mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { promisify } = require('node:util');
const { dest, parallel, series, src } = require('gulp');

const run = promisify(execFile);
const outputFolder = path.join(__dirname, 'dist');

async function clean() {
	await rm(outputFolder, { recursive: true, force: true });
}

/** TypeScript 7 takes a sixth of the time of 5.9, which n8n's lint needs beside it. What both emit is the same. */
const compiler = path.join(
	path.dirname(require.resolve('typescript-native/package.json')),
	'bin',
	'tsc',
);

async function runCompiler(config, ...options) {
	try {
		await run(process.execPath, [compiler, '-p', path.join(__dirname, config), ...options]);
	} catch (error) {
		throw new Error(`TypeScript found:\n${error.stdout || error.message}`);
	}
}

/** Compiles credentials/ and nodes/ with the project's own compiler and tsconfig. */
async function compile() {
	// n8n's own tsconfig names a way of resolving modules that TypeScript 7 does not know any more.
	await runCompiler('tsconfig.json', '--moduleResolution', 'bundler');
}

/** Checks the types of everything, the tests included. Writes nothing. */
async function typecheck() {
	await runCompiler('tsconfig.tools.json');
}

/** Both colour schemes of each icon. Read as bytes: gulp 5 would re-encode them as text otherwise. */
function icons() {
	return src('icons/**/*.svg', { encoding: false }).pipe(dest('dist/icons'));
}

/** The codex files: what n8n's node panel shows and searches. */
function codex() {
	return src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
}

/** Writes the compiled output schemas as the files in which n8n looks for them. */
async function schemas() {
	const nodeFolder = path.join(outputFolder, 'nodes', 'QuickBooksEnterprise');
	const { outputSchemas } = require(path.join(nodeFolder, 'outputSchemas.js'));
	for (const [version, resources] of Object.entries(outputSchemas)) {
		for (const [resource, operations] of Object.entries(resources)) {
			const folder = path.join(nodeFolder, '__schema__', version, resource);
			await mkdir(folder, { recursive: true });
			for (const [operation, schema] of Object.entries(operations)) {
				await writeFile(path.join(folder, `${operation}.json`), JSON.stringify(schema));
			}
		}
	}
}

/** The gateway's package stands where neither lint nor the n8n package looks. */
const gatewayPackage = path.join(__dirname, 'node_modules', '.cache', 'gateway');

/** Puts the gateway together as the package that is packed from there, with a manifest that may be published. */
async function gateway() {
	await rm(gatewayPackage, { recursive: true, force: true });
	await runCompiler('gateway/tsconfig.json');
	const own = (...names) => path.join(__dirname, 'gateway', ...names);
	const packed = (...names) => path.join(gatewayPackage, ...names);
	for (const folder of ['templates', 'assets']) {
		await cp(own('pages', folder), packed('dist', 'pages', folder), { recursive: true });
	}
	await cp(own('deploy'), packed('deploy'), { recursive: true });
	await copyFile(own('README.md'), packed('README.md'));
	await copyFile(path.join(__dirname, 'LICENSE.md'), packed('LICENSE.md'));
	const { private: _onlyHere, ...manifest } = JSON.parse(
		await readFile(own('package.json'), 'utf8'),
	);
	await writeFile(packed('package.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
}

exports.clean = clean;
exports.gateway = gateway;
exports.compile = compile;
exports.icons = icons;
exports.codex = codex;
exports.schemas = schemas;
exports.build = series(clean, parallel(compile, icons, codex), schemas);
/** What stands before the tests. The two take as long as the longer one on two cores. */
exports.check = parallel(exports.build, typecheck);
exports.typecheck = typecheck;
exports.default = exports.build;
