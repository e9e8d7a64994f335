import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Ctx, Work } from '../../../db/context.ts';

/** A file on its way in, on this disk until it is kept. */
export type Arrived = {
  readonly folder: string;
  readonly raw: string;
  readonly sha256: string;
  readonly bytes: number;
};

/** Writes a body to a folder of its own and hashes it on the way. */
export const arrive = async (dataFolder: string, id: string, body: AsyncIterable<Uint8Array>): Promise<Arrived> => {
  const folder = join(dataFolder, 'calls', 'arriving', id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const raw = join(folder, 'raw');
  const hash = createHash('sha256');
  let bytes = 0;
  const watched = async function* () {
    for await (const chunk of body) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      yield chunk;
    }
  };
  await pipeline(watched(), createWriteStream(raw, { mode: 0o600 }));
  return { folder, raw, sha256: hash.digest('hex'), bytes };
};

/** Nothing of it stays on the disk. */
export const leave = ({ folder }: Arrived): Promise<void> => rm(folder, { recursive: true, force: true });

type Piece = { readonly firstRow: number; readonly lastRow: number; readonly packed: Buffer };

// a row is found by unpacking one piece
const pieceBytes = 512 * 1024;
const newline = 10;

// beside the reading and not in its way: levels above the first take half as long again to save a twentieth
const packing = promisify(gzip);

const countOf = (buffer: Buffer): number => {
  let count = 0;
  for (let at = buffer.indexOf(newline); at >= 0; at = buffer.indexOf(newline, at + 1)) count += 1;
  return count;
};

/** The file cut at the ends of lines, in order. Rows are numbered from 1, as those who read it number them. */
export async function* piecesOf(raw: string): AsyncGenerator<Piece> {
  let waiting: Buffer[] = [];
  let size = 0;
  let row = 1;
  const cut = async function* (last: 'more' | 'last'): AsyncGenerator<Piece> {
    const whole = Buffer.concat(waiting);
    const end = last === 'last' ? whole.length : whole.lastIndexOf(newline) + 1;
    if (end === 0) return;
    const text = whole.subarray(0, end);
    const rows = countOf(text) + (text.at(-1) === newline ? 0 : 1);
    yield { firstRow: row, lastRow: row + rows - 1, packed: await packing(text, { level: 1 }) };
    row += rows;
    waiting = [whole.subarray(end)];
    size = whole.length - end;
  };
  for await (const chunk of createReadStream(raw, { highWaterMark: 65_536 })) {
    waiting.push(chunk);
    size += chunk.length;
    if (size >= pieceBytes) yield* cut('more');
  }
  yield* cut('last');
}

const piecesAtOnce = 16;

/** Puts the file itself on record, some pieces a transaction. */
export const keepPieces = async (work: Work, fileId: string, raw: string): Promise<void> => {
  let waiting: Piece[] = [];
  const write = (ctx: Ctx) =>
    ctx.tx
      .insertInto('callPiece')
      .values(waiting.map((piece) => ({ fileId, ...piece })))
      // of an import of the same bytes that this one took over from, and that goes on
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  for await (const piece of piecesOf(raw)) {
    waiting.push(piece);
    if (waiting.length < piecesAtOnce) continue;
    await work.transaction(write);
    waiting = [];
  }
  if (waiting.length > 0) await work.transaction(write);
};
