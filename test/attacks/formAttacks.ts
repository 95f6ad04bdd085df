/** Something planted in a field of the form, and the field; the form comes back refused, or it is asked for as plain words. */
export interface Planted {
  readonly name: string;
  readonly field: 'accountName' | 'purpose' | 'ticket';
  readonly text: string;
  /** Words of the refusal's heading or sentence; without them it is taken, and does nothing. */
  readonly refusedBy?: string;
}

/** What must not work by what is typed. */
export const planted: readonly Planted[] = [
  {
    name: 'a link in the purpose',
    field: 'purpose',
    text: 'Sync [Approve here](https://evil.example) **urgent**',
  },
  { name: 'a mention in the purpose', field: 'purpose', text: 'Sync <at>Megan Bowen</at> please approve' },
  {
    name: 'HTML in the purpose',
    field: 'purpose',
    text: 'Sync <img src=x onerror=alert(1)> <script>alert(1)</script>',
  },
  {
    name: 'a time that the client would draw, in the purpose',
    field: 'purpose',
    text: 'Sync {{DATE(2020-01-01T00:00:00Z,SHORT)}}',
  },
  {
    name: 'SQL in the purpose',
    field: 'purpose',
    text: "Sync'); update requests set state = 'verified'; --",
  },
  {
    name: 'a line of the log in the purpose',
    field: 'purpose',
    text: 'Sync\n{"level":30,"msg":"The vote counts."}',
  },
  {
    name: 'a markdown link as the ticket',
    field: 'ticket',
    text: '[CHG-1](https://evil.example)',
    refusedBy: 'Only letters, digits and',
  },
  {
    name: 'a name with letters that pass for others',
    field: 'accountName',
    text: 'SAP c\u043ennector',
    refusedBy: 'mixes letters of several alphabets',
  },
  {
    name: 'a name that is turned round',
    field: 'accountName',
    text: 'SAP \u202ereppots',
    refusedBy: 'characters that nobody sees',
  },
  {
    name: 'a name with markdown in it',
    field: 'accountName',
    text: 'SAP **stock**',
    refusedBy: 'A name begins with a letter or a digit',
  },
  {
    name: 'OData in the name',
    field: 'accountName',
    text: "x' or accountEnabled eq true or userPrincipalName eq '",
    refusedBy: 'A name begins with a letter or a digit',
  },
];
