'use strict';
// The tests that take no time: each of some thousand mutants runs those that reach it.
const path = require('node:path');
const base = require('../../jest.config.cjs');

module.exports = {
  ...base,
  rootDir: path.join(__dirname, '..', '..'),
  testMatch: ['domain/*', 'operations/{voting,agreement,whilePending,formProblems,eligible,deciding}'].map(
    (name) => `**/test/${name}.test.ts`,
  ),
};
