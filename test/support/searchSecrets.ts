import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Shorter ones would be found by chance. */
const shortest = 12;

/** The part of a text's base64 that is the same whatever stands before and after it, for each of the three offsets. */
function base64Of(secret: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from(`${'x'.repeat(offset)}${secret}`)
      .toString('base64')
      .replace(/=+$/, '');
    return encoded.slice(offset === 0 ? 0 : offset + 1, -1);
  });
}

/** The ways in which a secret may have been written down. */
export function formsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    ...new Set([
      secret,
      encodeURIComponent(secret),
      json,
      JSON.stringify(json).slice(1, -1),
      ...base64Of(secret),
    ]),
  ];
}

/** Where one of the secrets stands, plain, base64, URL- or JSON-escaped: what it was found in, never the secret. */
export function placesOfSecrets(
  secrets: readonly string[],
  places: Iterable<readonly [string, Buffer]>,
): readonly string[] {
  const needles = secrets
    .filter((secret) => secret.length >= shortest)
    .flatMap((secret, index) => formsOf(secret).map((form) => [index, Buffer.from(form)] as const));
  const found: string[] = [];
  for (const [name, content] of places) {
    for (const [index, needle] of needles) {
      if (content.includes(needle)) found.push(`${name} holds secret ${String(index)}`);
    }
  }
  return found;
}

/** All files below a folder, with their contents. */
export function* filesBelow(folder: string): Generator<readonly [string, Buffer]> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    yield [path.relative(folder, file), readFileSync(file)];
  }
}
