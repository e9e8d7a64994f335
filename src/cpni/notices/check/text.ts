/** A place in a text as written: offsets in UTF-16 units and the words there. */
export type Span = { readonly from: number; readonly to: number; readonly quote: string };

/** A sentence by its place, and folded: small letters, no accents, plain quotes and blanks, of the same length. */
export type Sentence = { readonly from: number; readonly to: number; readonly words: string };

export type Text = { readonly raw: string; readonly folded: string; readonly sentences: readonly Sentence[] };

const plain = new Map([
  ['‘', "'"],
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
  ['–', '-'],
  ['—', '-'],
  ['‑', '-'],
]);

const foldedUnit = (unit: string): string => {
  const known = plain.get(unit);
  if (known !== undefined) return known;
  if (/\s/.test(unit)) return ' ';
  const base = unit.normalize('NFD').charAt(0).toLowerCase();
  // a letter whose small form is longer must not move the places after it
  return base.length === 1 ? base : unit;
};

/** The text folded unit by unit, so that every place in it is the same place in the text. */
export const fold = (raw: string): string => {
  let folded = '';
  for (let i = 0; i < raw.length; i += 1) folded += foldedUnit(raw.charAt(i));
  return folded;
};

const abbreviation =
  /(?:^|[\s(])(?:[a-z]|inc|no|st|ave|rd|blvd|dr|mr|mrs|ms|co|corp|ltd|u\.s|u\.s\.c|c\.f\.r|a\.m|p\.m|e\.g|i\.e|etc|ee\.uu|p\. ?o|sr|sra|ud|uds|num|apdo)\.$/;

const endsSentence = (raw: string, folded: string, i: number): boolean => {
  if (raw.charAt(i) === '\n') return /^\n[^\S\n]*\n/.test(raw.slice(i, i + 40));
  if (!/[.!?]/.test(raw.charAt(i)) || !/^["')\]”’]*\s|^["')\]”’]*$/.test(raw.slice(i + 1, i + 5))) return false;
  // before a small letter or after an abbreviation the sentence goes on
  if (/^["')\]”’]*\s+[a-z]/.test(raw.slice(i + 1, i + 8))) return false;
  return raw.charAt(i) !== '.' || !abbreviation.test(folded.slice(Math.max(0, i - 12), i + 1));
};

/** Cuts a text into sentences. A list stays with the line that leads it in, unless its points are sentences themselves. */
export const textOf = (raw: string): Text => {
  const folded = fold(raw);
  const sentences: Sentence[] = [];
  let from = 0;
  const close = (end: number) => {
    const lead = raw.slice(from, end).search(/\S/);
    if (lead !== -1) {
      const to = from + raw.slice(from, end).trimEnd().length;
      sentences.push({ from: from + lead, to, words: folded.slice(from + lead, to) });
    }
    from = end;
  };
  for (let i = 0; i < raw.length; i += 1) if (endsSentence(raw, folded, i)) close(i + 1);
  close(raw.length);
  return { raw, folded, sentences };
};

/** The words as written between two places. */
export const spanOf = (text: Text, from: number, to: number): Span => ({ from, to, quote: text.raw.slice(from, to) });

/** All of these expressions stand in the words. */
export type AllOf = readonly RegExp[];

const holdsAll = (words: string, all: AllOf): boolean => all.every((expression) => expression.test(words));

/** The first sentence, or run of up to `run` sentences, in which all expressions of one alternative stand. */
export const find = (text: Text, run: number, alternatives: readonly AllOf[]): Span | null => {
  for (let size = 1; size <= run; size += 1) {
    for (const [i, first] of text.sentences.entries()) {
      const last = text.sentences[i + size - 1];
      if (last === undefined) break;
      const words = text.folded.slice(first.from, last.to);
      if (alternatives.some((all) => holdsAll(words, all))) return spanOf(text, first.from, last.to);
    }
  }
  return null;
};

/** Where an expression first stands, in the whole text. */
export const findWords = (text: Text, expression: RegExp): Span | null => {
  const hit = expression.exec(text.folded);
  return hit === null ? null : spanOf(text, hit.index, hit.index + hit[0].length);
};
