// The long run of the provisioning tests: `npm run test:faults`.
const { resolve } = require('node:path');
const base = require('../../jest.config');

process.env.FAULTS_PROVISIONS ??= '10000';

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: resolve(__dirname, '../..'),
	roots: ['<rootDir>/test/provisioning'],
	testMatch: ['**/faults.test.ts'],
};
