import type { PromiseCode } from '../../../carriers/promises/record.ts';
import type { Figures } from '../figures.ts';

/** What the carrier does with CPNI in marketing, by its promises in force and its approved notices. */
export type Practice = 'opt-out' | 'opt-in' | 'no-marketing';

export type Telling = {
  /** the carrier as sentences speak of it */
  readonly name: string;
  readonly year: number;
  readonly practice: Practice;
  /** numbers of the catalogue (P13) that filings in force promised */
  readonly promised: ReadonlySet<string>;
  /** what binds beyond the rules, by code */
  readonly codes: ReadonlySet<PromiseCode>;
  readonly figures: Figures;
  /** days that opt-out notices wait, the shortest in use */
  readonly waitDays: number;
  /** free ways to refuse, as registered */
  readonly channels: readonly string[];
};

/** A sentence of the statement: when it is written, what it says, the promises behind it, whose controls prove it, and what else has to be proved. */
export type Template = {
  readonly code: string;
  readonly concepts: readonly string[];
  readonly cites: readonly string[];
  /** controls of what it says beyond its promises */
  readonly also: readonly string[];
  readonly when: (t: Telling) => boolean;
  readonly text: (t: Telling) => string;
};

export type Chapter = { readonly heading: string; readonly templates: readonly Template[] };

export const always = (): boolean => true;
/** Whether the carrier asks customers for approval at all. */
export const asks = ({ practice }: Telling): boolean => practice !== 'no-marketing';
export const promisedAny =
  (...concepts: readonly string[]) =>
  ({ promised }: Telling): boolean =>
    concepts.some((concept) => promised.has(concept));
/** Where customers are asked, or a filing promises the procedure. */
export const asksOrPromised =
  (...concepts: readonly string[]) =>
  (t: Telling): boolean =>
    asks(t) || promisedAny(...concepts)(t);

/** Writes a count with thousands separated: "1,204 refusals", "1 refusal", "no refusals". */
export const many = (n: number, one: string, more: string): string =>
  `${n === 0 ? 'no' : n.toLocaleString('en-US')} ${n === 1 ? one : more}`;
