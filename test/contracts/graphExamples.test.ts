import { startCloudClient, type CloudClient } from '../support/cloudClient';
import { compareShape } from './support/compareShape';
import { contract } from './support/contract';
import { documentedOtherwise, notShown, playedExamples, refusedExamples } from './support/graphExamples';
import { withoutAnnotations } from './support/schemaCheck';

interface Example {
  readonly request: { readonly method: string; readonly url: string };
  readonly response: { readonly statusCode: number; readonly body?: unknown };
}
const graph = 'https://graph.microsoft.com/v1.0';
const examples = (contract('graph-docs-examples.json') as readonly Example[]).map(
  ({ request, response }) => ({
    name: `${request.method} ${request.url.replace(graph, '')}`,
    method: request.method,
    response,
  }),
);

describe('The examples of Graph’s reference', () => {
  let client: CloudClient;
  beforeEach(async () => {
    client = await startCloudClient();
  });
  afterEach(() => client.cloud.close());

  it('are all here: played, or not played for a reason that is told', () => {
    const told = [...Object.keys(playedExamples), ...Object.keys(refusedExamples)];
    expect(told.sort()).toEqual([...new Set(examples.map(({ name }) => name))].sort());
  });

  it('that are played are answered with the same status and the same types, less what is listed', async () => {
    for (const { name, method, response } of examples) {
      const prepare = playedExamples[name];
      if (prepare === undefined) continue;
      const { path, ...more } = await prepare(client);
      const { status, body } = await client.signedCall(method, `${graph}${path}`, more);
      const otherwise = documentedOtherwise[name];
      expect(`${name}: ${String(status)}`).toBe(
        `${name}: ${String(otherwise?.status ?? response.statusCode)}`,
      );
      if (otherwise !== undefined || response.body === undefined) continue;
      const { conflicts, missing } = compareShape(
        withoutAnnotations(response.body),
        withoutAnnotations(body),
      );
      expect({ name, conflicts, missing }).toEqual({ name, conflicts: [], missing: notShown[name] ?? [] });
    }
  });

  it('that are not played are refused, and do not pass for played ones', async () => {
    for (const { name, method } of examples) {
      const refused = refusedExamples[name];
      if (refused === undefined) continue;
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} };
      const { status } = await client.signedCall(method, `${graph}${refused.path}`, body);
      expect({ name, refused: status >= 400 }).toEqual({ name, refused: true });
    }
  });
});
