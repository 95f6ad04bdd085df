import { AsyncLocalStorage } from 'node:async_hooks';
import type { Scope, Scopes } from '../ports';

/** Scopes that follow the work through every `await`. Outside of `run` there is no scope. */
export function createScopes(): Scopes {
  const storage = new AsyncLocalStorage<Scope>();
  return {
    run: (scope, work) => storage.run(scope, work),
    current: () => storage.getStore(),
  };
}
