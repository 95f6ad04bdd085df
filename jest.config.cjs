'use strict';
// Tests are CommonJS; the few dependencies that ship as ES modules only are compiled on the way in.
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/attacks/',
    '<rootDir>/test/contracts/',
    '<rootDir>/test/long/',
    '<rootDir>/test/many/',
  ],
  transform: {
    '^.+\\.c?[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [
    '/node_modules/(?!(pg-boss|kysely|@electric-sql|hono|@hono|serialize-error|non-error|type-fest|cron-parser)/)',
  ],
  testTimeout: 60000,
  maxWorkers: 2,
};
