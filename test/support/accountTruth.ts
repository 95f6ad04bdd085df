import type { Sandbox } from '../../sandbox/startSandbox';

/** What is true of an account at Microsoft, whatever anybody says of it. */
export interface AccountTruth {
  readonly accessMode: number | undefined;
  readonly rowEnabled: boolean | undefined;
  readonly rowLicensed: boolean | undefined;
  readonly roles: readonly string[];
  readonly signInEnabled: boolean | undefined;
  /** How many licences the account has. */
  readonly licences: number | undefined;
}

/** Reads the truth of the account with this sign-in name in that environment; `undefined` where there is no account. */
export function accountTruth(sandbox: Sandbox, environment: string, signInName: string): AccountTruth {
  const { world } = sandbox.cloud;
  const account = world.findUser(signInName);
  const row = world.findSystemUser(environment, signInName);
  return {
    accessMode: row?.accessMode,
    rowEnabled: row && !row.isDisabled,
    rowLicensed: row?.isLicensed,
    roles: row === undefined ? [] : world.roleNames(environment, signInName),
    signInEnabled: account?.accountEnabled,
    licences: account?.licences.length,
  };
}
