import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { botApplication, contosoTenantId } from '../../../sandbox/world/contosoIds';
import { startCloudClient, type CloudClient } from '../../support/cloudClient';
import { startMicrosoft, type StartedMicrosoft } from '../../support/startMicrosoft';
import { startRecorder, type Recorder } from './startRecorder';

/** The bot's ports to Microsoft, a fresh Contoso without lags, and a recorder between them. */
export interface RecordedBot {
  readonly client: CloudClient;
  readonly microsoft: StartedMicrosoft;
  readonly recorder: Recorder;
  close(): Promise<void>;
}

/** Starts the three. */
export async function startRecordedBot(): Promise<RecordedBot> {
  const folder = mkdtempSync(path.join(tmpdir(), 'recorder-'));
  const client = await startCloudClient();
  const recorder = await startRecorder(client.cloud, folder);
  const microsoft = await startMicrosoft({
    proxyUrl: recorder.proxyUrl,
    caFile: recorder.caFile,
    secret: { tenantId: contosoTenantId, clientId: botApplication.appId, value: botApplication.secret },
  });
  return {
    client,
    microsoft,
    recorder,
    async close() {
      await microsoft.close();
      await recorder.close();
      await client.cloud.close();
      rmSync(folder, { recursive: true });
    },
  };
}
