import { type Line, readLines } from './lines.ts';
import type { MappedText } from './mapped-text.ts';

/** Lines that belong together: a paragraph, a list item, a heading or a labelled value. */
export type Block = MappedText & {
  readonly kind: 'text' | 'heading' | 'label';
  readonly item: boolean;
  /** Whether it is the row of a table; as a heading, the head of one. */
  readonly row: boolean;
};

const keepsHyphen =
  /\b(?:[Oo]pt|[Pp]re|[Nn]on|co|self|third|call|back|e|well|carrier|customer|company|adjunct|adjunct-to|photo|toll|cross|high|low|real|time|long|short|caller|twenty|thirty|forty|fifty|[A-Z]{2,}|\d+)-$/;
const label = /^[A-Z0-9][\w .,/()'&-]{0,60}:(?:\s|$|_)/;
const endsSentence = /[.!?:]["')\]]*$/;
const endsAbbreviated = /\b(?:C\.F\.R|U\.S\.C|U\.S|No|Nos|Sec|Mr|Ms|Mrs|Dr|v|e\.g|i\.e)\.$/;
const isOpen = (text: string): boolean => (!endsSentence.test(text) || endsAbbreviated.test(text)) && !/;$/.test(text);
const small =
  /^(?:a|an|the|of|and|or|for|to|in|on|by|with|from|as|at|not|are|is|vs?\.?|under|against|about|we|our|how|what|who|when)$/i;

const isLabel = (text: string): boolean =>
  label.test(text) && text.length < 110 && !/[.;]$/.test(text.replace(/\b[A-Z]\w{0,4}\.$/, ''));

const looksLikeHeading = (line: Line): boolean => {
  const text = line.words.text;
  if (text.length > 110 || /[.;,]$/.test(text) || /_{3}/.test(text)) return false;
  if (line.marked) return true;
  const words = text.split(/[\s/]+/).filter((word) => /[A-Za-z]/.test(word) && !small.test(word));
  const capital = words.filter((word) => /^[("'§]*[A-Z0-9]/.test(word)).length;
  return words.length > 0 && capital >= words.length * 0.75;
};

const typicalWidth = (lines: readonly Line[]): number => {
  const widths = lines.map((line) => line.words.text.length).sort((a, b) => a - b);
  return Math.min(110, Math.max(50, widths[Math.floor(widths.length * 0.9)] ?? 80));
};

/** Whether a line carries on the one before it, as wrapped text does, even across the blank lines of a double-spaced page. */
const carriesOn = (before: Line, line: Line, width: number): boolean => {
  const last = before.words.text;
  const next = line.words.text;
  const open = isOpen(last);
  if (line.marked || line.marker === 'bullet' || line.marker === 'row' || before.marked) return false;
  if (isLabel(next) && !(open && last.length >= 0.7 * width && /^\w+:$/.test(next))) return false;
  if (isLabel(last) && last.length < 0.7 * width) return false;
  if (line.marker === 'number' && !(open && /^\(/.test(next) && !/(?:,|\band|\bor)$/.test(last))) return false;
  if (open && /^[a-z]/.test(next)) return line.gap <= 6;
  if (open && /^[§("$\d]/.test(next) && last.length >= 0.6 * width) return true;
  if (line.gap === 0) {
    if (/[;]$/.test(last)) return false;
    return (
      last.length >= 0.55 * width || !(looksLikeHeading(before) || looksLikeHeading(line) || last.length < 0.4 * width)
    );
  }
  return open && last.length >= 0.7 * width && !looksLikeHeading(before);
};

const joined = (lines: readonly Line[]): MappedText => {
  let text = '';
  const origin: number[] = [];
  for (const { words } of lines) {
    const broken =
      (/[a-z]-$/.test(text) && /^[a-z]/.test(words.text)) ||
      (/\bopt-$/i.test(text) && /^(?:in|out)\b/i.test(words.text));
    if (broken && !keepsHyphen.test(text)) {
      text = text.slice(0, -1);
      origin.pop();
    } else if (text !== '' && !broken) {
      text += ' ';
      origin.push(words.origin[0] ?? 0);
    }
    text += words.text;
    for (const place of words.origin) origin.push(place);
  }
  return { text, origin };
};

const answered =
  /^(?:\W*\d*[.)]?\s*)?(?:re|via|by|company|name|names|title|officer|certifying|date|dated|signed|signature|filer|form|499|reporting|period|covered|docket|eb|proceeding|rule|contact|address|attention|attn|carrier|subject|to|from|ocn|frn|role|principals?|affiliates?)\b/i;

/** "Safeguards: Training and Discipline" heads a section; "Title: President" answers a question. */
const isHeadingWithColon = (line: Line, gapAfter: number): boolean => {
  const text = line.words.text;
  return (
    line.gap > 0 &&
    gapAfter > 0 &&
    !/\d/.test(text) &&
    !answered.test(text) &&
    text.split(/\s+/).length >= 4 &&
    looksLikeHeading(line) &&
    !/\/s\//.test(text)
  );
};

const kindOf = (lines: readonly Line[], text: string, gapAfter: number): Block['kind'] => {
  const only = lines.length === 1 ? lines[0] : undefined;
  if (only?.marker === 'row') return only.marked ? 'heading' : isLabel(text) ? 'label' : 'text';
  if (isLabel(text)) return only && isHeadingWithColon(only, gapAfter) ? 'heading' : 'label';
  if (only === undefined || (only.marker === 'bullet' && !only.marked)) return 'text';
  const alone = only.gap > 0 && gapAfter > 0 && text.length <= 70 && /^[A-Z]/.test(text) && /[\w)"]$/.test(text);
  return alone || looksLikeHeading(only) ? 'heading' : 'text';
};

/** The paragraphs, list items, headings and labelled values of a raw filing, in order. */
export const readBlocks = (raw: string): readonly Block[] => {
  const lines = readLines(raw);
  const width = typicalWidth(lines);
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group && before && carriesOn(before, line, width)) group.push(line);
    else groups.push([line]);
  }
  return groups.map((group, index) => {
    const words = joined(group);
    const gapAfter = groups[index + 1]?.[0]?.gap ?? 1;
    const marker = group[0]?.marker ?? 'none';
    return { ...words, kind: kindOf(group, words.text, gapAfter), item: marker !== 'none', row: marker === 'row' };
  });
};
