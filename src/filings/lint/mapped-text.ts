/** Text that remembers, for each of its characters, the place in the raw file it was read from. */
export type MappedText = { readonly text: string; readonly origin: readonly number[] };

type Range = readonly [start: number, end: number];

const without = (mapped: MappedText, ranges: readonly Range[]): MappedText => {
  const pieces: string[] = [];
  const origin: number[] = [];
  let from = 0;
  for (const [start, end] of [...ranges, [mapped.text.length, mapped.text.length] as const]) {
    pieces.push(mapped.text.slice(from, start));
    for (let i = from; i < start; i += 1) origin.push(mapped.origin[i] ?? 0);
    from = end;
  }
  return { text: pieces.join(''), origin };
};

/** The text without whatever the (global) pattern matches; the rest keeps its places. */
export const dropped = (mapped: MappedText, pattern: RegExp): MappedText =>
  without(
    mapped,
    [...mapped.text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]),
  );

/** The text without the blanks inside what the (global) pattern matches: letters set wide by a scanner close up. */
export const closedUp = (mapped: MappedText, pattern: RegExp): MappedText =>
  without(
    mapped,
    [...mapped.text.matchAll(pattern)].flatMap((match) =>
      [...match[0].matchAll(/\s+/g)].map((blank): Range => {
        const start = match.index + blank.index;
        return [start, start + blank[0].length];
      }),
    ),
  );
