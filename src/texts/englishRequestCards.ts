import type { RequestState } from '../domain/request';
import { englishForm } from './englishForm';

const states: Readonly<Record<RequestState, string>> = {
  queued: 'In line',
  pending: 'Waiting for approval',
  approved: 'Approved',
  provisioning: 'Working',
  undoing: 'Cleaning up',
  verified: '✓ Verified',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  expired: 'Expired',
  failed: 'Failed',
  cancelled: 'Stopped',
};

/** English words of the cards on the way from asking to the work. Parameters named `when` are already in words. */
export const englishRequestCards = {
  states,
  small: { waiting: 'Waiting', needsYou: '! Needs you', slots: 'Slots', slotsLow: '! Slots' },
  labels: {
    account: 'Account',
    signInName: 'Sign-in name',
    roles: 'Roles',
    businessUnit: 'Business unit',
    licence: 'Licence',
    slots: 'Slots',
    owner: 'Owner',
    ticket: 'Ticket',
    reviewDate: 'Review date',
    environment: 'Environment',
    askedBy: 'Asked by',
    approvedBy: 'Approved by',
    receipt: 'Receipt',
    address: 'Address',
    password: 'Password',
    why: 'Why:',
    reason: 'Reason:',
  },
  buttons: {
    askForOne: 'Ask for one',
    showSlots: 'Show slots',
    continue: 'Continue',
    send: 'Send for approval',
    back: 'Back',
    approve: 'Approve',
    reject: 'Reject',
    review: 'Review',
    withdraw: 'Withdraw',
    tryAgain: 'Try again',
    giveUp: 'Give up',
    showProgress: 'Show progress',
    askAgain: 'Ask again',
    showReceipt: 'Show receipt',
    openKeyVault: 'Open Key Vault',
    show: (label: string): string => `Show ${label}`,
    /** A button that asks once more. */
    more: (title: string): string => `${title}…`,
  },
  /** A date and a time, both as the client draws them. */
  dateAndTime: (date: string, time: string): string => `${date}, ${time}`,
  yourTime: (when: string): string => `${when} (your time)`,
  /** `2027-11-24` as `24 Nov 2027`; anything else as it is. */
  day: (day: string): string => {
    const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
    const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
    const name = names[Number(month) - 1];
    return year === undefined || name === undefined ? day : `${String(Number(date))} ${name} ${year}`;
  },
  andMore: (count: number): string => ` and ${String(count)} more`,
  form: englishForm,
  review: {
    title: 'Send this for approval?',
    checksTitle: 'Checked just now',
    checkedAt: (when: string): string => `At ${when}. All of it is checked again before the work begins.`,
    asked: 'Will be asked:',
    summary: (account: string, environment: string): string => `Ready to send: ${account} in ${environment}`,
  },
  usedAfterwards: (used: number, limit: number): string =>
    `${String(used)} of ${String(limit)} used afterwards, `,
  left: (used: number, limit: number): string => `${String(Math.max(0, limit - used))} left`,
  lentAndTakenBack: ', lent and taken back',
  approval: {
    title: 'Approve a non-interactive user?',
    /** Instead of the question, for whoever cannot decide it. */
    notYours: 'A second admin decides',
    voted: 'You have decided',
    asks: ' asks, for ',
    ifYouApprove: (takesUp: boolean): string =>
      `If you approve, this starts at once: ${takesUp ? 'open the blocked account' : 'create the account'}, lend it the licence, bring it into the environment, set its Access Mode to Non-interactive, assign the roles, take the licence back, check twice. Nobody sees the password.`,
    privileged: '! Privileged role. The program could change everything in this environment.',
    sensitive: '! Sensitive environment.',
    typeItsName: 'You type the name of the environment to approve.',
    /** Before the name. */
    itsName: 'The environment: ',
    typeLabel: 'To approve, type the name of the environment',
    typeError: 'Type the name of the environment.',
    reminder: (state: string): string => `${state} · reminder`,
    reminderSummary: (person: string, environment: string): string =>
      `Reminder: ${person} asks you to approve a non-interactive user in ${environment}`,
    askedAfter: (label: string): string => `Asked again after ${label}`,
    digestOpen: (digest: string, when: string): string => `Digest ${digest} · open until ${when}`,
    digest: (digest: string): string => `Digest ${digest}`,
    progress: (have: number, needed: number): string => `${String(have)} of ${String(needed)} approvals.`,
    noted: 'Your approval is noted. It counts once the directory confirms that you may approve.',
    rejectionNoted: 'Your rejection is noted. It counts once the directory confirms that you may decide.',
    counted: 'Your approval counts.',
    ownRequest: 'This is your own request: a second admin decides.',
    ownAccount: 'You would own this account: another admin decides.',
    othersNoted: 'A vote is noted. It counts once the directory confirms the right to it.',
    rejectLabel: 'Why? Whoever asked reads this',
    rejectPlaceholder: 'Why? What should be done instead?',
    rejectError: 'Say why, in at most 300 letters.',
    decided: {
      approved: 'Work begins after a last check',
      working: 'The work goes on',
      stuck: 'The work has stopped: a person must act',
      somethingLeft: 'Not made, and something is left to undo by hand',
      nothingMade: 'Nothing was made',
    },
    finished: 'The account is made',
    notMade: 'The account was not made',
    approvedBy: 'Approved by ',
    rejectedBy: 'Rejected by ',
    withdrawnBy: 'Withdrawn by ',
    seeStatus: (label: string): string => `Write status ${label} to see how it goes.`,
    channelTitle: 'Approval wanted',
    asksFor: ' asks for ',
    inEnvironment: ' in ',
    channelSlots: (used: number, limit: number): string =>
      `${String(used)} of ${String(limit)} slots used afterwards. Approvers get it in their own chat, or press Review…`,
    openUntil: (when: string): string => `Open until ${when}`,
    summary: (person: string, environment: string): string =>
      `${person} asks you to approve a non-interactive user in ${environment}`,
    channelSummary: (account: string, environment: string): string =>
      `Approval wanted: ${account} in ${environment}`,
    decidedSummary: (state: string, account: string, environment: string): string =>
      `${state}: ${account} in ${environment}`,
  },
  progress: {
    sent: 'A second admin decides',
    queued: 'It waits for a slot',
    reached: 'Asked:',
    notReached: '! Not reached:',
    notReachedHint:
      'They do not have the bot in Teams. Ask them to add it; they find the request under approvals.',
    nobody: 'Nobody could be asked',
    nobodyHint: 'Tell a second admin to add the bot in Teams and to write approvals.',
    onTheWay: 'On its way to:',
    working: (number: number, of: number): string => `Step ${String(number)} of ${String(of)}`,
    waits: (number: number, of: number, what: string): string =>
      `Step ${String(number)} of ${String(of)} waits for ${what}`,
    /** One time only where both fall into the same minute, since clients show no seconds. */
    since: (since: string, until: string): string =>
      since === until
        ? `Since ${since} (your time), looking again in a moment.`
        : `Since ${since}, looking again at **${until}** (your time).`,
    again: 'A later reading was contrary, so the steps from here on are done once more.',
    starting: 'The work is about to begin',
    undoing: 'Cleaning up what was made',
    undoWaits: (what: string): string => `Cleaning up waits for ${what}`,
    stopsSoon: 'It was given up. The work stops before the next change and cleans up.',
    heldUp: 'Not everything could be checked.',
    saidNo: 'Something spoke against it.',
    readAgain: 'One reading can be mistaken. It is read once more before that counts.',
    heldUpSince: (when: string): string =>
      `Since ${when}. It is checked again by itself; nothing is made before.`,
    othersPress: 'Whoever asked, and whoever approved, has the buttons for this.',
    changes: 'This card changes as the work goes on. The result comes as a new message.',
    picture: (label: string): string => `So it stood just now. Write status ${label} to look again.`,
    withdrawQuestion: 'The request ends, and the slot held for it is free again. Nothing was made.',
    summary: (state: string, account: string, environment: string): string =>
      `${state}: ${account} in ${environment}`,
    needsYouSummary: (heading: string, account: string, environment: string): string =>
      `Needs you: ${heading}. ${account} in ${environment}`,
    needsYouLine: (account: string, environment: string): string =>
      `Needs you: ${account} in ${environment} stands still`,
    staysDone: 'What is done stays done.',
    staysUndone: 'What is cleaned up stays so.',
    putRight: 'Put that right, then press Try again.',
    grantIt: 'Ask whoever runs the bot to grant the permission, then press Try again.',
    stopped: (now: string): string => `${now}: stopped`,
    ifNobody: (when: string): string => `If nobody acts, it is cleaned up on ${when}.`,
    giveUpQuestion: 'Everything made so far is cleaned up, and the request ends. It can be asked for again.',
    giveUpUndoQuestion:
      'The request ends. What could not be cleaned up is left for you, and the result names it.',
  },
};
