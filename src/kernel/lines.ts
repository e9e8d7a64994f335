import { StringDecoder } from 'node:string_decoder';

const byteOrderMark = '\uFEFF';

/** Longer lines are answered as bad and not kept, so that memory stays flat whatever the input. */
export const longestLine = 16_777_216;

/** Lines of a stream of bytes, many at a time; null stands for one that is too long. No last line when the stream ends with a newline. */
export async function* linesIn(input: AsyncIterable<Uint8Array>): AsyncGenerator<readonly (string | null)[]> {
  // A byte sequence that is no UTF-8 becomes U+FFFD: in a name it stays a name, in a word it is an unknown one.
  // StringDecoder and not TextDecoder: that one gives 16-bit texts, which JSON.parse reads at half the speed.
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  let size = 0;
  let first = true;
  const keep = (part: string): void => {
    size += part.length;
    if (size > longestLine) parts = [];
    else if (part !== '') parts.push(part);
  };
  const take = (): string | null => {
    const line = size > longestLine ? null : parts.join('');
    parts = [];
    size = 0;
    return line;
  };
  for await (const chunk of input) {
    const decoded = decoder.write(chunk);
    const text = first && decoded.startsWith(byteOrderMark) ? decoded.slice(1) : decoded;
    first &&= decoded === '';
    const lines: (string | null)[] = [];
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      keep(text.slice(from, end));
      lines.push(take());
      from = end + 1;
    }
    keep(text.slice(from));
    yield lines;
  }
  keep(decoder.end());
  if (size > 0) yield [take()];
}
