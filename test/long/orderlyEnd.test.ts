import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../sandbox/freePort';
import { botApplication, contosoTenantId } from '../../sandbox/world/contosoIds';
import { until } from '../store/support/openTestStore';
import { accountTruth } from '../support/accountTruth';
import { startStory, type Story } from '../support/startStory';

const long = 60_000;
/** Within which time the process has to be gone, ms. */
const promised = 5_000;
const root = path.join(__dirname, '..', '..');

describe('an orderly end', () => {
  let story: Story;
  beforeAll(async () => {
    // Whoever does not get the work back by itself would wait for it longer than this test does.
    story = await startStory(['Adele Vance', 'Megan Bowen'], { times: { lease: '10m' } });
  }, long);
  afterEach(() => {
    story.sandbox.cloud.faults.clear();
  });
  afterAll(() => story.end(), long);

  /** Asks the bot to end, as often as there are signals, and waits until it is gone; how long that took, ms. */
  const ends = async (...signals: readonly NodeJS.Signals[]): Promise<number> => {
    const { bot } = story.sandbox;
    const pid = bot.pid();
    if (pid === undefined) throw new Error('The bot does not run.');
    const begun = performance.now();
    for (const signal of signals) process.kill(pid, signal);
    await until(() => !bot.isRunning(), 30_000);
    return performance.now() - begun;
  };

  it.each([
    ['once', ['SIGTERM']],
    ['twice, and by Ctrl-C as well', ['SIGTERM', 'SIGTERM', 'SIGINT']],
  ] as const)(
    'comes within five seconds while a call hangs, asked %s, and the next start goes on at once',
    async (name, signals) => {
      const { cloud, bot } = story.sandbox;
      const account = `Hanging connector ${name.slice(0, 5)}`;
      const signInName = `svc-hanging-connector-${name.slice(0, 5)}@contoso.com`;
      cloud.faults.add({
        ...{ kind: 'delay', milliseconds: 40_000, times: 1 },
        ...{ service: 'Dataverse', method: 'PATCH', path: 'systemusers' },
      });
      const label = await story.approved('Contoso Production', account);
      await until(() => cloud.faults.list()[0]?.met === 1, long);
      expect(await ends(...signals)).toBeLessThan(promised);
      expect(bot.exitCode()).toBe(0);
      cloud.faults.clear();
      await bot.restart();
      await story.shows(label, 'Access Mode: Non-interactive');
      expect(accountTruth(story.sandbox, 'Contoso Production', signInName)).toMatchObject({
        accessMode: 4,
        signInEnabled: true,
        licences: 0,
      });
    },
    180_000,
  );

  it('gives the answer in hand, and goes on with what was pressed after the next start', async () => {
    const { cloud, bot } = story.sandbox;
    const label = await story.ask(story.person('Adele Vance'), {
      environment: 'Contoso Finance',
      accountName: 'Answered connector',
    });
    await story.opened('Megan Bowen', label);
    // The look-up of who may approve takes a second and a half.
    cloud.faults.add({ kind: 'delay', milliseconds: 1_500, times: 'always', service: 'Dataverse' });
    const answered = story.person('Megan Bowen').clicks('Approve', { on: label });
    await until(() => (cloud.faults.list()[0]?.met ?? 0) > 0, long);
    expect(await ends('SIGTERM')).toBeLessThan(promised);
    expect(bot.exitCode()).toBe(0);
    await answered;
    cloud.faults.clear();
    await bot.restart();
    await story.shows(label, 'Access Mode: Non-interactive');
  }, 180_000);

  it('comes at once during the start, at whatever moment, and the folder can be started on', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'countersign-end-'));
    try {
      for (const moment of [700, 1_200, 2_000, 3_500]) {
        const child = await startedBot(story, folder);
        await pause(moment);
        const begun = performance.now();
        child.kill('SIGTERM');
        const [code] = (await once(child, 'exit')) as [number | null];
        expect(performance.now() - begun).toBeLessThan(promised);
        expect(code).toBe(0);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});

/** A bot of its own on that folder, not waited for. */
async function startedBot({ sandbox, folder }: Story, data: string): Promise<ChildProcess> {
  const { cloud } = sandbox;
  const env = {
    ...{ PATH: process.env['PATH'], PORT: String(await freePort(0)), APP_TYPE: 'SingleTenant' },
    ...{ AZURE_TENANT_ID: contosoTenantId, AZURE_CLIENT_ID: botApplication.appId },
    ...{ AZURE_CLIENT_SECRET: botApplication.secret, POLICY_FILE: path.join(folder, 'policy.yaml') },
    ...{
      DATA_FOLDER: data,
      HTTPS_PROXY: cloud.proxyUrl,
      NODE_USE_ENV_PROXY: '1',
      NODE_EXTRA_CA_CERTS: cloud.caFile,
    },
  };
  return spawn(process.execPath, [path.join(root, 'dist', 'src', 'main.js')], { env, stdio: 'ignore' });
}

/** The processes of a group that are still there. */
function inGroup(group: number): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        // After the name, which may hold spaces: state, parent, group.
        const [state, , of] = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
        return Number(of) === group && state !== 'Z';
      } catch {
        return false;
      }
    });
}

const onLinux = process.platform === 'linux' ? it : it.skip;

onLinux(
  'Ctrl-C of npm start leaves no process behind',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'countersign-npm-'));
    const ports = ['--port', String(await freePort(0)), '--page-port', String(await freePort(0))];
    const args = ['start', '--ignore-scripts', '--', '--folder', path.join(folder, 'own'), ...ports];
    // A group of its own, as a terminal gives one to what is typed: Ctrl-C goes to all of it.
    const child = spawn('npm', args, { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    const group = child.pid ?? 0;
    try {
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
      while (!said.includes('Ctrl-C')) await pause(100);
      expect(inGroup(group).length).toBeGreaterThan(1);
      process.kill(-group, 'SIGINT');
      const until = performance.now() + 10_000;
      while (inGroup(group).length > 0 && performance.now() < until) await pause(100);
      expect(inGroup(group)).toEqual([]);
    } finally {
      for (const pid of inGroup(group)) process.kill(Number(pid), 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  },
  120_000,
);
