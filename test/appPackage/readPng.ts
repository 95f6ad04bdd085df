import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

/** A pixel: red, green, blue and opacity, each 0 to 255. */
export interface Pixel {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly opacity: number;
}

/** A picture; `pixels` row by row from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly Pixel[];
}

interface Chunk {
  readonly name: string;
  readonly body: Buffer;
}

function chunksOf(file: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const body = file.subarray(at + 8, at + 8 + length);
    chunks.push({ name: file.toString('latin1', at + 4, at + 8), body });
    at += length + 12;
  }
  return chunks;
}

/** Reads a PNG of 8 bits a channel with opacity and unfiltered rows, as the icons are drawn. Throws for any other. */
export function readPng(path: string): Picture {
  const chunks = chunksOf(readFileSync(path));
  const header = chunks.find(({ name }) => name === 'IHDR')?.body ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  if (header.toString('hex', 8, 13) !== '0806000000') throw new Error(`${path} has another kind of pixels.`);
  const packed = chunks.filter(({ name }) => name === 'IDAT').map(({ body }) => body);
  const rows = inflateSync(Buffer.concat(packed));
  const rowLength = width * 4 + 1;
  const pixels: Pixel[] = [];
  for (let row = 0; row < height; row += 1) {
    if (rows[row * rowLength] !== 0) throw new Error(`${path} has filtered rows.`);
    for (let column = 0; column < width; column += 1) {
      const [red = 0, green = 0, blue = 0, opacity = 0] = rows.subarray(row * rowLength + 1 + column * 4);
      pixels.push({ red, green, blue, opacity });
    }
  }
  return { width, height, pixels };
}
