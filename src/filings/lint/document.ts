import { readBlocks } from './blocks.ts';
import { lineCounter, splitBlock } from './sentences.ts';

/** A sentence, list item, heading or labelled value, in plain characters. */
export type Unit = {
  readonly text: string;
  readonly origin: readonly number[];
  readonly index: number;
  /** Number of the paragraph it belongs to. */
  readonly block: number;
  readonly kind: 'text' | 'heading' | 'label';
  readonly item: boolean;
  /** The heading it stands under, or the empty string. */
  readonly heading: string;
  /** The run-in title that opens its paragraph, or the empty string. */
  readonly title: string;
  readonly line: number;
};

/** A filing opened for reading: the raw text, and its units in order. */
export type OpenDocument = {
  readonly raw: string;
  readonly units: readonly Unit[];
  lineAt(offset: number): number;
};

/** A stretch of the raw text that a finding points at. */
export type Place = { readonly quote: string; readonly line: number };

/** "Training and discipline." before the sentences of its paragraph: a title, not a statement. */
const isRunInTitle = (text: string): boolean =>
  text.length < 45 &&
  !/^A(?:nswer)? ?\d*[.:)]/.test(text) &&
  text.split(/\s+/).length <= 6 &&
  !/^(?:\W|[A-Z0-9]\.)*(?:we|it|they|i|she|he|you|all|no|none|yes|every|everyone|nobody)\b/i.test(text) &&
  !/\b(?:is|are|was|were|has|have|does|do|did|will|may|must|can|shall|not|kept|given|needs?|uses?|trains?|keeps?|[a-z]{3,}(?:ed|ies))\b/.test(
    text,
  ) &&
  /^[^:]*[.?]$/.test(text);

const isQuestion = (text: string): boolean => text.endsWith('?');

/** Reads a raw text into units; never fails, whatever the text. A question asserts nothing: it heads its answer. */
export const openDocument = (raw: string): OpenDocument => {
  const lineAt = lineCounter(raw);
  const units: Unit[] = [];
  let section = '';
  let columns = '';
  readBlocks(raw).forEach((block, number) => {
    const sentences = splitBlock(block);
    const question = sentences[0]?.text ?? '';
    const asked = isQuestion(question) && (sentences.length === 1 || /^Q(?:uestion)? ?\d*[.:)]/.test(question));
    if (block.row) columns = block.kind === 'heading' ? block.text : columns;
    else if (block.kind === 'heading' || asked) section = asked ? question : block.text;
    if (!block.row) columns = '';
    const heading = columns === '' || block.kind === 'heading' ? section : `${section} (${columns})`;
    const cell = block.row ? (/^[^:]{1,60}(?=:)/.exec(block.text)?.[0] ?? '') : '';
    let title = cell;
    sentences.forEach(({ text, origin }, at) => {
      const heads = isQuestion(text) || (at === 0 && sentences.length > 1 && isRunInTitle(text));
      const kind = heads ? 'heading' : block.kind;
      const { item } = block;
      const line = lineAt(origin[0] ?? 0);
      units.push({ text, origin, index: units.length, block: number, kind, item, heading, title, line });
      if (heads && sentences.length > 1) title = text;
    });
  });
  return { raw, units, lineAt };
};

/** The raw words behind characters `start` to `end` of a unit, with their line. */
export const placeOf = (document: OpenDocument, unit: Unit, start: number, end: number): Place => {
  const from = unit.origin[start] ?? 0;
  const to = unit.origin[Math.max(start, end - 1)] ?? from;
  return { quote: document.raw.slice(from, to + 1), line: document.lineAt(from) };
};

/** Where a pattern first matches in a unit, or null. A group named `it` narrows the place to that group. */
export const placeIn = (document: OpenDocument, unit: Unit, pattern: RegExp): Place | null => {
  if (!pattern.test(unit.text)) return null;
  const match = new RegExp(pattern.source, `${pattern.flags}d`).exec(unit.text);
  const span = match?.indices?.groups?.it ?? match?.indices?.[0];
  return span ? placeOf(document, unit, span[0], span[1]) : null;
};

/** The unit's text with its heading and run-in title before it: what a reader knows the sentence to be about. */
export const inContext = (unit: Unit): string =>
  unit.kind === 'heading' ? unit.text : `${unit.heading}: ${unit.title} ${unit.text}`;

/** The units whose text matches every pattern. */
export const unitsWith = (document: OpenDocument, ...patterns: readonly RegExp[]): readonly Unit[] =>
  document.units.filter((unit) => patterns.every((pattern) => pattern.test(unit.text)));
