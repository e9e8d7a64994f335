const quote = 34;

const afterQuoted = (line: string, from: number): number => {
  let end = line.indexOf('"', from);
  while (end >= 0 && line.charCodeAt(end + 1) === quote) end = line.indexOf('"', end + 2);
  return end;
};

const skipSpaces = (line: string, from: number): number => {
  let at = from;
  while (line.charCodeAt(at) === 32) at += 1;
  return at;
};

/**
 * The cells of one line (RFC 4180, spaces around quoted cells allowed). `open` when a quoted cell does not end in it, `stray` when
 * something follows a closing quote.
 */
export const cellsOf = (line: string, delimiter: string): string[] | 'open' | 'stray' => {
  const cells: string[] = [];
  let from = 0;
  for (;;) {
    const start = skipSpaces(line, from);
    if (line.charCodeAt(start) !== quote) {
      const end = line.indexOf(delimiter, from);
      cells.push(end < 0 ? line.slice(from) : line.slice(from, end));
      if (end < 0) return cells;
      from = end + 1;
      continue;
    }
    const close = afterQuoted(line, start + 1);
    if (close < 0) return 'open';
    const text = line.slice(start + 1, close);
    cells.push(text.includes('"') ? text.replaceAll('""', '"') : text);
    const next = skipSpaces(line, close + 1);
    if (next >= line.length) return cells;
    if (line[next] !== delimiter) return 'stray';
    from = next + 1;
  }
};

/** The delimiter of a table by its first line: the one of tab, bar, semicolon and comma that it has most of. */
export const delimiterOf = (line: string): string => {
  const counted = ['\t', '|', ';', ','].map((mark) => [line.split(mark).length, mark] as const);
  return counted.reduce((best, one) => (one[0] > best[0] ? one : best))[1];
};
