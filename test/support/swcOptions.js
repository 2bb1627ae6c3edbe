/**
 * How TypeScript becomes what Node runs, in the tests.
 *
 * @type {import('@swc/core').Options}
 */
module.exports = {
	jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
	module: { type: 'commonjs' },
};
