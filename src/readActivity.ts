import type { IncomingMessage } from 'node:http';

/** Largest body taken, in bytes: Teams sends far less. */
const largestBody = 256 * 1024;

/** A body that is not taken, and the HTTP status that says so. Nothing of it is repeated to whoever sent it. */
export class BodyRefused extends Error {
  readonly status: 400 | 413 | 415;
  constructor(status: 400 | 413 | 415) {
    super(`The body of a request was not taken (${String(status)}).`);
    this.name = 'BodyRefused';
    this.status = status;
  }
}

/**
 * Reads the JSON object that Teams posts. The server's own body parser is not used: it inflates, and writes uploads to
 * disk, for anybody, before a token is looked at. Throws `BodyRefused`.
 */
export async function readActivity(req: IncomingMessage): Promise<object> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = req.headers;
  if (encoding !== 'identity' || !/^application\/json\b/i.test(type)) throw new BodyRefused(415);
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > largestBody) throw new BodyRefused(413);
    parts.push(part);
  }
  let body: unknown;
  try {
    body = JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new BodyRefused(400);
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new BodyRefused(400);
  return body;
}
