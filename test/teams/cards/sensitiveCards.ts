import { approvalCard, approvalDialogCard, reminderCard } from '../../../src/teams/cards/approvalCard';
import { reviewCard } from '../../../src/teams/cards/reviewCard';
import { english } from '../../../src/texts/english';
import type { Named } from './everyCard';
import { sampleForm } from './formSamples';
import { at, person, sampleRequest, sampleTerms, type Outside } from './sampleRequest';

/** Approvals that ask for more than a press, or tell what is not as usual, and those that are asked for again. */
export function sensitiveCards(outside: Outside): Named[] {
  const pending = sampleRequest('pending', outside);
  const megan = person(outside.approver, 'megan');
  const roles = [{ id: 'r', name: outside.role, privileged: true as const }];
  const content = { ...pending.content, roles };
  const privileged = { ...pending, content, terms: sampleTerms({ privilegedRoles: [outside.role] }) };
  const sensitive = { ...pending, terms: sampleTerms({ sensitive: true }) };
  const both = { ...privileged, terms: sampleTerms({ sensitive: true, privilegedRoles: [outside.role] }) };
  const unusual = {
    ...pending,
    firstOfRequester: true as const,
    escalatedAt: at(30),
    slots: { usedAfter: 7, limit: 7 },
    content: {
      ...pending.content,
      advice: { appRegistration: true, password: false, person: false, reason: outside.typed },
    },
  };
  const revised = {
    ...pending,
    revision: 2,
    reopened: { at: at(8), voidVotesOf: [megan], because: 'policy' as const },
  };
  const review = {
    ...{ formId: 'form-1', values: sampleForm(outside).values, content, terms: privileged.terms },
    ...{ slots: pending.slots, checkedAt: at(0), approvers: [], checked: [], unchecked: [] },
  };
  return [
    { name: 'approval privileged', message: approvalCard(english, privileged) },
    { name: 'approval sensitive', message: approvalCard(english, sensitive, megan) },
    { name: 'approval dialog sensitive and privileged', message: approvalDialogCard(english, both) },
    { name: 'approval not as usual', message: approvalCard(english, unusual) },
    { name: 'approval, policy changed', message: approvalCard(english, revised) },
    { name: 'reminder', message: reminderCard(english, pending, megan) },
    { name: 'reminder, verified', message: reminderCard(english, sampleRequest('verified', outside), megan) },
    { name: 'review privileged', message: reviewCard(english, review) },
  ];
}
