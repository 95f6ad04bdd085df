/** The database cannot be used here; the message says why, what state it is in, and what to do. */
export class StoreUnusable extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'StoreUnusable';
  }
}
