/** What a service answered: the same for all client libraries. */
export interface Answer {
  readonly status: number;
  /** The body as JSON, where it was JSON; `undefined` for an empty one. */
  readonly body: unknown;
  /** A header by its name in lower case. */
  header(name: string): string | undefined;
}

/** Whether a call changes something at the service. A read in the method may be a write in its effect. */
export type Intent = 'read' | 'write';
