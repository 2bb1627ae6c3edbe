// The long run of the tests in which anything goes wrong: `npm run test:faults`.
const { resolve } = require('node:path');
const base = require('../../jest.config');

process.env.FAULTS_PROVISIONS ??= '10000';
process.env.FAULTS_RECORDS ??= '3000';
process.env.FAULTS_BOOKS ??= '300';
process.env.FAULTS_CUTS ??= '10000';
// Each of these kills processes, and takes some seconds.
process.env.FAULTS_KILLS ??= '200';
// Other plans each time; a failure names the seed.
process.env.FAULTS_SEED ??= String(Date.now() % 1_000_000_000);

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: resolve(__dirname, '../..'),
	roots: ['<rootDir>/test/promises'],
	testMatch: ['**/faults*.test.ts', '**/*.long.ts'],
};
