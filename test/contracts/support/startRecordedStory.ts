import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startBot } from '../../../sandbox/botProcess';
import { startCloud, type Cloud } from '../../../sandbox/cloud/startCloud';
import { freePort } from '../../../sandbox/freePort';
import { writePolicy } from '../../../sandbox/policy';
import { contosoOffice } from '../../../sandbox/teams/contosoOffice';
import { openTeams, type Teams } from '../../../sandbox/teams/openTeams';
import { contoso } from '../../../sandbox/world/contoso';
import { startRecorder, type Recorder } from './startRecorder';

/** Cloud, Teams and the bot as a process, with a recorder in front of the cloud. */
export interface RecordedStory {
  readonly cloud: Cloud;
  readonly teams: Teams;
  readonly recorder: Recorder;
  close(): Promise<void>;
}

/** Short waits, so that the story is short. */
const quick = { look: '150ms', settle: '400ms', patience: '3s', sweep: '250ms', slots: '1s' } as const;

/** Starts it all, with the bot as it was built. */
export async function startRecordedStory(): Promise<RecordedStory> {
  const folder = mkdtempSync(path.join(tmpdir(), 'recorded-story-'));
  const world = contoso();
  const teams = openTeams({ office: contosoOffice(world) });
  const cloud = await startCloud({ world, folder: path.join(folder, 'cloud'), services: teams.services });
  cloud.lags.set({ speed: 4 });
  const recorder = await startRecorder(cloud, folder);
  const policyFile = path.join(folder, 'policy.yaml');
  writePolicy(policyFile, world, { times: quick });
  const root = path.join(__dirname, '..', '..', '..');
  const bot = await startBot({
    cloud: recorder,
    port: await freePort(0),
    folder: path.join(folder, 'bot'),
    policyFile,
    entry: [path.join(root, 'dist', 'src', 'main.js')],
  });
  teams.botAt(bot.messagesUrl);
  return {
    cloud,
    teams,
    recorder,
    async close() {
      await bot.stop();
      teams.close();
      await recorder.close();
      await cloud.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
