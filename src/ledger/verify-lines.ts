/** What reads one line: its bytes stand in `bytes` from `from` to `to`, newline excluded. `stop` ends the reading. */
export type OnLine = (bytes: Buffer, from: number, to: number) => 'next' | 'stop';

/** How the reading ended. */
export type LinesRead = 'all' | 'stopped' | 'line-too-long';

const NEWLINE = 0x0a;
// far above any entry; keeps a file without newlines from filling the memory
const LONGEST_LINE = 16 * 1024 * 1024;

/** Cuts chunks of bytes into lines without copying them; only a line across two chunks is put together. */
export const readLines = async (source: AsyncIterable<Uint8Array | string>, onLine: OnLine): Promise<LinesRead> => {
  let parts: Buffer[] = [];
  let held = 0;
  for await (const piece of source) {
    const chunk = bytesOf(piece);
    let from = 0;
    let to = chunk.indexOf(NEWLINE);
    if (held > 0 && to >= 0) {
      const line = Buffer.concat([...parts, chunk.subarray(0, to)]);
      parts = [];
      held = 0;
      if (onLine(line, 0, line.length) === 'stop') return 'stopped';
      from = to + 1;
      to = chunk.indexOf(NEWLINE, from);
    }
    for (; to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      if (onLine(chunk, from, to) === 'stop') return 'stopped';
      from = to + 1;
    }
    if (from === chunk.length) continue;
    // copied, because a stream may fill the same memory again
    parts.push(Buffer.from(chunk.subarray(from)));
    held += chunk.length - from;
    if (held > LONGEST_LINE) return 'line-too-long';
  }
  if (held === 0) return 'all';
  const last = Buffer.concat(parts);
  return onLine(last, 0, last.length) === 'stop' ? 'stopped' : 'all';
};

const bytesOf = (piece: Uint8Array | string): Buffer =>
  typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
