import type { Route } from '../routes';
import type { DataverseCall } from './dataverseCall';

/** One endpoint of the Web API. */
export interface DataverseRoute extends Pick<Route<never>, 'method' | 'path'> {
  /** Whether it takes a System Administrator. */
  readonly writes?: true;
  readonly answer: (call: DataverseCall) => Promise<Response> | Response;
}
