// Draws the icons of the Teams app: two check strokes, one over the other, above a line to sign on.
// `node scripts/drawIcons.mjs [folder]` writes color.png and outline.png; the folder is appPackage when none is named.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const samplesPerSide = 6;

/** All in parts of the picture's side. Each check is a short stroke down and a long one up. */
const firstCheck = [
  [0.2, 0.47],
  [0.33, 0.61],
  [0.58, 0.25],
];
const secondCheck = [
  [0.4, 0.47],
  [0.53, 0.61],
  [0.8, 0.24],
];
const line = [
  [0.22, 0.78125],
  [0.78, 0.78125],
];

/** How far a point is from a polyline. */
function distanceTo(points, x, y) {
  const spans = points.slice(1).map((end, index) => {
    const [ax, ay] = points[index];
    const [bx, by] = [end[0] - ax, end[1] - ay];
    const along = Math.min(1, Math.max(0, ((x - ax) * bx + (y - ay) * by) / (bx * bx + by * by)));
    return Math.hypot(x - ax - along * bx, y - ay - along * by);
  });
  return Math.min(...spans);
}

/** Red, green, blue and opacity (0 to 255) at a point; `shape` says how thick the strokes are: half of it, in parts of the side. */
function colourAt(shape, x, y) {
  const { stroke, lineStroke, gap, ground, first, over } = shape;
  const second = distanceTo(secondCheck, x, y);
  if (second <= stroke || distanceTo(line, x, y) <= lineStroke) return over;
  // The second check keeps a gap around it, so that the two stay apart in one colour as well.
  if (second <= stroke + gap) return ground;
  return distanceTo(firstCheck, x, y) <= stroke ? first : ground;
}

const color = {
  file: 'color.png',
  side: 192,
  shape: {
    stroke: 0.044,
    lineStroke: 0.035,
    gap: 0.026,
    ground: [27, 58, 87, 255],
    first: [132, 178, 214, 255],
    over: [255, 255, 255, 255],
  },
};
const outline = {
  file: 'outline.png',
  side: 32,
  shape: {
    stroke: 0.046,
    lineStroke: 0.03125,
    gap: 0.05,
    ground: [255, 255, 255, 0],
    first: [255, 255, 255, 255],
    over: [255, 255, 255, 255],
  },
};

/** The mean of several samples within a pixel: smooth edges. */
function pixel(shape, side, column, row) {
  const sum = [0, 0, 0, 0];
  for (let sample = 0; sample < samplesPerSide ** 2; sample += 1) {
    const dx = ((sample % samplesPerSide) + 0.5) / samplesPerSide;
    const dy = (Math.floor(sample / samplesPerSide) + 0.5) / samplesPerSide;
    colourAt(shape, (column + dx) / side, (row + dy) / side).forEach((value, index) => {
      sum[index] += value;
    });
  }
  return sum.map((value) => Math.round(value / samplesPerSide ** 2));
}

function chunk(name, body) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** The picture as PNG: 8 bits a channel with opacity, every row unfiltered. */
function draw({ side, shape }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Array.from({ length: side }, (_, row) => [
    0,
    ...Array.from({ length: side }, (__, column) => pixel(shape, side, column, row)).flat(),
  ]);
  const pixels = deflateSync(Buffer.from(rows.flat()), { level: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.resolve(process.argv[2] ?? path.join(root, 'appPackage'));
for (const icon of [color, outline]) writeFileSync(path.join(folder, icon.file), draw(icon));
