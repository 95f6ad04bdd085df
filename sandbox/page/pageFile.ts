import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** A file of the page, as it is sent. */
export interface PageFile {
  readonly type: string;
  readonly body: Buffer;
}

const root = path.resolve(__dirname, __dirname.includes(`${path.sep}dist${path.sep}`) ? '../../..' : '../..');

/** What stands under which address; a folder ends in a slash. */
const places: readonly (readonly [string, string])[] = [
  ['/js/', 'dist/sandbox/page/browser/'],
  ['/assets/', 'sandbox/page/assets/'],
  ['/lib/adaptivecards.js', 'node_modules/adaptivecards/dist/adaptivecards.min.js'],
  ['/lib/lit-html/', 'node_modules/lit-html/'],
  [
    '/lib/open-sans.woff2',
    'node_modules/@fontsource-variable/open-sans/files/open-sans-latin-wght-normal.woff2',
  ],
];

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The file at this address of the page; undefined where there is none. `/` is the page itself. */
export function pageFile(address: string): PageFile | undefined {
  const wanted = address === '/' ? '/assets/index.html' : address;
  const type = types[path.extname(wanted)];
  const found = places.find(([from]) => (from.endsWith('/') ? wanted.startsWith(from) : wanted === from));
  // Names of plain letters only: no way leads out of the folder.
  if (found === undefined || type === undefined || !/^(\/[\w-][\w.-]*)+$/.test(wanted)) return undefined;
  const file = path.join(root, found[1] + wanted.slice(found[0].length));
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  return { type, body: readFileSync(file) };
}
