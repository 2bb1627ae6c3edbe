/**
 * Jest takes a module of the sandbox, the simulator or the gateway from the process around the test file, where
 * it is loaded once for all files: see environment.ts.
 */
module.exports = {
	process: (_source, file) => ({
		code: `module.exports = globalThis.outside.load(${JSON.stringify(file)});`,
	}),
	getCacheKey: (_source, file) => `outside:${file}`,
};
