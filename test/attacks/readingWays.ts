import { pressed } from '../support/forgeActivity';

/** The account of the request, which nobody else's words hold. */
export const accountName = 'Quiet acquisition';

/** One way to see something of a request: what is sent, and who does see it by that. */
export interface ReadingWay {
  readonly name: string;
  readonly who: string;
  readonly sends: (request: Named) => Readonly<Record<string, unknown>>;
  /** Words that tell something; without them the account's name. */
  readonly tells?: string;
  /** Asks for no one request, so that nothing is refused that could be written down. */
  readonly isGeneral?: true;
}

/** The request that is tried to be read. */
export interface Named {
  readonly id: string;
  readonly label: string;
  readonly environmentId: string;
}

const writes = (text: string): Readonly<Record<string, unknown>> => ({ type: 'message', text });

/** What must tell nothing to somebody who may not see it. */
export const readingWays: readonly ReadingWay[] = [
  {
    name: 'reading a request by its number',
    who: 'Adele Vance',
    sends: ({ label }) => writes(`status ${label}`),
  },
  {
    name: 'reading a receipt by its number',
    who: 'Isaiah Langer',
    sends: ({ label }) => writes(`audit ${label}`),
  },
  {
    name: 'reading all requests as an auditor',
    who: 'Isaiah Langer',
    sends: () => writes('audit acquisition'),
  },
  {
    name: 'reading all requests by the button of an auditor’s card',
    who: 'Isaiah Langer',
    sends: () => ({ ...pressed('search', { words: 'acquisition' }), replyToId: '1' }),
  },
  {
    name: 'reading what waits for others',
    who: 'Megan Bowen',
    sends: () => writes('approvals'),
    isGeneral: true,
  },
  {
    name: 'reading what others asked for',
    who: 'Adele Vance',
    sends: () => writes('requests'),
    isGeneral: true,
  },
  {
    name: 'reading who holds slots',
    who: 'Adele Vance',
    sends: () => writes('slots'),
    tells: 'Used by',
    isGeneral: true,
  },
  ...(['status', 'review', 'receipt'] as const).map((verb) => ({
    name: `reading a request by the button of another’s card: ${verb}`,
    who: 'Megan Bowen',
    sends: ({ id }: Named) => pressed(verb, { requestId: id }),
  })),
  {
    name: 'learning by a form which names are taken in an environment',
    who: 'Adele Vance',
    sends: ({ environmentId }) =>
      pressed('check', {
        formId: '5f1d2c3b-0000-4000-8000-00000000f00d',
        ...{ environment: environmentId, accountName, purpose: 'Nightly sync', roles: 'Basic User' },
      }),
    tells: 'This name was asked for before',
    isGeneral: true,
  },
  {
    name: 'reading the roles of an environment while typing',
    who: 'Adele Vance',
    sends: ({ environmentId }) => ({
      type: 'invoke',
      name: 'application/search',
      value: { queryText: 'stock', dataset: 'roles', data: { environment: environmentId } },
    }),
    tells: 'Stock Sync Reader',
    isGeneral: true,
  },
];
