import type { KeyObject } from 'node:crypto';
import type { Person } from '../../sandbox/teams/person';

/** One activity on its way to the bot: what Teams would send, and how it is signed. */
export interface Delivery {
  readonly activity: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Signs otherwise than the Bot Framework; nothing: as it does. */
  readonly signedBy?: { readonly alg: string; readonly kid?: string; readonly key?: KeyObject | string };
  /** The whole header, instead of a bearer token; empty: none. */
  readonly authorization?: string;
}

/** What an attack may make use of beside the delivery that it changes. */
export interface Scene {
  /** The request that Megan may approve, and one that she asked for herself. */
  readonly requestId: string;
  readonly ownId: string;
  readonly label: string;
  /** Who asked for it. */
  readonly requester: string;
  person(name: string): Person;
  /** The activity as if it came from somebody else, in their own chat. */
  from(name: string, delivery: Delivery): Delivery;
}

/** Something that must not work. */
export interface Attack {
  /** What somebody tries, as `docs/security.md` names it. */
  readonly name: string;
  /** The one change to a delivery that succeeds otherwise. */
  readonly change: (delivery: Delivery, scene: Scene) => Delivery;
  /** The statuses that may be answered; without them 200, with the refusal in words. */
  readonly status?: readonly number[];
  /** Whether the bot knows who it was, and so writes it down. */
  readonly isKnown: boolean;
}

/** The delivery with this in its activity. */
export function withPart(delivery: Delivery, part: Readonly<Record<string, unknown>>): Delivery {
  return { ...delivery, activity: { ...delivery.activity, ...part } };
}

/** The delivery with these fields in what the button sends; `undefined` takes one away. */
export function withFields(delivery: Delivery, fields: Readonly<Record<string, unknown>>): Delivery {
  const value = delivery.activity['value'] as {
    readonly action: { readonly data: Readonly<Record<string, unknown>> };
  };
  const data = Object.fromEntries(
    Object.entries({ ...value.action.data, ...fields }).filter(([, one]) => one !== undefined),
  );
  const verb = typeof fields['verb'] === 'string' ? { verb: fields['verb'] } : {};
  return withPart(delivery, { value: { ...value, action: { ...value.action, ...verb, data } } });
}

/** The delivery with these claims in its token. */
export function withClaims(delivery: Delivery, claims: Readonly<Record<string, unknown>>): Delivery {
  return { ...delivery, claims: { ...delivery.claims, ...claims } };
}
