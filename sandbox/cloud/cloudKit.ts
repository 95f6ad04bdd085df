import type { ZodType } from 'zod/v4';
import type { Budgets } from './budgets';
import type { CallLog } from './callLog';
import type { TokenCheck } from './entra/tokenCheck';
import type { Faults } from './faults';
import type { Lags } from './lags';
import type { SecretRegister } from './secretRegister';
import type { ServiceName } from './service';
import type { ReportViolation } from './violations';
import type { WorldState } from './worldState';

/** What a service of the cloud is made with. */
export interface CloudKit {
  readonly world: WorldState;
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly lags: Lags;
  readonly budgets: Budgets;
  readonly secrets: SecretRegister;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly entra: TokenCheck;
  /** Notes something that the contracts do not allow. */
  readonly report: ReportViolation;
  /** Notes it where an answer of the sandbox is not what its own schema says. */
  readonly checkAnswer: (service: ServiceName, request: Request, schema: ZodType, body: unknown) => void;
}
