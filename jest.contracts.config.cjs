'use strict';
// Holds the sandbox and what the bot says on the wire against Microsoft's own descriptions. They lie beside the
// project and not in it, hence a run of its own.
const usual = require('./jest.config.cjs');

module.exports = {
  ...usual,
  roots: ['<rootDir>/test/contracts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/support/withContracts.cjs',
};
