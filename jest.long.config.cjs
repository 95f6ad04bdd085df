'use strict';
// Stories that take long, and so do not belong to `npm test`.
const base = require('./jest.config.cjs');

module.exports = { ...base, roots: ['<rootDir>/test/long'], testPathIgnorePatterns: ['/node_modules/'] };
