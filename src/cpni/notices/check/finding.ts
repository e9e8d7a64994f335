import type { NoticeContent } from '../record.ts';
import type { Span, Text } from './text.ts';
import type { Words } from './words/words.ts';

/** One demand on a notice: whether it is held, and the words that hold or break it. */
export type Finding = {
  readonly cite: string;
  readonly item: string;
  readonly held: boolean;
  /** The words that satisfy the demand, or that break it; null for what is absent or stands outside the text. */
  readonly span: Span | null;
  /** How to mend it; empty when held. */
  readonly fix: string;
  /** `must` blocks the approval; `advice` does not. */
  readonly weight: 'must' | 'advice';
};

/** What the families look at. */
export type Checked = {
  readonly notice: NoticeContent;
  readonly text: Text;
  readonly words: Words;
  /** Names by which the carrier calls itself. */
  readonly carrierNames: readonly string[];
  /** Other languages of the same notice. */
  readonly translations: readonly NoticeContent[];
};

const cited = (paragraph: string): string => `47 CFR 64.2008${paragraph}`;

/** A demand that words must satisfy. */
export const demand = (paragraph: string, item: string, span: Span | null, fix: string): Finding => ({
  cite: cited(paragraph),
  item,
  held: span !== null,
  span,
  fix: span === null ? fix : '',
  weight: 'must',
});

/** A ban: held while no such words are found. */
export const ban = (paragraph: string, item: string, offending: Span | null, fix: string): Finding => ({
  cite: cited(paragraph),
  item,
  held: offending === null,
  span: offending,
  fix: offending === null ? '' : fix,
  weight: 'must',
});

/** A demand on what stands outside the text: methods, sender, type size. */
export const outside = (paragraph: string, item: string, held: boolean, fix: string): Finding => ({
  cite: cited(paragraph),
  item,
  held,
  span: null,
  fix: held ? '' : fix,
  weight: 'must',
});
