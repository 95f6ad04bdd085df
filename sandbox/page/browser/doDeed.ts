import type { DeedAnswer, Deeds } from './wire.js';

/** Asks the server to do something as somebody on the page. Never throws: what went wrong is the answer's `error`. */
export async function doDeed<Name extends keyof Deeds>(name: Name, deed: Deeds[Name]): Promise<DeedAnswer> {
  try {
    const response = await fetch(`/do/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(deed),
    });
    return (await response.json()) as DeedAnswer;
  } catch {
    return {
      error:
        'The sandbox does not answer. Is npm start still running? Whether it was sent is not known; look at the chat.',
    };
  }
}
