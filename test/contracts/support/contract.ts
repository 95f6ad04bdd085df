import { readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(__dirname, '..', '..', '..', '..', 'shared', 'contracts');

/**
 * One of Microsoft's contracts, parsed. The caller says what it expects in it; nothing of it is kept in the project.
 * Throws where there is no such file.
 */
export function contract(file: string): unknown {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as unknown;
}
