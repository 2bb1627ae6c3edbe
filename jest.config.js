const { availableParallelism } = require('node:os');
const swcOptions = require('./test/support/swcOptions');

const projectFolder = __dirname.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/support/environment.ts',
	// The globals of the process are among those of a test file, and must not be cleaned up with them.
	testEnvironmentOptions: { globalsCleanup: 'off' },
	globalSetup: '<rootDir>/test/support/globalSetup.ts',
	globalTeardown: '<rootDir>/test/support/globalTeardown.ts',
	moduleNameMapper: {
		'^n8n-core$': '<rootDir>/test/support/engineModules/n8nCore.js',
		'^fast-check$': '<rootDir>/test/support/engineModules/fastCheck.js',
		'^light-my-request$': '<rootDir>/test/support/engineModules/lightMyRequest.js',
		'^n8n-workflow$': '<rootDir>/test/support/engineModules/n8nWorkflow.js',
		'^typescript$': '<rootDir>/test/support/engineModules/typescript.js',
	},
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json'],
	transform: {
		[`^${projectFolder}/(sandbox|simulator|gateway)/.+\\.ts$`]:
			'<rootDir>/test/support/outsideModule.js',
		'^.+\\.ts$': ['@swc/jest', swcOptions],
	},
	// Tests wait for servers and timers half of their time, so there are two workers more than cores.
	maxWorkers: availableParallelism() + 2,
	testTimeout: 30000,
};
