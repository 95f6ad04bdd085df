import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { groups } from '../../sandbox/world/contosoIds';
import { forgeActivity, pressed } from '../support/forgeActivity';
import { forgeClick } from '../support/forgeClick';
import { patience, startStory, type Story } from '../support/startStory';

const long = 90_000;
const hour = 3_600_000;

interface Written {
  environments: Record<string, unknown>[];
}

/** Somebody changes what the policy says of an environment, and starts the bot again. */
async function changePolicy(
  { folder, sandbox }: Story,
  environment: string,
  change: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = path.join(folder, 'policy.yaml');
  const policy = parse(readFileSync(file, 'utf8')) as Written;
  for (const one of policy.environments) if (one['name'] === environment) Object.assign(one, change);
  writeFileSync(file, stringify(policy));
  await sandbox.bot.restart();
}

describe('what is asked of the second person', () => {
  let story: Story;
  beforeAll(async () => {
    const installed = ['Adele Vance', 'Megan Bowen', 'Alex Wilber', 'Lidia Holloway'];
    story = await startStory(installed, {
      inEnvironment: {
        'Contoso Production': { sensitive: true },
        'Contoso Sales EMEA': { roles: ['Basic User', 'System Administrator', 'Stock Sync Reader'] },
        'Contoso Finance': { approvers: { group: groups.itLeads }, escalation: groups.approvers },
      },
    });
  }, long);
  afterAll(() => story.end(), long);

  /** The account in the directory, where there is one. */
  const account = (name: string): unknown => story.sandbox.cloud.world.findUser(`${name}@contoso.com`);

  it(
    'types the name of a sensitive environment, and nothing happens by a press without it or with another name',
    async () => {
      const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
      const label = await story.ask(adele, {
        environment: 'Contoso Production',
        accountName: 'Sensitive one',
      });
      const card = await story.opened('Megan Bowen', label);
      expect(card.reads).toContain('! Sensitive environment.');
      await megan.clicks('Approve', { on: label, inputs: { environmentName: 'Contoso Finance' } });
      await megan.waitsFor('That is not the name of the environment', patience);
      // An older client, or somebody's own program, leaves the input out.
      await forgeClick(story.sandbox, megan, megan, 'Approve', label);
      await story.sandbox.teams.untilQuiet();
      expect(account('svc-sensitive-one')).toBeUndefined();
      await megan.clicks('Approve', { on: label, inputs: { environmentName: ' contoso  PRODUCTION ' } });
      await story.shows(label, 'Access Mode: Non-interactive');
    },
    long,
  );

  it(
    'types it as well where a role could change everything, whatever the environment',
    async () => {
      const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
      const label = await story.ask(adele, {
        environment: 'Contoso Sales EMEA',
        accountName: 'Privileged one',
        roles: ['System Administrator'],
      });
      const card = await story.opened('Megan Bowen', label);
      expect(card.reads).toContain('! Privileged role.');
      await forgeClick(story.sandbox, megan, megan, 'Approve', label);
      await megan.waitsFor('That is not the name of the environment', patience);
      // Whoever says no types nothing.
      await megan.clicks('Reject', { on: label, inputs: { reason: 'Too much for a connector.' } });
      await story.shows(label, 'Too much for a connector.');
    },
    long,
  );

  it(
    'is reminded once a day by a new message, and the escalation group is asked on the second; it may approve then',
    async () => {
      const [adele, megan, alex] = [
        story.person('Adele Vance'),
        story.person('Megan Bowen'),
        story.person('Alex Wilber'),
      ];
      const label = await story.ask(adele, { environment: 'Contoso Finance', accountName: 'Left undecided' });
      await story.opened('Alex Wilber', label);
      // Megan is of the escalation group alone: too early.
      await forgeClick(story.sandbox, megan, alex, 'Approve', label);
      await megan.waitsFor('You may not approve here', patience);
      story.moveClock(25 * hour);
      await alex.waitsFor(({ reads }) => reads.includes(label) && reads.includes('reminder'), patience);
      expect(megan.chat().some(({ reads }) => reads.includes(label))).toBe(false);
      story.moveClock(24 * hour);
      const card = await story.opened('Megan Bowen', label);
      expect(card.reads).toContain('It was left undecided for long, so others were asked too.');
      await megan.clicks('Approve', { on: label });
      const end = await story.shows(label, 'Access Mode: Non-interactive');
      expect(end.reads).toContain('Megan Bowen');
      expect(adele.chat().some(({ reads }) => reads.includes('reminder'))).toBe(false);
    },
    long,
  );

  it(
    'decides anew where the policy has changed: votes of before count no more, and old cards decide nothing',
    async () => {
      const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
      const anybody = { approvers: 'systemAdministrators', approvals: 2 };
      await changePolicy(story, 'Contoso Finance', anybody);
      const label = await story.ask(adele, { environment: 'Contoso Finance', accountName: 'Old policy' });
      await story.opened('Megan Bowen', label);
      await megan.clicks('Approve', { on: label });
      await megan.waitsFor(({ reads }) => reads.includes(label) && reads.includes('1 of 2'), patience);
      const old = megan.chat().findLast(({ reads }) => reads.includes(label));
      await changePolicy(story, 'Contoso Finance', { approvals: 1 });
      const card = await adele.waitsFor(
        ({ reads }) => reads.includes(label) && reads.includes('The policy for this environment has changed'),
        patience,
      );
      expect(card.reads).toContain('Waiting for approval');
      expect(account('svc-old-policy')).toBeUndefined();
      await story.opened('Megan Bowen', label);
      const requestId = /"requestId":"([^"]+)"/.exec(JSON.stringify(old?.card ?? {}))?.[1];
      await forgeActivity(story.sandbox, megan, pressed('approve', { requestId, revision: 1 }));
      await story.sandbox.teams.untilQuiet();
      expect(account('svc-old-policy')).toBeUndefined();
      await megan.clicks('Approve', { on: label });
      await story.shows(label, 'Access Mode: Non-interactive');
    },
    long,
  );
});
