// Run by startBrowser in a Node of its own, since the package with the browser is an ES module: prints as JSON how
// to start a browser. On Linux for x64 that is the one inside the package, unpacked once; elsewhere an installed one.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../node_modules');

/** Flags for machines unlike ours: one process for all falls over when a page is closed, and pages stay guarded. */
const unwanted = ['--single-process', '--disable-web-security', '--allow-running-insecure-content'];

const fontsBesideIt = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;

/** Where the browser lies unpacked; unpacks it if need be. Many may do so at a time: the first one's is used. */
async function unpacked() {
  const packed = path.join(modules, '@sparticuz', 'chromium');
  const { version } = JSON.parse(readFileSync(path.join(packed, 'package.json'), 'utf8'));
  const cache = path.join(modules, '.cache');
  const place = path.join(cache, `chromium-${version}`);
  if (existsSync(place)) return place;
  mkdirSync(cache, { recursive: true });
  const own = mkdtempSync(path.join(cache, 'unpacking-'));
  try {
    // The package unpacks into the folder for temporary files.
    process.env.TMPDIR = own;
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    await Promise.all([chromium.executablePath(), inflate(path.join(packed, 'bin', 'al2023.tar.br'))]);
    // The one that comes along looks for fonts in places of another machine.
    writeFileSync(path.join(own, 'fonts', 'fonts.conf'), fontsBesideIt);
    renameSync(own, place);
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    if (!existsSync(place)) throw error;
  }
  return place;
}

async function wayToStart() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channels: ['chrome', 'msedge'] };
  const place = await unpacked();
  const { default: chromium } = await import('@sparticuz/chromium');
  return {
    executablePath: path.join(place, 'chromium'),
    args: chromium.args.filter((flag) => !unwanted.includes(flag)),
    env: {
      LD_LIBRARY_PATH: path.join(place, 'al2023', 'lib'),
      FONTCONFIG_PATH: path.join(place, 'fonts'),
      HOME: place,
    },
  };
}

console.log(JSON.stringify(await wayToStart()));
