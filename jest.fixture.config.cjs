'use strict';
// Not a test: keeps requests as the present version stores them, for the tests of later ones.
const base = require('./jest.config.cjs');

module.exports = {
  ...base,
  roots: ['<rootDir>/test/store/fixtures'],
  testMatch: ['**/makeFixture.ts'],
};
