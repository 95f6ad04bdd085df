import type { Person } from '../../sandbox/teams/person';
import { runSql, startPostgres, type TestServer } from '../store/support/startPostgres';
import { forgeActivity } from '../support/forgeActivity';
import { startStory, type Story } from '../support/startStory';
import { accountName, readingWays, type Named } from './readingWays';

const long = 120_000;
const environment = 'Contoso Production';

describe('an attempt to read', () => {
  let story: Story;
  let server: TestServer;
  let databaseUrl: string;
  let request: Named;
  beforeAll(async () => {
    server = await startPostgres();
    databaseUrl = await server.freshDatabase();
    story = await startStory(
      ['Adele Vance', 'Megan Bowen', 'Lidia Holloway', 'Isaiah Langer'],
      {},
      databaseUrl,
    );
    const label = await story.ask(story.person('Adele Vance'), { environment, accountName });
    await story.opened('Megan Bowen', label);
    const [row] = await runSql(databaseUrl, `select id from requests where number = ${label.slice(2)}`);
    const environmentId = story.sandbox.cloud.world.environment(environment).id;
    request = { id: String(row?.['id']), label, environmentId };
  }, long);
  afterAll(async () => {
    try {
      await story.end();
    } finally {
      await server.stop();
    }
  }, long);

  /** All that the person is told by it: the answer, and what comes into their chat. */
  async function told(person: Person, part: Readonly<Record<string, unknown>>): Promise<string> {
    const before = person.chat().length;
    const { body } = await forgeActivity(story.sandbox, person, part);
    await story.sandbox.teams.untilQuiet();
    return body + JSON.stringify(person.chat().slice(before));
  }

  const audited = async (): Promise<number> => {
    const rows = await runSql(databaseUrl, `select count(*) as n from audit where kind = 'refused'`);
    return Number(rows[0]?.['n']);
  };

  it.each(readingWays.map((way) => [way.name, way] as const))(
    '%s: tells nothing to somebody who may not see it, and all to somebody who may',
    async (_, { who, sends, tells = accountName, isGeneral }) => {
      const before = await audited();
      expect(await told(story.person('Lidia Holloway'), sends(request))).not.toContain(tells);
      expect((await audited()) > before).toBe(isGeneral !== true);
      expect(await told(story.person(who), sends(request))).toContain(tells);
    },
    long,
  );
});
