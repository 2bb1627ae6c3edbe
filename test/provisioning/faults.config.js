// The long run of the tests in which anything goes wrong: `npm run test:faults`.
const { resolve } = require('node:path');
const base = require('../../jest.config');

process.env.FAULTS_PROVISIONS ??= '10000';
process.env.FAULTS_RECORDS ??= '3000';

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: resolve(__dirname, '../..'),
	roots: ['<rootDir>/test/provisioning', '<rootDir>/test/records'],
	testMatch: ['**/faults*.test.ts'],
};
