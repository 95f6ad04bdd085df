/** What each of Contoso's people is there for, by name. */
export const whoTheyAre: Readonly<Record<string, string>> = {
  'Adele Vance': 'administrator: asks',
  'Megan Bowen': 'administrator: approves',
  'Alex Wilber': 'administrator by an owner team',
  'Diego Siciliani': 'administrator by a group of Entra',
  'Lidia Holloway': 'may read, and nothing else',
  'Pradeep Gupta': 'guest: never approves',
  'Nestor Wilke': 'operator of the bot',
  'Isaiah Langer': 'auditor',
  'Joni Sherman': 'has left: blocked',
};
