import type { Action } from './answer';
import { askAgain } from './askAgainAction';
import { advise, back, check, goOn, newRequest, openForm, send, toReview } from './formActions';
import { alertsHere, alertsOff, approvals, help, requests, slots } from './listActions';
import { answer, ask } from './questionActions';
import { search } from './searchRequestsAction';
import { vault } from './vaultAction';
import { approve, giveUp, receipt, reject, review, status, tryAgain, withdraw } from './requestActions';
import { cancel, checkAgain, dryRun } from './wayBackActions';

/** What people write, and what it does. The first that fits is taken. */
export const commands: readonly {
  readonly says: RegExp;
  /** The word for it in the audit. */
  readonly what: string;
  readonly action: Action;
}[] = [
  { says: /^\s*new\b[\s\S]*$/i, what: 'new', action: newRequest },
  { says: /^\s*requests\s*$/i, what: 'requests', action: requests },
  { says: /^\s*approvals\s*$/i, what: 'approvals', action: approvals },
  { says: /^\s*slots\s*$/i, what: 'slots', action: slots },
  { says: /^\s*help\s*$/i, what: 'help', action: help },
  { says: /^\s*status\b/i, what: 'status', action: status },
  { says: /^\s*audit\b.*\bR-?\d/is, what: 'receipt', action: receipt },
  { says: /^\s*audit\b/i, what: 'search', action: search },
  { says: /^\s*withdraw\b/i, what: 'withdraw', action: withdraw },
  { says: /^\s*cancel\b/i, what: 'cancel', action: cancel },
  { says: /^\s*alerts\s+here\s*$/i, what: 'alertsHere', action: alertsHere },
  { says: /^\s*alerts\s+off\s*$/i, what: 'alertsOff', action: alertsOff },
];

/** What buttons do, by their verb. */
export const verbs: Readonly<Record<string, Action>> = {
  form: openForm,
  check,
  advise,
  goOn,
  toReview,
  back,
  send,
  approve,
  reject,
  ask,
  answer,
  review,
  withdraw,
  cancel,
  checkAgain,
  dryRun,
  tryAgain,
  giveUp,
  again: askAgain,
  status,
  receipt,
  search,
  vault,
  requests,
  approvals,
  slots,
  help,
  alertsOn: alertsHere,
};
