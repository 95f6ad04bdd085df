import type { StepTexts } from './stepTexts';

/** The English words of every step. A look that changes nothing says the same whether made or found. */
export const englishSteps: StepTexts = {
  confirmSlot: {
    toDo: 'Hold the slot',
    now: 'Holding the slot',
    done: 'Held the slot',
    found: 'Held the slot',
    undo: {
      toDo: 'Free the slot',
      now: 'Freeing the slot',
      done: 'Freed the slot',
      found: 'The slot was free already',
    },
  },
  storePassword: {
    toDo: 'Put a new password into Key Vault',
    now: 'Putting a new password into Key Vault',
    done: 'Put a new password into Key Vault',
    found: 'The password was already in Key Vault',
    undo: {
      toDo: 'Disable the password in Key Vault',
      now: 'Disabling the password in Key Vault',
      done: 'Disabled the password in Key Vault',
      found: 'No password was left in Key Vault to disable',
    },
  },
  createAccount: {
    toDo: 'Create the account',
    now: 'Creating the account',
    done: 'Created the account',
    found: 'The account was already there',
    undo: {
      toDo: 'Block the sign-in',
      now: 'Blocking the sign-in',
      done: 'Blocked the sign-in',
      found: 'No sign-in was left to block',
    },
  },
  joinGroup: {
    toDo: "Join the environment's security group",
    now: "Joining the environment's security group",
    done: "Joined the environment's security group",
    found: 'No group had to be joined',
    undo: {
      toDo: 'Leave the security group',
      now: 'Leaving the security group',
      done: 'Left the security group',
      found: 'The account was in the group no more',
    },
  },
  lendLicence: {
    toDo: 'Lend the licence',
    now: 'Lending the licence',
    done: 'Lent the licence',
    found: 'The account already had the licence',
    undo: {
      toDo: 'Take the licence back',
      now: 'Taking the licence back',
      done: 'Took the licence back',
      found: 'No licence was left to take back',
    },
  },
  bringIn: {
    toDo: 'Bring the account into the environment',
    now: 'Bringing the account into the environment',
    done: 'Brought the account into the environment',
    found: 'The account was already in the environment',
    undo: {
      toDo: 'Disable the account in the environment',
      now: 'Disabling the account in the environment',
      done: 'Disabled the account in the environment',
      found: 'The account was not enabled in the environment',
    },
  },
  setMode: {
    toDo: 'Set Access Mode to Non-interactive',
    now: 'Setting Access Mode to Non-interactive',
    done: 'Set Access Mode to Non-interactive',
    found: 'Access Mode was already Non-interactive',
    undo: {
      toDo: 'Set Access Mode back to Read-Write',
      now: 'Setting Access Mode back to Read-Write',
      done: 'Set Access Mode back to Read-Write',
      found: 'Access Mode was not Non-interactive any more',
    },
  },
  placeInUnit: {
    toDo: 'Move it to its business unit',
    now: 'Moving it to its business unit',
    done: 'Moved it to its business unit',
    found: 'It is in its business unit',
    undo: {
      toDo: 'Move it out of its business unit',
      now: 'Moving it out of its business unit',
      done: 'Moved it out of its business unit',
      found: 'It was not in its business unit any more',
    },
  },
  assignRoles: {
    toDo: 'Assign the security roles',
    now: 'Assigning the security roles',
    done: 'Assigned the security roles',
    found: 'The account already had the security roles',
    undo: {
      toDo: 'Take the security roles off',
      now: 'Taking the security roles off',
      done: 'Took the security roles off',
      found: 'No security role was left to take off',
    },
  },
  takeLicenceBack: {
    toDo: 'Take the licence back',
    now: 'Taking the licence back',
    done: 'Took the licence back',
    found: 'No licence was left to take back',
    undo: {
      toDo: 'Check that no licence is left',
      now: 'Checking that no licence is left',
      done: 'Checked that no licence is left',
      found: 'No licence was left',
    },
  },
  verify: {
    toDo: 'Check the Access Mode twice',
    now: 'Checking the Access Mode twice',
    done: 'Checked the Access Mode twice',
    found: 'Checked the Access Mode twice',
    undo: {
      toDo: 'Check that all is cleaned up',
      now: 'Checking that all is cleaned up',
      done: 'Checked that all is cleaned up',
      found: 'Checked that all is cleaned up',
    },
  },
  releaseCredential: {
    toDo: 'Hand over the password in Key Vault',
    now: 'Handing over the password in Key Vault',
    done: 'Handed over the password in Key Vault',
    found: 'The password in Key Vault was already handed over',
    undo: {
      toDo: 'Disable the password in Key Vault',
      now: 'Disabling the password in Key Vault',
      done: 'Disabled the password in Key Vault',
      found: 'The password in Key Vault was disabled already',
    },
  },
};
