// The long run of the tests with random records: `npm run test:qbxml`.
const { resolve } = require('node:path');
const base = require('../../../jest.config');

process.env.QBXML_RUNS ??= '200';

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: resolve(__dirname, '../../..'),
	testMatch: [
		'**/test/gateway/qbxml/{roundTrip,mutations}.test.ts',
		'**/test/simulator/qbxml/writer.test.ts',
	],
	testTimeout: 600_000,
};
