import type { Action } from './answer';
import { askAgain } from './askAgainAction';
import { advise, back, check, goOn, newRequest, openForm, send, toReview } from './formActions';
import { alertsHere, alertsOff, approvals, help, requests, slots } from './listActions';
import { answer, ask } from './questionActions';
import { approve, giveUp, receipt, reject, review, status, tryAgain, withdraw } from './requestActions';
import { cancel, checkAgain, dryRun } from './wayBackActions';

/** What people write, and what it does. The first that fits is taken. */
export const commands: readonly { readonly says: RegExp; readonly action: Action }[] = [
  { says: /^\s*new\b[\s\S]*$/i, action: newRequest },
  { says: /^\s*requests\s*$/i, action: requests },
  { says: /^\s*approvals\s*$/i, action: approvals },
  { says: /^\s*slots\s*$/i, action: slots },
  { says: /^\s*help\s*$/i, action: help },
  { says: /^\s*status\b/i, action: status },
  { says: /^\s*audit\b/i, action: receipt },
  { says: /^\s*withdraw\b/i, action: withdraw },
  { says: /^\s*cancel\b/i, action: cancel },
  { says: /^\s*alerts\s+here\s*$/i, action: alertsHere },
  { says: /^\s*alerts\s+off\s*$/i, action: alertsOff },
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
  requests,
  approvals,
  slots,
  help,
  alertsOn: alertsHere,
};
