import { withFields, withPart, type Attack } from './attack';

const unknownId = '00000000-0000-4000-8000-00000000dead';

/** What a card can send that was edited, kept, forwarded or made up. */
export const cardAttacks: readonly Attack[] = [
  {
    name: 'a request id that there is not',
    change: (d) => withFields(d, { requestId: unknownId }),
    isKnown: true,
  },
  {
    name: 'a request id with SQL in it',
    change: (d) => withFields(d, { requestId: "x'; drop table requests; --" }),
    isKnown: true,
  },
  {
    name: 'a request id that is a list',
    change: (d, { requestId }) => withFields(d, { requestId: [requestId] }),
    isKnown: true,
  },
  {
    name: 'a request id that is an object',
    change: (d, { requestId }) => withFields(d, { requestId: { $ne: requestId } }),
    isKnown: true,
  },
  {
    name: 'the id of one’s own request, on the card of another',
    change: (d, { ownId }) => withFields(d, { requestId: ownId }),
    isKnown: true,
  },
  { name: 'no request id', change: (d) => withFields(d, { requestId: undefined }), isKnown: true },
  { name: 'an old revision', change: (d) => withFields(d, { revision: 0 }), isKnown: true },
  { name: 'a revision to come', change: (d) => withFields(d, { revision: 2 }), isKnown: true },
  { name: 'a revision that is text', change: (d) => withFields(d, { revision: '1' }), isKnown: true },
  { name: 'no revision', change: (d) => withFields(d, { revision: undefined }), isKnown: true },
  { name: 'a verb that there is not', change: (d) => withFields(d, { verb: 'approveAll' }), isKnown: false },
  {
    name: 'a verb of the language itself',
    change: (d) => withFields(d, { verb: '__proto__' }),
    isKnown: false,
  },
  { name: 'what a button sends, as text', change: (d) => withPart(d, { value: 'approve' }), isKnown: false },
  { name: 'a button that sends nothing', change: (d) => withPart(d, { value: null }), isKnown: false },
];

/** Buttons pressed by people who may not decide; the card is Megan's own. */
export const peopleAttacks: readonly Attack[] = [
  {
    name: 'approving as the requester',
    change: (d, { from, requester }) => from(requester, d),
    isKnown: true,
  },
  { name: 'approving as a reader', change: (d, { from }) => from('Lidia Holloway', d), isKnown: true },
  {
    name: 'approving as a guest with the right role',
    change: (d, { from }) => from('Pradeep Gupta', d),
    isKnown: true,
  },
  {
    name: 'approving as somebody who has left',
    change: (d, { from }) => from('Joni Sherman', d),
    isKnown: true,
  },
  { name: 'approving as an operator', change: (d, { from }) => from('Nestor Wilke', d), isKnown: true },
  { name: 'approving as an auditor', change: (d, { from }) => from('Isaiah Langer', d), isKnown: true },
  {
    name: 'approving as the requester, through another account of Teams',
    change: (d, { from, requester }) => {
      const sent = from(requester, d);
      return withPart(sent, { from: { ...(sent.activity['from'] as object), id: '29:second' } });
    },
    isKnown: true,
  },
  {
    name: 'approving as the requester, with the object id in capitals',
    change: (d, { from, requester }) => {
      const sent = from(requester, d);
      const who = sent.activity['from'] as { aadObjectId: string };
      return withPart(sent, { from: { ...who, aadObjectId: who.aadObjectId.toUpperCase() } });
    },
    isKnown: true,
  },
  {
    name: 'saying on the card that somebody else approves',
    change: (d, { from, person }) =>
      withFields(from('Lidia Holloway', d), {
        by: person('Megan Bowen').person.objectId,
        standing: 'counts',
        approver: true,
      }),
    isKnown: true,
  },
  {
    name: 'having a display name that is an approver’s',
    change: (d, { from }) => {
      const sent = from('Lidia Holloway', d);
      return withPart(sent, { from: { ...(sent.activity['from'] as object), name: 'Megan Bowen' } });
    },
    isKnown: true,
  },
  {
    name: 'having a display name that says “Approved by Megan Bowen”',
    change: (d, { from }) => {
      const sent = from('Lidia Holloway', d);
      return withPart(sent, {
        from: { ...(sent.activity['from'] as object), name: 'Approved by Megan Bowen' },
      });
    },
    isKnown: true,
  },
];

const asMessage = (
  d: Parameters<Attack['change']>[0],
  part: Readonly<Record<string, unknown>>,
): ReturnType<Attack['change']> =>
  withPart(d, { type: 'message', name: undefined, value: undefined, text: '', ...part });

const dataOf = (d: Parameters<Attack['change']>[0]): unknown =>
  (d.activity['value'] as { action: { data: unknown } }).action.data;

/** Other ways into the bot than the button, by somebody who may not decide, and ways that decide nothing for anybody. */
export const wayAttacks: readonly Attack[] = [
  {
    name: 'a reader by the button of an older client (Action.Submit)',
    change: (d, { from }) => asMessage(from('Lidia Holloway', d), { value: dataOf(d) }),
    isKnown: true,
  },
  {
    name: 'the requester by the button of an older client',
    change: (d, { from, requester }) => asMessage(from(requester, d), { value: dataOf(d) }),
    isKnown: true,
  },
  {
    name: 'a reader by a dialog that is sent',
    change: (d, { from }) =>
      withPart(from('Lidia Holloway', d), { name: 'task/submit', value: { data: dataOf(d) } }),
    isKnown: true,
  },
  {
    name: 'a reader by a dialog that is opened',
    change: (d, { from }) =>
      withPart(from('Lidia Holloway', d), { name: 'task/fetch', value: { data: dataOf(d) } }),
    isKnown: true,
  },
  {
    name: 'a reader by a refresh of the card',
    change: (d, { from }) => {
      const sent = from('Lidia Holloway', d);
      return withPart(sent, { value: { ...(sent.activity['value'] as object), trigger: 'automatic' } });
    },
    isKnown: true,
  },
  {
    name: 'an approver by a message extension',
    change: (d) =>
      withPart(d, {
        name: 'composeExtension/submitAction',
        value: { commandId: 'approve', data: dataOf(d) },
      }),
    status: [200, 400],
    isKnown: false,
  },
  {
    name: 'an approver by writing “approve R-…”',
    change: (d, { label }) => asMessage(d, { text: `approve ${label}` }),
    isKnown: false,
  },
  {
    name: 'an approver by writing what the card says of it',
    change: (d) => asMessage(d, { text: 'Approved by Megan Bowen' }),
    isKnown: false,
  },
  {
    name: 'an approver by a reaction',
    change: (d) =>
      withPart(d, {
        type: 'messageReaction',
        name: undefined,
        value: undefined,
        reactionsAdded: [{ type: 'like' }],
      }),
    isKnown: false,
  },
  {
    name: 'an approver by an event',
    change: (d) => withPart(d, { type: 'event', name: 'approve' }),
    isKnown: false,
  },
];
