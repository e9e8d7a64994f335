/** A sentence of a filing: `line` and `endLine` count from 1, `offset` in characters of the text as given. */
export type Sentence = {
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
  readonly offset: number;
};

type Line = { readonly text: string; readonly number: number; readonly offset: number };

/** Lines that run on as one: `marks` say where in `text` each line begins. */
type Block = { text: string; readonly marks: { readonly at: number; readonly line: Line }[] };

const bullet = /^[ \t]*[-*•][ \t]+(?=\S)/;
const designator = /^[ \t]*\((?:[a-z]{1,3}|\d{1,2})\)[ \t]/;
const footnote = /^[ \t]*[¹²³⁴-⁹]/;
// a line that ends with "47 C.F.R." goes on
const finished = /(?<!C\.F\.R)[.;:?!]["”’')*]*(?:[ \t]+(?:and|or))?$/;
const bold = /^\*\*.*\*\*$/;

const linesOf = (raw: string): Line[] => {
  const lines: Line[] = [];
  let offset = 0;
  for (const [index, text] of raw.split('\n').entries()) {
    lines.push({ text, number: index + 1, offset });
    offset += text.length + 1;
  }
  return lines;
};

const long = (word: string): boolean => /^[("“*]*[a-z]{4,}/i.test(word);
const capital = (word: string): boolean => /^[("“*]*[A-Z]/.test(word);

/** A title, an address, a form's field: a short line of mostly capitalised words without an end, which the next line does not carry on. */
const isHeading = (text: string, next: string): boolean => {
  const bare = text.replace(bullet, '').trim();
  if (bare.startsWith('#') || bare.startsWith('§') || bold.test(bare)) return true;
  // "Plan v. 2, effective October 15, 2021" looks like a title and says something
  if (/\beffective\b/.test(bare)) return false;
  if (bare.length > 90 || /[.;?!]$/.test(bare) || designator.test(text) || /^[a-z]+ /.test(next)) return false;
  const words = bare.split(/\s+/).filter(long);
  return words.filter(capital).length * 2 >= words.length;
};

const kept = new Set(['opt', 'non', 'self', 'third', 'one', 'e', 'long']);

/** "mar-" + "keting" is one word; "opt-" + "out" keeps its hyphen. */
const joined = (before: string, after: string): string => {
  const broken = /([A-Za-z]+)-$/.exec(before);
  if (broken === null || !/^[a-z]/i.test(after)) return `${before} `;
  return kept.has((broken[1] ?? '').toLowerCase()) ? before : before.slice(0, -1);
};

const blocksOf = (lines: readonly Line[]): Block[] => {
  const blocks: Block[] = [];
  let open: Block | null = null;
  for (const [index, line] of lines.entries()) {
    const text = line.text.trim();
    const next = lines[index + 1]?.text.trim() ?? '';
    const apart: boolean = open === null || finished.test(open.text.slice(-40));
    const item = bullet.test(line.text) || footnote.test(line.text) || (designator.test(line.text) && apart);
    if ((apart || item || text.startsWith('#')) && isHeading(line.text, next)) {
      open = null;
    } else if (open === null || apart || item) {
      open = { text, marks: [{ at: 0, line }] };
      blocks.push(open);
    } else {
      const head = joined(open.text, text);
      open.marks.push({ at: head.length, line });
      open.text = head + text;
    }
  }
  return blocks;
};

const abbreviation =
  /(?:\b(?:[A-Za-z]|Inc|Corp|Co|Ltd|Ms|Mr|Mrs|Dr|No|Nos|seq|cf|v|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|C\.F\.R|U\.S\.C|i\.e|e\.g))$/;

/** Places in a block's text where a new sentence begins. */
const beginnings = (text: string): number[] => {
  const found = [0];
  for (const match of text.matchAll(/[.?!]["”’')]*[¹²³⁴-⁹]?\s+(?=["“(]?(?:[A-Z]|[a-z]+[A-Z]))/g)) {
    const before = text.slice(0, match.index);
    if (!(match[0].startsWith('.') && abbreviation.test(before))) found.push(match.index + match[0].length);
  }
  return found;
};

const lineAt = (block: Block, index: number): { readonly number: number; readonly offset: number } => {
  const mark = block.marks.findLast(({ at }) => at <= index) ?? block.marks[0];
  if (mark === undefined) throw new Error('a block without lines');
  const indent = mark.line.text.length - mark.line.text.trimStart().length;
  return { number: mark.line.number, offset: mark.line.offset + indent + (index - mark.at) };
};

const sentencesOf = (block: Block): Sentence[] => {
  const starts = beginnings(block.text);
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? block.text.length;
    const piece = block.text.slice(start, end);
    const from = lineAt(block, start);
    const text = piece.replace(bullet, '').replaceAll('**', '').replace(/\s+/g, ' ').trim();
    return {
      text,
      line: from.number,
      endLine: lineAt(block, start + piece.trimEnd().length - 1).number,
      offset: from.offset,
    };
  });
};

/** The sentences of a filing with their lines, across hard-wrapped lines, list items and page breaks. Headings and addresses are left out. */
export const sentences = (rawText: string): Sentence[] =>
  blocksOf(linesOf(rawText).filter((line) => line.text.trim() !== '')).flatMap(sentencesOf);
