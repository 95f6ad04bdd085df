/** What was asked for on the command line cannot be done as it was asked; the message says why. Nothing was changed. */
export class UsageProblem extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'UsageProblem';
  }
}
