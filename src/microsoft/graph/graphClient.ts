import { z } from 'zod/v4';
import type { Log } from '../../ports';
import { Caller } from '../http/caller';
import { decode } from '../http/decode';
import type { GraphCall, SendGraph } from './graphSender';

const eventual = { ConsistencyLevel: 'eventual' };

/** Reads and writes of Graph, with answers in the shape that is asked for. */
export class GraphClient {
  private readonly caller: Caller;

  constructor(
    private readonly send: SendGraph,
    log: Log,
  ) {
    this.caller = new Caller('Graph', log);
  }

  /** One thing; nothing where it is not there. */
  async find<T>(what: string, path: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const answer = await this.caller.find(what, () => this.send('read', { method: 'get', path }));
    return answer === undefined ? undefined : decode('Graph', what, schema, answer.body);
  }

  /**
   * All things of a collection, page after page; none where the thing they belong to is not there.
   * `advanced` asks the index for what the directory itself cannot answer. After `pages` pages it stops.
   */
  async list<T>(
    what: string,
    path: string,
    schema: z.ZodType<T>,
    options: { readonly advanced?: true; readonly pages?: number } = {},
  ): Promise<readonly T[]> {
    const page = z.object({ value: z.array(schema), '@odata.nextLink': z.string().optional() });
    const found: T[] = [];
    let next: string | undefined = path;
    for (let pages = options.pages ?? Infinity; next !== undefined && pages > 0; pages -= 1) {
      const call: GraphCall = {
        method: 'get',
        path: next,
        ...(options.advanced ? { headers: eventual } : {}),
      };
      const answer = await this.caller.find(what, () => this.send('read', call));
      if (answer === undefined) return found;
      const { value, '@odata.nextLink': nextLink } = decode('Graph', what, page, answer.body);
      found.push(...value);
      next = nextLink;
    }
    return found;
  }

  /** Sends one change, once, and returns the body of the answer. */
  async write(what: string, call: GraphCall): Promise<unknown> {
    return (await this.caller.write(what, () => this.send('write', call))).body;
  }
}
