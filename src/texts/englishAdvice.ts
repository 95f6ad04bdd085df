/** English words of the questions between form and review: could it be an application user? */
export const englishAdvice = {
  title: 'Could it be an application user?',
  intro: 'One takes no slot, no licence and no password. Tick what is true.',
  questions: {
    appRegistration: 'Can it sign in with an app registration?',
    password: 'Does it, or its vendor, need a user name and a password?',
    person: 'Does a person sign in with it, too?',
  },
  answers: {
    appRegistration: 'It can sign in with an app registration',
    password: 'It needs a user name and a password',
    person: 'A person signs in with it, too',
  },
  answerMissing: 'Tick it, or leave it empty.',
  enoughTitle: 'An application user is enough',
  how: [
    'Register an app in Entra, with a certificate or a secret.',
    'In the Power Platform admin centre open the environment: Settings, Users + permissions, Application users, New app user.',
    'Choose the app and the business unit, and give it the security roles.',
  ],
  takesNothing: 'It takes no slot, no licence and no password.',
  personTitle: 'A person needs a user of their own',
  personHow:
    'A non-interactive user cannot open the apps. Give the person a licensed user, and keep this account for the program.',
  reasonLabel: 'Still a non-interactive user? Say why. Your approver reads this',
  reasonPlaceholder: 'Why a non-interactive user all the same?',
  reasonMissing: 'Say why, in at most 300 letters.',
  openGuide: 'Open guide',
  goOn: 'Go on',
  guide: 'https://learn.microsoft.com/power-platform/admin/manage-application-users',
  why: 'Why not an application user:',
  label: 'Application user',
  /** What the requester answered where it speaks for a non-interactive user. */
  answered: (appRegistration: boolean): string =>
    appRegistration ? 'Would not do: it needs a password' : 'Would not do: it has no app registration',
  summary: 'Could it be an application user?',
};
