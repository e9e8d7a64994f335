import type { Block } from './blocks.ts';
import type { MappedText } from './mapped-text.ts';

const abbreviation =
  /(?:\b(?:C\.F\.R|CFR|U\.S\.C|U\.S|No|Nos|Inc|LLC|L\.L\.C|Ltd|Co|Corp|seq|e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|Sec|Secs|v|vs|a\.m|p\.m|D\.C|S\.W|N\.E|N\.W|S\.E|St|Ave|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Art|para|Esq|al|Pub|Stat|Fed|Reg|Rcd|Dkt|ext)|(?:^|\s)[A-Z]|(?:^)\(?[\dA-Za-z]{1,3})\.$/i;
const stop = /[.!?]["')\]]*(?=\s+["'([]*(?:[A-Z0-9§]|[a-z]{1,3}[A-Z]))/g;

/** No lawyer's sentence is longer; a page without a full stop is cut so that every check stays quick. */
const longest = 2_000;

/** Where a stretch too long for a sentence is cut, at blanks. */
const breaths = (text: string, from: number, to: number): readonly number[] => {
  const cuts: number[] = [];
  for (let at = from + longest; at < to; at += longest) {
    const blank = text.lastIndexOf(' ', at);
    cuts.push(blank > at - longest ? blank : at);
  }
  return cuts;
};

/** Where a block's sentences end, as offsets into its text. */
const ends = (text: string): readonly number[] => {
  const found: number[] = [];
  for (const match of text.matchAll(stop)) {
    const end = match.index + match[0].length;
    const upTo = text.slice(0, match.index + 1);
    const short = abbreviation.test(upTo.slice(-12));
    if (
      !short ||
      (/\bseq\.$|\b(?:Inc|LLC|Ltd|Corp|etc|a\.m|p\.m)\.$/i.test(upTo) &&
        /^\s+(?:[A-Z][a-z]+ (?:[a-z]+|has|is|does|will)\b|I\b)/.test(text.slice(end)))
    )
      found.push(end);
  }
  return [...found, text.length].flatMap((end, at) => [...breaths(text, found[at - 1] ?? 0, end), end]);
};

/** The sentences of one block, each still mapped to the raw text. */
export const splitBlock = (block: Block): readonly MappedText[] => {
  if (block.kind !== 'text') return [block];
  let from = 0;
  const sentences: MappedText[] = [];
  for (const end of ends(block.text)) {
    const start = from + (/^\s*/.exec(block.text.slice(from, end))?.[0].length ?? 0);
    if (end > start) sentences.push({ text: block.text.slice(start, end), origin: block.origin.slice(start, end) });
    from = end;
  }
  return sentences;
};

/** Answers, for offsets into the raw text, which line (1-based) they fall on. */
export const lineCounter = (raw: string): ((offset: number) => number) => {
  const starts = [0];
  for (let at = raw.indexOf('\n'); at >= 0; at = raw.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
};
