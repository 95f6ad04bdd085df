/** Why the sandbox cannot start, in one sentence for the person at the terminal, with what to do. */
export class StartProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartProblem';
  }
}
