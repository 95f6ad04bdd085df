import { englishFact } from './englishFacts';

const plural = (count: number, one: string, many: string): string =>
  `${String(count)} ${count === 1 ? one : many}`;

const held = (count: number): string =>
  count === 1 ? '1 held for a request' : `${String(count)} held for requests`;

/** English words of the cards that tell results, slots and help. Parameters named `when` are already in words. */
export const englishResultCards = {
  vault: {
    small: 'Password',
    title: 'Where the password is',
    noted:
      'That you were shown this is noted in the receipt. Who reads the password is in the log of the vault.',
    summary: (account: string, environment: string): string => `Password of ${account} in ${environment}`,
  },
  end: {
    verifiedTitle: 'Access Mode: Non-interactive',
    /** One time only where both readings fall into the same minute, since clients show no seconds. */
    readTwice: (first: string, second: string, day: string): string =>
      `Read back ${first === second ? `twice at ${first}` : `at ${first} and ${second}`} on ${day} (your time), after the licence was taken back.`,
    enabled: 'Enabled',
    disabled: 'Disabled',
    licenceBack: 'Taken back',
    noLicence: 'None',
    licenceThere: 'Still there',
    slotsUsed: (used: number, limit: number): string => `${String(used)} of ${String(limit)}`,
    slotsLeft: (used: number, limit: number): string => ` used, ${String(Math.max(0, limit - used))} left`,
    foundTitle: 'Found so already',
    signInTitle: 'How the program signs in',
    inVault: (secret: string): string => `In Key Vault, as ${secret}`,
    channelFacts: (enabled: string | undefined, licence: string | undefined): string =>
      [enabled, licence === undefined ? undefined : `licence ${licence.toLowerCase()}`]
        .filter((word) => word !== undefined)
        .join(', ')
        .concat('.'),
    channelSlots: (used: number, limit: number): string => `${String(used)} of ${String(limit)} slots used.`,
    verifiedSummary: (account: string, environment: string): string =>
      `Done: ${account} is Non-interactive in ${environment}`,
    cleanedTitle: 'Not made. Everything is cleaned up',
    leftTitle: (count: number, forYou: boolean): string =>
      `Not made. ${plural(count, 'thing is', 'things are')} left ${forYou ? 'for you' : 'to undo by hand'}`,
    putRight: 'Put that right, then ask again.',
    neverBegun: 'Nothing was made',
    stoppedAt: (number: number, of: number, what: string): string =>
      `Stopped at step ${String(number)} of ${String(of)}, ${what}: `,
    stopped: 'Stopped: ',
    stoppedBy: 'Stopped by ',
    cleanedUp: 'Cleaned up and read back',
    leftForYou: '! Left for you to undo by hand',
    leftOnPurpose: 'Left on purpose',
    blockedAccount: 'The account stays in Entra, with its sign-in blocked.',
    slotFree: 'The slot held for it is free again.',
    slotHeld: 'The slot stays held until Access Mode is read as something else.',
    expired: 'Nobody decided in time',
    expiredOpen: 'Not decided in time',
    expiredApproved: 'Approved, but it could not begin in time',
    lastReason: 'What it waited for last:',
    askAgain: 'Once that is put right, ask for it again.',
    failedSummary: (account: string, environment: string): string => `Not made: ${account} in ${environment}`,
    endedSummary: (state: string, account: string, environment: string): string =>
      `${state}: ${account} in ${environment}`,
  },
  receipt: {
    title: 'Receipt',
    steps: 'What was done and read back (your time)',
    cleaning: 'What was cleaned up and read back (your time)',
    before: { made: 'Before: not so. After: ', found: 'Before: so already. After: ' },
    fact: englishFact,
    /** Facts that people copy, by their names in the evidence. */
    copied: { version: 'Version', secret: 'Secret', signInName: 'Sign-in name' },
    struck: (count: number): string =>
      `Done again: ${plural(count, 'earlier reading was', 'earlier readings were')} struck.`,
    readAt: (times: string, where: string): string => `Read ${times}, from ${where}`,
    readTwiceAt: (first: string, second: string): string =>
      first === second ? `twice at ${first}` : `at ${first} and ${second}`,
    /** Stands for the place's name when that stands in the next line. */
    below: 'this place:',
    readOnceAt: (when: string): string => `at ${when}`,
    asked: 'asked',
    /** After the name of who did it, by the kind of the entry. */
    acts: {
      withdrawn: 'withdrew the request',
      cancel: 'stopped the work',
      triedAgain: 'had it tried again',
      gaveUp: 'gave up',
      cleanedUpByHand: 'What was left is cleaned up by hand, and was read back',
      nobodyActed: 'Nobody acted in time, so it was given up',
    },
    decided: (approved: boolean): string => (approved ? 'approved' : 'rejected'),
    chainTitle: 'Audit chain',
    holds: (count: number): string =>
      count === 0 ? 'No entry yet.' : `✓ ${plural(count, 'entry', 'entries')}. Each fits the one before.`,
    broken: (count: number): string =>
      `! The audit was changed: its ${plural(count, 'entry does', 'entries do')} not fit together. Tell an auditor.`,
    lastHash: (hash: string): string => `Last hash ${hash}`,
    shortened: 'Shortened to fit a card; the stored receipt holds everything.',
    nothing: 'No step was read back.',
    summary: (label: string, account: string, environment: string): string =>
      `Receipt ${label}: ${account} in ${environment}`,
  },
  slots: {
    title: (environments: number, full: number): string => {
      const all = plural(environments, 'environment', 'environments');
      return full === 0 ? `${all}, none of them full` : `${all}, ${String(full)} of them full`;
    },
    none: 'No environment to show',
    fullestFirst: 'Fullest first.',
    free: (free: number): string => `${String(free)} free`,
    counts: (used: number, reserved: number, limit: number): string =>
      `: ${String(used)} used${reserved === 0 ? '' : `, ${held(reserved)}`}, of ${String(limit)}.`,
    disabled: (count: number): string =>
      count === 1
        ? ' 1 disabled account does not count.'
        : ` ${String(count)} disabled accounts do not count.`,
    differs: (policy: number, told: number): string =>
      ` The policy says ${String(policy)}, the environment ${String(told)}: the smaller one counts.`,
    readAt: (when: string): string => `Read at ${when}.`,
    unread: 'Not read: ',
    olderFigures: 'It could not be read now; these are older figures.',
    unreadHint: 'Ask for the slots again in a few minutes.',
    holders: 'Used by:',
    legend: '█ used · ▒ held for a request · ░ free',
    more: (count: number): string =>
      `${plural(count, 'more environment is', 'more environments are')} not shown.`,
    summary: (environments: number, full: number): string =>
      `Slots of ${plural(environments, 'environment', 'environments')}, ${String(full)} full`,
  },
  slotNotice: {
    near: (free: number, used: number, limit: number): string =>
      `${plural(free, 'slot', 'slots')} left: ${String(used)} of ${String(limit)} used`,
    full: (used: number, limit: number): string =>
      `No slot is left: ${String(used)} of ${String(limit)} used`,
    well: (free: number): string => `Slots are free again: ${String(free)}`,
    held: (count: number): string => `${held(count)}.`,
    once: {
      near: 'You hear this once; next when it is full or well again.',
      full: 'You hear this once; next when a slot is free again.',
      well: 'You hear this once; next when slots run low.',
    },
    summary: (heading: string, environment: string): string => `${heading} in ${environment}`,
  },
  requests: {
    mine: 'What you asked for',
    approvals: 'What waits for you',
    noneMine: 'You have not asked for anything yet.',
    noneApprovals: 'Nothing waits for you.',
    count: (count: number): string => plural(count, 'request', 'requests'),
    more: (count: number): string => `${String(count)} more. Write status and the number to see one.`,
    askedBy: ' · asked by ',
  },
  help: {
    title: 'Countersign makes non-interactive users',
    how: 'You ask, a second admin approves, the account is made in Dynamics 365, and you see the Access Mode that was read back.',
    first:
      'Try this first: press Ask for one. Nothing is made before a second admin approves. What you may approve comes to your own chat.',
    helpTitle: 'What you can write',
    write: 'Or write',
    quick: 'All at once: new NAME in ENVIRONMENT because WHY',
    words: [
      ['new', 'ask for an account'],
      ['requests', 'what you asked for'],
      ['approvals', 'what waits for you'],
      ['status R-1042', 'how one stands'],
      ['withdraw R-1042', 'take a request back'],
      ['cancel R-1042', 'stop the work and clean up'],
      ['audit R-1042', 'see its receipt'],
      ['audit', 'search all requests (auditors)'],
      ['slots', 'how many are left'],
      ['help', 'this card'],
    ],
    channel: 'In a channel: @Countersign alerts here, to hear of requests and slots.',
    summary: 'Countersign makes non-interactive users with a second admin’s approval',
  },
};
