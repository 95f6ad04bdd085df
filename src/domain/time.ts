/** A moment, in milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** A span of time, in milliseconds. */
export type Duration = number;

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;
