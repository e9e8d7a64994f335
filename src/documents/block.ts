/** One piece of a page as the Typst templates draw it. All text is literal: nothing in it is markup. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'lines'; readonly lines: readonly string[]; readonly space: number }
  | { readonly kind: 'numbered'; readonly number: string; readonly text: string }
  | { readonly kind: 'list' | 'steps'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'fields'; readonly rows: readonly Field[] }
  | { readonly kind: 'code' | 'quote' | 'mark'; readonly text: string }
  | { readonly kind: 'blanks'; readonly labels: readonly string[] }
  | SignatureBlock;

/** A column of a table; its share of the width is relative to the other columns'. */
export interface Column {
  readonly title: string;
  readonly share: number;
}

/** A labelled value; `mono` is for hashes and names of files, where every character counts. */
export interface Field {
  readonly label: string;
  readonly value: string;
  readonly face: 'text' | 'mono';
}

/** Where somebody signs: a null `signed` or `dated` leaves the line empty for a pen. */
export interface SignatureBlock {
  readonly kind: 'signature';
  readonly signed: string | null;
  readonly under: readonly string[];
  readonly dated: string | null;
  readonly note: string | null;
}

/** What a document becomes before it is typeset: `name` stands in the footer, `legends` in the header of each page. */
export interface Page {
  readonly title: string;
  readonly name: string;
  readonly description: string;
  readonly legends: readonly string[];
  readonly blocks: readonly Block[];
}

export const heading = (level: 1 | 2, text: string): Block => ({ kind: 'heading', level, text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const paragraphs = (texts: readonly string[]): Block[] => texts.map(paragraph);
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
export const steps = (items: readonly string[]): Block => ({ kind: 'steps', items });
export const fields = (rows: readonly Field[]): Block => ({ kind: 'fields', rows });
export const field = (label: string, value: string): Field => ({ label, value, face: 'text' });
export const monoField = (label: string, value: string): Field => ({ label, value, face: 'mono' });
/** Lines kept as they are (an address); `space` above them is in lines of text. */
export const lines = (texts: readonly string[], space: number): Block => ({ kind: 'lines', lines: texts, space });
