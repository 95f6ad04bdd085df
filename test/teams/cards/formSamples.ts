import { checkNames } from '../../../src/domain/checks';
import type { Request } from '../../../src/domain/request';
import { adviceCard, enoughCard } from '../../../src/teams/cards/adviceCard';
import { busyCard } from '../../../src/teams/cards/busyCard';
import { formCard } from '../../../src/teams/cards/formCard';
import { reviewCard } from '../../../src/teams/cards/reviewCard';
import { english } from '../../../src/texts/english';
import type { FormView } from '../../../src/views';
import type { Named } from './everyCard';
import { at, licenceOf, sampleTerms, type Outside } from './sampleRequest';

/** A form with what was typed, and problems. */
export function sampleForm(outside: Outside, problems: FormView['problems'] = []): FormView {
  return {
    formId: 'form-1',
    environments: [
      { id: 'env', name: outside.environment, free: 2 },
      { id: 'env2', name: 'Contoso Test' },
    ],
    domains: ['contoso.com', 'contoso.onmicrosoft.com'],
    licences: [{ partNumber: 'SALES', name: licenceOf(outside), free: 3 }],
    ownerName: outside.person,
    values: {
      environment: 'env',
      accountName: outside.account.slice(0, 64),
      purpose: outside.typed.slice(0, 300),
      roles: [outside.role.slice(0, 100)],
      ...{ domain: 'contoso.com', licence: 'SALES', unit: outside.environment.slice(0, 160), owner: 'owner' },
      ...{ reviewOn: '2027-11-24', ticket: '', askedAfter: 1031 },
      advice: {
        ...{ appRegistration: true, password: false, person: false },
        reason: outside.typed.slice(0, 300),
      },
    },
    filledIn: { domain: 'contoso.com', licence: licenceOf(outside), reviewOn: '2027-11-24' },
    problems,
  };
}

/** The cards from the form to the review. */
export function formCards(outside: Outside, pending: Request): Named[] {
  const form = sampleForm(outside);
  const refused = sampleForm(outside, [
    { field: 'accountName', why: { code: 'nameTaken', facts: { account: outside.account } } },
    { field: 'purpose', why: { code: 'tooLong', facts: { limit: 300 } } },
    { why: { code: 'noApprover', facts: { needed: 1 } } },
  ]);
  const review = {
    formId: 'form-1',
    values: form.values,
    content: pending.content,
    terms: sampleTerms(),
    slots: pending.slots,
    checkedAt: at(0),
    approvers: [outside.approver],
    checked: checkNames,
    unchecked: [],
  };
  const notRead = { code: 'notChecked', facts: { service: 'Dataverse' } } as const;
  const unchecked = [{ checks: ['administrator', 'approvers'], why: notRead }] as const;
  const advised = { formId: 'form-1', values: form.values };
  return [
    { name: 'form', message: formCard(english, form) },
    { name: 'form refused', message: formCard(english, refused) },
    { name: 'review', message: reviewCard(english, review) },
    {
      name: 'review, not all checked',
      message: reviewCard(english, { ...review, checked: ['slot', 'name'], unchecked, approvers: [] }),
    },
    { name: 'busy', message: busyCard(english, form, unchecked) },
    { name: 'advice', message: adviceCard(english, advised) },
    { name: 'advice enough', message: enoughCard(english, advised) },
    {
      name: 'advice for a person',
      message: enoughCard(english, {
        formId: 'form-1',
        values: { ...form.values, advice: { appRegistration: false, password: true, person: true } },
        problem: 'required',
      }),
    },
  ];
}
