import { execFileSync } from 'node:child_process';

/**
 * Runs in a plain Node: jest cannot load a package that this one is made of (ES modules only). Reads the manifest from
 * its input and writes what does not follow the schema.
 */
const script = `
const { AppManifestUtils } = require('@microsoft/app-manifest');
const { text } = require('node:stream/consumers');
text(process.stdin)
  .then((manifest) => AppManifestUtils.validateAgainstSchema(JSON.parse(manifest)))
  .then((problems) => process.stdout.write(JSON.stringify(problems)));
`;

/** What of a manifest does not follow Microsoft's schema for its version; empty where all does. Works offline. */
export function schemaProblems(manifest: object): readonly string[] {
  const said = execFileSync(process.execPath, ['-e', script], {
    cwd: __dirname,
    input: JSON.stringify(manifest),
    encoding: 'utf8',
  });
  return JSON.parse(said) as readonly string[];
}
