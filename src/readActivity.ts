import type { IncomingMessage } from 'node:http';
import { BodyRefused, readBody } from './readBody';

/** Largest body taken, in bytes: Teams sends far less. */
const largestBody = 256 * 1024;

/** Deepest nesting taken: a card with a form in it has less than half of it. What works through a body does so by recursion. */
const deepest = 40;

/** Reads the JSON object that Teams posts. Throws `BodyRefused`. */
export async function readActivity(req: IncomingMessage): Promise<object> {
  const text = await readBody(req, 'application/json', largestBody);
  if (isTooDeep(text)) throw new BodyRefused(400);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new BodyRefused(400);
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new BodyRefused(400);
  return body;
}

/** Whether brackets outside of strings are nested deeper than is taken. */
function isTooDeep(json: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length && depth <= deepest; at += 1) {
    const sign = json[at];
    if (isText && sign === '\\') at += 1;
    else if (sign === '"') isText = !isText;
    else if (!isText && (sign === '{' || sign === '[')) depth += 1;
    else if (!isText && (sign === '}' || sign === ']')) depth -= 1;
  }
  return depth > deepest;
}
