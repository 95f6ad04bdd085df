import { outcomeText } from './playByHand';
import { provenIn } from './provenIn';
import type { Sandbox } from './startSandbox';
import type { Click, Client, SeenMessage } from './teams/client';
import { createTeller } from './teller';
import type { Terminal } from './terminal';

const account = 'SAP stock connector';
const environment = 'Contoso Sales EMEA';

/** What a person does, told before it is done. */
type Does = (client: Client, what: string, act: () => Promise<unknown>) => Promise<void>;

/**
 * Plays one request from the question to the receipt and tells it. Returns whether the cloud's own state says that it
 * ended as it should; where it did not, says what differs. Never throws for what the bot does.
 */
export async function playStory(terminal: Terminal, sandbox: Sandbox): Promise<boolean> {
  const teller = createTeller(terminal, sandbox.teams, sandbox.cloud.calls);
  const does: Does = async ({ person, conversation }, what, act) => {
    teller.tell();
    const place = conversation.channel ? ` in ${conversation.channel.name}` : '';
    terminal.line();
    terminal.line(terminal.bold(`${person.name}${place}: ${what}`));
    await act();
    teller.tell();
  };
  teller.start();
  try {
    const reading = await play(sandbox, does);
    teller.stop();
    const wrong = provenIn(
      sandbox,
      { account, environment, roles: ['Basic User', 'Stock Sync Reader'] },
      reading,
    );
    for (const what of wrong) terminal.line(terminal.red(`✗ ${what}`));
    if (wrong.length === 0)
      terminal.line(terminal.green(`\n✓ ${account} is Non-interactive in ${environment}.`));
    return wrong.length === 0;
  } catch (error) {
    teller.stop();
    terminal.line(
      terminal.red(`✗ The story broke off: ${error instanceof Error ? error.message : String(error)}`),
    );
    return false;
  }
}

/** Everything that the people do. Returns the card that says the end. */
async function play({ teams, cloud }: Sandbox, does: Does): Promise<SeenMessage> {
  const [adele, megan] = [teams.person('Adele Vance'), teams.person('Megan Bowen')];
  const admins = megan.channel('Contoso admins');
  await does(adele, 'installs Countersign', () => adele.install());
  await does(megan, 'installs Countersign', () => megan.install());
  await does(admins, 'adds Countersign to the team', () => admins.install());
  await does(admins, '@Countersign alerts here', () => admins.writes('@Countersign alerts here'));

  const wish = `new ${account} in ${environment} because nightly stock sync`;
  await does(adele, wish, () => adele.writes(wish));
  await adele.waitsFor(has('Continue'));
  const roles = ['Stock Sync Reader', 'Basic User'];
  await does(adele, 'fills the form and presses [Continue]', () =>
    clicks(adele, 'Continue', { inputs: { roles } }),
  );
  await adele.waitsFor('Could it be an application user?');
  await does(adele, 'ticks that it needs a password and presses [Continue]', () =>
    clicks(adele, 'Continue', { inputs: { password: true } }),
  );
  await adele.waitsFor(has('Send for approval'));
  await does(adele, 'presses [Send for approval]', () => clicks(adele, 'Send for approval'));

  const asked = await megan.waitsFor(has('Approve'), 20_000);
  await does(megan, 'reads the card and presses [Approve]', () =>
    clicks(megan, 'Approve', { on: ({ id }) => id === asked.id }),
  );

  const ended = await adele.waitsFor('Access Mode: Non-interactive', 120_000);
  await admins.waitsFor('1 slot left', 30_000);
  const number =
    /R-\d+/.exec(`${ended.reads} ${ended.summary} ${asked.reads} ${adele.reads()}`)?.[0] ?? 'R-?';
  await does(adele, `audit ${number}`, () => adele.writes(`audit ${number}`));
  await adele.waitsFor('Receipt');
  await teams.untilQuiet(300, 10_000).catch(() => undefined);
  if (cloud.calls.after().length === 0) throw new Error('the bot called nobody');
  return ended;
}

/** Presses, and breaks off with what the person sees where it did not go as it should. */
async function clicks(client: Client, title: string, click: Click = {}): Promise<void> {
  const outcome = await client.clicks(title, click);
  if (outcome.is === 'error' || outcome.is === 'invalid')
    throw new Error(`[${title}]: ${outcomeText(outcome)}`);
}

function has(title: string): (message: SeenMessage) => boolean {
  return ({ reads }) => reads.includes(`[${title}]`);
}
