import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesBelow, placesOfSecrets } from './searchSecrets';

describe('the search for secrets', () => {
  const secret = 'Gr8"pass/word+with&signs~0123';
  const planted: Readonly<Record<string, string>> = {
    plain: `password=${secret};`,
    json: JSON.stringify({ nested: JSON.stringify({ password: secret }) }),
    url: `?password=${encodeURIComponent(secret)}&x=1`,
    base64: Buffer.from(`user:${secret}`).toString('base64'),
    base64Aligned: Buffer.from(`abc${secret}xyz`).toString('base64'),
  };

  it('finds a planted secret in every form, in files as elsewhere, and nothing where there is none', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'countersign-planted-'));
    try {
      for (const [name, text] of Object.entries(planted)) writeFileSync(path.join(folder, name), text);
      writeFileSync(path.join(folder, 'clean'), 'nothing to see');
      const found = placesOfSecrets([secret], filesBelow(folder));
      for (const name of Object.keys(planted)) expect(found).toContain(`${name} holds secret 0`);
      expect(found.filter((place) => place.startsWith('clean'))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
