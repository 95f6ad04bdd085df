import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readPng } from './readPng';

const root = path.join(__dirname, '..', '..');
const icon = (name: string): string => path.join(root, 'appPackage', name);

describe('the icons of the Teams app', () => {
  it('has a colour icon of 192 by 192 pixels, without a transparent one', () => {
    const { width, height, pixels } = readPng(icon('color.png'));
    expect([width, height]).toEqual([192, 192]);
    expect(pixels.filter(({ opacity }) => opacity !== 255)).toEqual([]);
  });

  it('keeps what the colour icon shows away from the edges, which Teams may round off', () => {
    const { width, pixels } = readPng(icon('color.png'));
    const [ground] = pixels;
    const outside = pixels.filter((pixel, index) => {
      const [x, y] = [index % width, Math.floor(index / width)];
      const isMiddle = Math.min(x, y) >= 24 && Math.max(x, y) < 168;
      return !isMiddle && JSON.stringify(pixel) !== JSON.stringify(ground);
    });
    expect(outside).toEqual([]);
  });

  it('has an outline icon of 32 by 32 pixels, white alone on transparent', () => {
    const { width, height, pixels } = readPng(icon('outline.png'));
    expect([width, height]).toEqual([32, 32]);
    expect(pixels.filter(({ red, green, blue }) => red !== 255 || green !== 255 || blue !== 255)).toEqual([]);
    expect(pixels.filter(({ opacity }) => opacity === 255).length).toBeGreaterThan(50);
    expect(pixels.filter(({ opacity }) => opacity === 0).length).toBeGreaterThan(500);
  });

  it('has icons that are those the script draws', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'countersign-icons-'));
    try {
      execFileSync(process.execPath, [path.join(root, 'scripts', 'drawIcons.mjs'), folder]);
      for (const name of ['color.png', 'outline.png']) {
        expect(readPng(path.join(folder, name))).toEqual(readPng(icon(name)));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
