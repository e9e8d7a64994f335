/** Longer lines are answered as bad and not kept, so that memory stays flat whatever the input. */
export const longestLine = 16_777_216;

/** Lines of a stream of bytes, many at a time; null stands for one that is too long. No last line when the stream ends with a newline. */
export async function* linesIn(input: AsyncIterable<Uint8Array>): AsyncGenerator<readonly (string | null)[]> {
  // A byte sequence that is no UTF-8 becomes U+FFFD: in a name it stays a name, in a word it is an unknown one.
  const decoder = new TextDecoder('utf-8');
  let parts: string[] = [];
  let size = 0;
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
    const text = decoder.decode(chunk, { stream: true });
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
  keep(decoder.decode());
  if (size > 0) yield [take()];
}
