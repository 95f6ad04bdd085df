'use strict';
// Fifty requests on three instances while plugs are pulled: minutes, and so neither `npm test` nor `npm run long`.
const base = require('./jest.config.cjs');

module.exports = {
  ...base,
  roots: ['<rootDir>/test/many'],
  testPathIgnorePatterns: ['/node_modules/'],
};
