const Module = require('node:module');
const { readFileSync, statSync } = require('node:fs');
const { dirname } = require('node:path');
const { compileFunction } = require('node:vm');

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

/**
 * Lets Node run the modules of a folder anew without compiling them anew, which is two thirds of the time that loading
 * them takes.
 *
 * @param {string} folder with a separator at its end
 */
module.exports = function compileOnce(folder) {
	/** @type {Map<string, { atMs: number, run: Function }>} */
	const compiled = new Map();
	const loadAsNode = Module._extensions['.js'];

	const compile = (file) => {
		const { mtimeMs } = statSync(file);
		const known = compiled.get(file);
		// Somebody who watches the tests builds in between.
		if (known?.atMs === mtimeMs) return known.run;
		const run = compileFunction(readFileSync(file, 'utf8'), PARAMETERS, { filename: file });
		compiled.set(file, { atMs: mtimeMs, run });
		return run;
	};

	Module._extensions['.js'] = (module, file) => {
		if (!file.startsWith(folder)) return loadAsNode(module, file);
		const load = (id) => module.require(id);
		compile(file).call(module.exports, module.exports, load, module, file, dirname(file));
	};
};
