import { z } from 'zod/v4';
import type { EnvironmentAddress } from '../../ports';
import type { Connection } from '../connection';
import type { Answer } from '../http/answer';
import { Caller } from '../http/caller';
import { decode } from '../http/decode';
import { createRestSender, type RestCall, type SendRest } from '../http/restSender';

const root = '/api/data/v9.2';
const odata = { 'OData-Version': '4.0', 'OData-MaxVersion': '4.0' };

/** Reads and writes of Dataverse's Web API v9.2 in any environment, with answers in the shape that is asked for. */
export class DataverseClient {
  private readonly caller: Caller;
  private readonly senders = new Map<string, SendRest>();

  constructor(private readonly connection: Connection) {
    this.caller = new Caller('Dataverse', connection.log);
  }

  /** One thing that is there. `path` is from the version on. */
  async read<T>(what: string, at: EnvironmentAddress, path: string, schema: z.ZodType<T>): Promise<T> {
    const call: RestCall = { method: 'get', path: `${root}${path}`, headers: odata };
    const answer = await this.caller.read(what, () => this.senderOf(at)('read', call));
    return decode('Dataverse', what, schema, answer.body);
  }

  /** All rows of a collection, page after page. */
  async list<T>(
    what: string,
    at: EnvironmentAddress,
    path: string,
    row: z.ZodType<T>,
  ): Promise<readonly T[]> {
    const page = z.object({ value: z.array(row), '@odata.nextLink': z.string().optional() });
    const found: T[] = [];
    let next: string | undefined = path;
    while (next !== undefined) {
      const { value, '@odata.nextLink': nextLink }: z.infer<typeof page> = await this.read(
        what,
        at,
        next,
        page,
      );
      found.push(...value);
      next = nextLink === undefined ? undefined : pathOf(at, nextLink);
    }
    return found;
  }

  /** Sends one change, once. `path` is from the version on. */
  write(what: string, at: EnvironmentAddress, call: RestCall): Promise<Answer> {
    const full = { ...call, path: `${root}${call.path}`, headers: { ...odata, ...call.headers } };
    return this.caller.write(what, () => this.senderOf(at)('write', full));
  }

  private senderOf(at: EnvironmentAddress): SendRest {
    const known = this.senders.get(at.url);
    if (known !== undefined) return known;
    const sender = createRestSender(at.url, `${at.url}/.default`, this.connection);
    this.senders.set(at.url, sender);
    return sender;
  }
}

/** The next page's path; the token goes nowhere but to the environment. */
function pathOf(at: EnvironmentAddress, nextLink: string): string {
  const start = `${at.url}${root}`;
  if (nextLink.toLowerCase().startsWith(start.toLowerCase())) return nextLink.slice(start.length);
  throw new Error('The environment named a next page outside of itself; nothing was changed.');
}
