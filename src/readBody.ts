import type { IncomingMessage } from 'node:http';

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
 * Reads a body of this media type, of at most so many bytes. The server's own body parser is not used: it inflates, and
 * writes uploads to disk, for anybody, before a token is looked at. Throws `BodyRefused`.
 */
export async function readBody(req: IncomingMessage, mediaType: string, largest: number): Promise<string> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = req.headers;
  const isOfType = type.split(';')[0]?.trim().toLowerCase() === mediaType;
  if (encoding !== 'identity' || !isOfType) throw new BodyRefused(415);
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > largest) throw new BodyRefused(413);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
