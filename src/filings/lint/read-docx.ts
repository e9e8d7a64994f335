import { openZip } from './zip.ts';

// a filing of a thousand pages has a tenth of it: what unpacks to more is no filing
const most = 32 * 1024 * 1024;

const mostSections = 20;
const mostAround = 256 * 1024;

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,6}));/gi,
    (whole, hex?: string, digits?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? whole;
      const code = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );

/** `row`: the cells of the outermost row that is open, `rows`: how many are open in it, `moved`: in how many passages that were moved elsewhere. */
type Reading = { text: string; lead: string; row: string[]; rows: number; shown: boolean; moved: number };

// a row of a table is a line between bars, whose cells hold their paragraphs one after the other
const endParagraph = (at: Reading, parts: string[]): void => {
  const words = at.text.trim() === '' ? '' : at.lead + at.text;
  at.text = '';
  at.lead = '';
  if (words === '') return;
  if (at.rows === 0) parts.push(`\n${words}\n`);
  else at.row.push(`${at.row.pop() ?? ''} ${words.replace(/\s+/g, ' ')}`);
};

// a table within a cell is words of that cell
const beginRow = (at: Reading): void => {
  if (at.rows === 0) at.row = [];
  at.rows += 1;
};

const endRow = (at: Reading, parts: string[]): void => {
  if (at.rows === 1) parts.push(`|${at.row.join(' |')} |\n`);
  at.rows = Math.max(0, at.rows - 1);
};

const between: Readonly<Record<string, string>> = { tab: '\t', br: '\n', cr: '\n', noBreakHyphen: '-' };

/** One tag of the text: `name` without its prefix, `end` for a closing one. */
const readTag = (at: Reading, parts: string[], name: string, end: boolean, tag: string): void => {
  if (name === 't') at.shown = !end && !tag.endsWith('/');
  else if (name === 'p' && end) endParagraph(at, parts);
  else if (name === 'tr' && end) endRow(at, parts);
  else if (name === 'tr' && !tag.endsWith('/')) beginRow(at);
  else if (name === 'tc' && !end && at.rows === 1) at.row.push('');
  else if (name === 'moveFrom' && !tag.endsWith('/')) at.moved = Math.max(0, at.moved + (end ? -1 : 1));
  else if (name === 'numPr' && !end && at.lead === '') at.lead = '• ';
  else if (name === 'pStyle' && /w:val="(?:Heading|Title)/i.test(tag)) at.lead = '# ';
  else if (!end) at.text += between[name] ?? '';
};

/** What is seen of it, in the order of the page; what was struck out (`w:delText`) or moved away (`w:moveFrom`) under track changes is not. */
const textOfXml = (xml: string): string => {
  const parts: string[] = [];
  const at: Reading = { text: '', lead: '', row: [], rows: 0, shown: false, moved: 0 };
  for (const [, tag, text] of xml.matchAll(/<([^<>]*)>|([^<>]+)/g)) {
    const [, end = '', name = ''] = /^(\/?)w:(\w+)/.exec(tag ?? '') ?? [];
    if (tag !== undefined) readTag(at, parts, name, end !== '', tag);
    else if (at.shown && at.moved === 0) at.text += unescaped(text ?? '');
  }
  return parts.join('');
};

// three kinds of pages in each section
const numbered = (bytes: Uint8Array, kind: 'header' | 'footer'): readonly Buffer[] => {
  const read = openZip(bytes, mostAround);
  const files: Buffer[] = [];
  for (let n = 1; n <= mostSections * 3; n += 1) {
    const file = read(`word/${kind}${n}.xml`);
    if (file !== null) files.push(file);
  }
  return files;
};

/** The text of a Word document with its headers, footnotes and footers, each once; null where the archive holds no such document. Throws where it is broken. */
export const docxText = (bytes: Uint8Array): string | null => {
  const read = openZip(bytes, most);
  const main = read('word/document.xml');
  if (main === null) return null;
  const notes = read('word/footnotes.xml');
  const files = [...numbered(bytes, 'header'), main, ...(notes === null ? [] : [notes]), ...numbered(bytes, 'footer')];
  return [...new Set(files.map((xml) => textOfXml(xml.toString('utf8'))))].filter((text) => text !== '').join('\n');
};
