/** Tests are ES modules in TypeScript; swc strips the types, `npm run types` checks them. */
const common = {
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/support/properties.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
};

export default {
  testTimeout: 30_000,
  // All cores: many tests wait for processes and sockets of their own.
  maxWorkers: '100%',
  projects: [
    { ...common, displayName: 'sources', globals: { BUILT: false }, testMatch: ['<rootDir>/test/**/*.test.ts'] },
    {
      ...common,
      // What is tested is what ships: the tests of commands run once more on the program as it was built.
      displayName: 'built',
      globals: { BUILT: true },
      testMatch: ['<rootDir>/test/cli/**/*.test.ts'],
      moduleNameMapper: { '/src/run\\.ts$': '<rootDir>/test/support/built-run.ts' },
    },
  ],
};
