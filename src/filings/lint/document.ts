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

/** Reads a raw text into units; never fails, whatever the text. */
export const openDocument = (raw: string): OpenDocument => {
  const lineAt = lineCounter(raw);
  const units: Unit[] = [];
  let heading = '';
  readBlocks(raw).forEach((block, number) => {
    if (block.kind === 'heading') heading = block.text;
    const sentences = splitBlock(block);
    const opening = sentences.length > 1 ? (sentences[0]?.text ?? '') : '';
    for (const { text, origin } of sentences) {
      const title = opening.length < 45 && text !== opening ? opening : '';
      const { kind, item } = block;
      const line = lineAt(origin[0] ?? 0);
      units.push({ text, origin, index: units.length, block: number, kind, item, heading, title, line });
    }
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
