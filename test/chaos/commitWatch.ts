/** A statement that was sent to the database. */
export interface Spoken {
  readonly text: string;
  readonly values: readonly unknown[];
}

const guid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

function texts({ values }: Spoken): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}

/** What a transaction does: the tables it writes, and what its audit entries say happened. */
export function commitName(spoken: readonly Spoken[]): string {
  const tables = spoken.flatMap(({ text }) => {
    const table = /^(?:update|insert into|delete from) "(\w+)"/.exec(text)?.[1];
    return table === undefined || table === 'audit_words' || table === 'counters' ? [] : [table];
  });
  const happened = spoken
    .filter(({ text }) => text.startsWith('insert into "audit"'))
    .map(({ values }) => {
      const body = values.find((value) => typeof value === 'string' && value.startsWith('{'));
      const { step = '', direction = '' } = JSON.parse(String(body)) as { step?: string; direction?: string };
      return [values[3], direction === 'undo' ? 'undo' : '', step].filter((word) => word !== '').join(' ');
    });
  return ['commit', ...new Set(tables), ...happened].join(' ').trim();
}

/** Tells which requests a transaction is about; messages are known by the statement that made them. */
export class CommitWatch {
  private readonly messages = new Map<string, string>();

  /** The ids of requests, and other ids that nobody asks for. */
  requestsOf(spoken: readonly Spoken[]): ReadonlySet<string> {
    const ids = new Set<string>();
    for (const one of spoken) {
      const own = texts(one);
      const subject = own.find((text) => text.startsWith('request:'))?.slice('request:'.length);
      for (const text of own) {
        if (!guid.test(text)) continue;
        if (subject !== undefined && one.text.startsWith('insert into "messages"')) {
          this.messages.set(text, subject);
        }
        ids.add(this.messages.get(text) ?? text);
      }
      if (subject !== undefined) ids.add(subject);
    }
    return ids;
  }
}
