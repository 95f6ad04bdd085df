/** The search of auditors. */
export const englishSearch = {
  title: 'Search the requests',
  how: 'Open and ended ones, newest first. Each has its receipt. Leave empty what does not matter.',
  words: 'Account or person',
  example: 'Name, sign-in name or object id',
  environment: 'Environment',
  every: 'Every environment',
  from: 'Asked on this day or later (UTC)',
  until: 'Asked on this day or earlier (UTC)',
  button: 'Search',
  noDay: 'Choose a day, or leave it empty.',
  tooLong: 'Type a hundred letters at most.',
  receipt: (label: string): string => `Receipt ${label}`,
  found: (count: number, isMore: boolean): string => {
    if (count === 0) return 'Nothing was found.';
    const shown = count === 1 ? '1 request' : `${String(count)} requests`;
    return isMore ? `The newest ${shown}; there are more. Narrow the search to see them.` : `${shown} found.`;
  },
};
