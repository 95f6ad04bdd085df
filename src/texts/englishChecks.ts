import type { CheckName } from '../domain/checks';

/** What the checks before and after asking are called, in English. */
export const englishChecks = {
  checks: {
    /** A check that was made and found nothing against the request. */
    made: {
      administrator: 'You are an administrator of the environment',
      approvers: 'Enough others may approve',
      owner: 'The owner is a person of this organisation',
      domain: 'The domain is verified',
      slot: 'A slot is free',
      name: 'The name is free',
      roles: 'The roles exist there',
      seat: 'A seat of the licence is free',
      group: 'No security group stands in the way',
      vault: 'Key Vault answers, and lets the bot read',
    } satisfies Readonly<Record<CheckName, string>>,
    /** A check as the end of "not checked yet: …". */
    subject: {
      administrator: 'whether you are an administrator there',
      approvers: 'who may approve',
      owner: 'the owner',
      domain: 'the domain',
      slot: 'the slots',
      name: 'whether the name is free',
      roles: 'the roles',
      seat: 'the seats of the licence',
      group: 'the security group',
      vault: 'Key Vault',
    } satisfies Readonly<Record<CheckName, string>>,
    notYet: (subjects: string): string =>
      `**Not checked yet:** ${subjects}. It is checked again before the work begins.`,
    busy: {
      title: 'Microsoft is busy',
      line: 'What the request is made of could not be read in time. Nothing is wrong with what you typed, and all of it is kept. **Press Continue again in a minute.**',
    },
    alsoFound: 'Also found:',
  },
};
