const Module = require('node:module');
const { transformFileSync } = require('@swc/core');
const swcOptions = require('./swcOptions');

/** Makes Node's own `require` take TypeScript, as jest's does. */
module.exports = function takeTypeScript() {
	const loaders = Module._extensions;
	loaders['.ts'] = (module, file) =>
		module._compile(transformFileSync(file, swcOptions).code, file);
	// `./grammar` is `grammar.ts` before it is `grammar.json`, as the compiler has it.
	for (const extension of ['.json', '.node']) {
		const loader = loaders[extension];
		delete loaders[extension];
		loaders[extension] = loader;
	}
};
