import { checkNames } from '../../../src/domain/checks';
import type { Reason } from '../../../src/domain/reason';
import { english } from '../../../src/texts/english';
import { approvalCard } from '../../../src/teams/cards/approvalCard';
import { dryRunCard } from '../../../src/teams/cards/dryRunCard';
import { progressCard } from '../../../src/teams/cards/progressCard';
import { reviewCard } from '../../../src/teams/cards/reviewCard';
import type { Named } from './everyCard';
import { sampleForm } from './formSamples';
import { at, person, plan, sampleRequest, sampleTerms, type Outside } from './sampleRequest';
import { sampleSteps, sampleUndo } from './sampleSteps';

/** Stopping, cleaning up by hand, taking up a blocked account, and trying without making. */
export function wayBackCards(outside: Outside): Named[] {
  const viewer = person(outside.person, 'adele');
  const wish = { by: person(outside.approver, 'megan'), at: at(9), kind: 'cancel' } as const;
  const reach = { reached: [], notReached: [], onTheWay: [] };
  const shown = (state: 'provisioning' | 'undoing') => ({
    steps: state === 'undoing' ? sampleUndo(3) : sampleSteps(5),
    reach,
    viewer,
    audience: 'person' as const,
  });
  const pending = sampleRequest('pending', outside);
  const takesUp = { requestId: 'r', request: 1001, objectId: 'o', secretVersion: 'v' };
  const content = { ...pending.content, takesUp };
  const review = {
    formId: 'form-1',
    values: sampleForm(outside).values,
    content,
    terms: sampleTerms(),
    slots: pending.slots,
    checkedAt: at(0),
    approvers: [outside.approver],
    checked: checkNames,
    unchecked: [],
  };
  const run = {
    review,
    steps: plan,
    secretName: 'svc-sap-stock',
    usageLocation: 'DE',
    byPlatform: false,
    validDays: 365,
  };
  const why: Reason = { code: 'unforeseen' };
  return [
    ...(['provisioning', 'undoing'] as const).flatMap((state) => [
      {
        name: `progress ${state}, stopped`,
        message: progressCard(english, sampleRequest(state, outside, { wish }), {
          ...shown(state),
        }),
      },
      {
        name: `progress ${state}, held up`,
        message: progressCard(english, sampleRequest(state, outside, { heldUp: { why, since: at(6) } }), {
          ...shown(state),
        }),
      },
    ]),
    { name: 'review, taking up', message: reviewCard(english, review) },
    { name: 'approval, taking up', message: approvalCard(english, { ...pending, content }) },
    { name: 'dry run', message: dryRunCard(english, run) },
    {
      name: 'dry run with a group',
      message: dryRunCard(english, {
        ...run,
        group: outside.typed,
        review: { ...review, content: pending.content },
      }),
    },
  ];
}
