/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    // Jest cannot require() an ES module before Node 24.9, neither for us nor for @fastify/static.
    '^content-disposition$': '<rootDir>/node_modules/content-disposition',
    '/load-swagger\\.cjs$': '<rootDir>/test/support/load-swagger.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            useDefineForClassFields: false,
          },
        },
      },
    ],
  },
  globalSetup: '<rootDir>/test/setup/set-up-databases.mjs',
  globalTeardown: '<rootDir>/test/setup/remove-databases.mjs',
  testSequencer: '<rootDir>/test/setup/longest-first.mjs',
  maxWorkers: 2,
  testTimeout: 180_000,
};
