import type { CallPart, MessagePart, NamedParts, PartsChange, SeatPart } from './wire.js';

/** What the server says there is, kept up to date. */
export interface Parts {
  /** The part of that name; undefined while there is none. */
  get<Name extends keyof NamedParts>(name: Name): NamedParts[Name] | undefined;
  seat(key: string): SeatPart | undefined;
  message(seat: string, id: string): MessagePart | undefined;
  /** All calls, in the order in which they came. */
  calls(): CallPart[];
  /** Whether the server is heard. */
  isConnected(): boolean;
}

/** Watches the parts, for as long as the page is open. `changed` hears what each change brought; nothing at a break. */
export function watchParts(changed: (change: PartsChange | undefined, isFirst: boolean) => void): Parts {
  const parts = new Map<string, unknown>();
  let isConnected = false;
  let isFirst = true;
  const events = new EventSource('/events');
  events.addEventListener('open', () => {
    // The server begins anew with everything it has.
    isFirst = true;
    isConnected = true;
  });
  events.addEventListener('error', () => {
    isConnected = false;
    changed(undefined, false);
  });
  events.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const change = JSON.parse(data) as PartsChange;
    if (isFirst) parts.clear();
    for (const [name, part] of Object.entries(change.changed)) parts.set(name, part);
    for (const name of change.gone) parts.delete(name);
    changed(change, isFirst);
    isFirst = false;
  });
  return {
    get: <Name extends keyof NamedParts>(name: Name) => parts.get(name) as NamedParts[Name] | undefined,
    seat: (key) => parts.get(`seat ${key}`) as SeatPart | undefined,
    message: (seat, id) => parts.get(`message ${seat} ${id}`) as MessagePart | undefined,
    calls: () => [...parts].filter(([name]) => name.startsWith('call ')).map(([, part]) => part as CallPart),
    isConnected: () => isConnected,
  };
}
