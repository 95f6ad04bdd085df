'use strict';
const { existsSync } = require('node:fs');
const path = require('node:path');

/** Lets no test begin where the contracts are missing: one sentence says so, instead of a failure of every test. */
module.exports = function withContracts({ rootDir }) {
  const folder = path.join(rootDir, '..', 'shared', 'contracts');
  if (existsSync(path.join(folder, 'errors.json'))) return;
  const missing = new Error(
    'Microsoft’s contracts are not there: put them into ../shared/contracts, beside the project, and run again; nothing was checked.',
  );
  missing.stack = missing.message;
  throw missing;
};
