import { doesNotExist, invalidRequest } from './dataverseRefusal';
import type { DataverseCall } from './dataverseCall';
import type { DataverseRoute } from './dataverseRoute';
import { businessUnits, roles, systemUsers, teams, type Table } from './tables';

/** Reads of the tables: lists, single rows, and the collections of a row. */
export const tableRoutes: readonly DataverseRoute[] = [systemUsers, roles, teams, businessUnits].flatMap(
  (table): readonly DataverseRoute[] => [
    {
      method: 'GET',
      path: new RegExp(`^/${table.set}$`),
      answer: (call) => call.page(table),
    },
    {
      method: 'GET',
      path: new RegExp(`^/${table.set}\\(([0-9a-f-]{36})\\)$`, 'i'),
      answer: (call) => call.one(table, call.routed.parts[0] ?? ''),
    },
    {
      method: 'GET',
      path: new RegExp(`^/${table.set}\\(([0-9a-f-]{36})\\)/(\\w+)$`, 'i'),
      answer: (call) => collection(call, table),
    },
  ],
);

function collection(call: DataverseCall, table: Table): Response {
  const [id = '', name = ''] = call.routed.parts;
  const key = id.toLowerCase();
  const there = table.rows(call.kit.world, call.environment).some((row) => row[table.key] === key);
  if (!there) throw doesNotExist(table.type, id);
  const found = table.collections[name];
  if (found === undefined) {
    call.report(`${table.type} has no ${name}`);
    throw invalidRequest(`Resource not found for the segment '${name}'.`, 404);
  }
  return call.page(found.table(), found.keys(call.environment, key));
}
