'use strict';
// Attacks on a running bot: they take long, and so do not belong to `npm test`.
const base = require('./jest.config.cjs');

module.exports = { ...base, roots: ['<rootDir>/test/attacks'], testPathIgnorePatterns: ['/node_modules/'] };
