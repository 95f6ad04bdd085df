import type { Reason } from '../../../src/domain/reason';
import type { Request } from '../../../src/domain/request';
import { needsYouCard } from '../../../src/teams/cards/needsYouCard';
import { progressCard } from '../../../src/teams/cards/progressCard';
import { english } from '../../../src/texts/english';
import type { Named } from './everyCard';
import { otherRequests } from './otherRequests';
import { at, licenceOf, person, sampleRequest, verifiedRequest, type Outside } from './sampleRequest';
import { sampleSteps, sampleUndo } from './sampleSteps';
import { stateOf } from './stateOf';

/** The progress card in every state, and what a person is told who must act. */
export function progresses(outside: Outside): Named[] {
  const reach = { reached: [outside.approver], notReached: [outside.person], onTheWay: [outside.approver] };
  const why: Reason<'noSeat'> = { code: 'noSeat', facts: { licence: licenceOf(outside), seats: 40 } };
  const unseen: Reason<'licenceNotSeen'> = { code: 'licenceNotSeen' };
  const waiting = sampleSteps(5, { why: unseen, since: at(5), until: at(11) });
  const undoWaits = sampleUndo(3, { why: unseen, since: at(5), until: at(11) });
  const stepsOf = ({ state }: Request) => (state === 'undoing' ? sampleUndo(3) : sampleSteps(5));
  const nobody = { reached: [], notReached: [outside.person], onTheWay: [] };
  const attention = {
    step: 'lendLicence',
    direction: 'forward',
    code: 'waitedTooLong',
    why,
    since: at(5),
    tries: 6,
  } as const;
  const stuck = sampleRequest('provisioning', outside, { attention });
  const stuckUndo = sampleRequest('undoing', outside, {
    attention: { ...attention, direction: 'undo', code: 'cannotUndo', why: { code: 'permissionMissing' } },
  });
  const unchecked: Reason<'notChecked'> = { code: 'notChecked', facts: { service: 'Dataverse' } };
  const heldUp = sampleRequest('approved', outside, { heldUp: { why: unchecked, since: at(6) } });
  const saidNo = sampleRequest('approved', outside, {
    heldUp: { why: { code: 'settling' }, since: at(6), noSince: at(6) },
  });
  const viewer = heldUp.requester;
  const times = { lastTriedAt: at(45), cleanedUpAt: at(3000) };
  return [
    ...(['person', 'channel'] as const).flatMap((audience) => [
      ...[...otherRequests(outside), verifiedRequest(outside), stuck].map((request) => ({
        name: `progress ${audience} ${stateOf(request)}`,
        message: progressCard(english, request, { steps: stepsOf(request), reach, audience, viewer }),
      })),
      ...(['provisioning', 'undoing'] as const).map((state) => ({
        name: `progress ${audience} ${state} waiting`,
        message: progressCard(english, sampleRequest(state, outside), {
          steps: state === 'undoing' ? undoWaits : waiting,
          reach,
          audience,
        }),
      })),
    ]),
    {
      name: 'progress held up',
      message: progressCard(english, heldUp, { steps: [], reach, audience: 'person', viewer }),
    },
    {
      name: 'progress read again',
      message: progressCard(english, saidNo, { steps: [], reach, audience: 'person', viewer }),
    },
    {
      name: 'progress stuck, of others',
      message: progressCard(english, stuck, {
        steps: sampleSteps(4, undefined, 'attention'),
        reach,
        audience: 'person',
        viewer: person('Other', 'other'),
      }),
    },
    {
      name: 'progress nobody reached',
      message: progressCard(english, sampleRequest('pending', outside), {
        steps: [],
        reach: nobody,
        audience: 'person',
      }),
    },
    {
      name: 'needs you',
      message: needsYouCard(english, stuck, sampleSteps(4, undefined, 'attention'), times),
    },
    {
      name: 'needs you, undo',
      message: needsYouCard(english, stuckUndo, sampleUndo(3, undefined, 'attention')),
    },
  ];
}
