import { startMicrosoft, type StartedMicrosoft } from './startMicrosoft';
import { startScriptedCloud, type Reply, type ScriptedCloud } from './startScriptedCloud';

/** A scripted cloud, and the ports to Microsoft that reach it. */
export interface ScriptedMicrosoft {
  readonly cloud: ScriptedCloud;
  readonly microsoft: StartedMicrosoft;
  /** Answers each path that ends so (before its query) with this body, everything else with 404. */
  bodies(byEnd: Readonly<Record<string, unknown>>): void;
  close(): Promise<void>;
}

/** Starts both. */
export async function startScriptedMicrosoft(): Promise<ScriptedMicrosoft> {
  const cloud = await startScriptedCloud();
  const { proxyUrl, caFile } = cloud;
  const microsoft = await startMicrosoft({ proxyUrl, caFile });
  return {
    cloud,
    microsoft,
    bodies(byEnd) {
      cloud.play(({ url }) => {
        const [address = ''] = url.split('?');
        const known = Object.entries(byEnd).find(([end]) => address.endsWith(end) || url.endsWith(end));
        return known === undefined ? { status: 404 } : { status: 200, body: known[1] };
      });
    },
    async close() {
      await microsoft.close();
      await cloud.close();
    },
  };
}

/** The vault asks for a token first; what it says then is the test's. */
export function afterChallenge(
  reply: (heard: { readonly method: string; readonly url: string }) => Reply,
): Parameters<ScriptedCloud['play']>[0] {
  return (heard) => {
    if (heard.headers.authorization !== undefined) return reply(heard);
    const challenge =
      'Bearer authorization="https://login.microsoftonline.com/t", resource="https://vault.azure.net"';
    return { status: 401, headers: { 'WWW-Authenticate': challenge } };
  };
}
