import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { World } from '../world/world';
import { Budgets } from './budgets';
import { CallLog } from './callLog';
import { createCertificateAuthority } from './certificates';
import { answerCheck } from './checkAnswer';
import type { CloudKit } from './cloudKit';
import { makeEdit, type EditGiven, type EditName } from './control/edits';
import { startControlSurface } from './control/startControlSurface';
import { createAnswerer } from './createAnswerer';
import { createDataverseService } from './dataverse/dataverseService';
import { createEntraService, type TokenSettings } from './entra/entraService';
import { SigningKey } from './entra/signingKey';
import { TokenCheck } from './entra/tokenCheck';
import { Faults } from './faults';
import { createGraphService } from './graph/graphService';
import { openWorld } from './keepWorld';
import { createKeyVaultService } from './keyVault/keyVaultService';
import { Lags } from './lags';
import { createPowerPlatformService } from './powerPlatform/powerPlatformService';
import { startProxy } from './proxy';
import { SecretRegister } from './secretRegister';
import type { Service } from './service';
import { reportTo, type Violation } from './violations';
import { WorldState } from './worldState';

/** How the cloud is started. */
export interface CloudOptions {
  /** What it begins with; it changes as the cloud is used. */
  readonly world: World;
  /** Where `ca.pem` is written, and `world.json` where the world is kept. It is made where it is missing. */
  readonly folder: string;
  /** Keeps the world in `folder` and begins with what was kept there. */
  readonly keep?: boolean;
  /** The control surface's port; any free one when absent. */
  readonly controlPort?: number;
  /** Services to mount beside the cloud's own. */
  readonly services?: (kit: CloudKit) => readonly Service[];
  /** Milliseconds since 1970; the machine's clock if absent. Tokens, lags and the call log go by it. */
  readonly now?: () => number;
}

/** A running cloud. */
export interface Cloud {
  /** For `HTTPS_PROXY`. */
  readonly proxyUrl: string;
  /** For `NODE_EXTRA_CA_CERTS`. */
  readonly caFile: string;
  /** Where the control surface is. */
  readonly controlUrl: string;
  readonly world: WorldState;
  readonly faults: Faults;
  readonly calls: CallLog;
  /** Everything so far that the contracts do not allow; empty it by setting its length to 0. */
  readonly violations: Violation[];
  readonly secrets: SecretRegister;
  readonly lags: Lags;
  readonly budgets: Budgets;
  readonly tokens: TokenSettings;
  /** Does what somebody at Microsoft or in a portal would do. Throws where it cannot be done. */
  edit<Name extends EditName>(name: Name, given: EditGiven<Name>): void;
  /** Passes what comes for this host on to that address (http, without a slash at the end), as a load balancer does. */
  passOn(host: string, address: string): void;
  /** Breaks all connections and ends it. */
  close(): Promise<void>;
}

/** Starts Microsoft's cloud on loopback: proxy, certificates, services and the control surface, on free ports but for the one named. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { folder, now = Date.now } = options;
  await mkdir(folder, { recursive: true });
  const kept = openWorld(folder, options.world, options.keep === true);
  const lags = new Lags();
  const world = new WorldState(kept.world, lags, now);
  const violations: Violation[] = [];
  const report = reportTo(violations, now);
  const key = new SigningKey();
  const kit: CloudKit = {
    world,
    faults: new Faults(),
    calls: new CallLog(),
    lags,
    budgets: new Budgets(now),
    secrets: new SecretRegister(),
    now,
    entra: new TokenCheck(world, key, now),
    report,
    checkAnswer: answerCheck(report),
  };
  noteSecrets(kit);
  const tokens: TokenSettings = { lifetimeSeconds: 3600 };
  const services = [
    createEntraService(kit, key, tokens),
    createGraphService(kit),
    createDataverseService(kit),
    createPowerPlatformService(kit),
    createKeyVaultService(kit),
    ...(options.services?.(kit) ?? []),
  ];
  const keep = (): void => {
    if (world.takeChanged()) kept.save();
  };
  const fronts = new Map<string, string>();
  const authority = await createCertificateAuthority();
  const caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, authority.certificate);
  const proxy = await startProxy({
    authority,
    knows: (host) => fronts.has(host) || services.some((service) => service.serves(host)),
    isClosed: (host) => kit.faults.isClosed(host),
    answer: createAnswerer({ kit, services, keep, fronts }),
  });
  const control = await startControlSurface({ kit, tokens, violations, keep }, options.controlPort);
  return {
    proxyUrl: proxy.url,
    caFile,
    controlUrl: control.url,
    world,
    faults: kit.faults,
    calls: kit.calls,
    violations,
    secrets: kit.secrets,
    lags,
    budgets: kit.budgets,
    tokens,
    edit(name, given) {
      makeEdit(world, name, given);
      keep();
    },
    passOn: (host, address) => fronts.set(host, address),
    async close() {
      await Promise.all([proxy.close(), control.close()]);
      keep();
    },
  };
}

function noteSecrets({ world: { world }, secrets }: CloudKit): void {
  for (const { secrets: own } of world.applications) for (const secret of own) secrets.note(secret);
  for (const vault of world.vaults) {
    for (const { versions } of vault.secrets) for (const { value } of versions) secrets.note(value);
  }
}
