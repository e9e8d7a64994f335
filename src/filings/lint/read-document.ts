import { readFile } from 'node:fs/promises';
import { docxText } from './read-docx.ts';

/** A file that cannot be linted, with what to do about it. */
export type Unreadable = { readonly error: 'unreadable' | 'unavailable'; readonly detail: string };
export type ReadText = { readonly text: string } | Unreadable;

const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');

const readPdf = async (bytes: Uint8Array): Promise<ReadText> => {
  const unpdf = await import('unpdf').catch(() => null);
  if (!unpdf) return { error: 'unavailable', detail: 'PDF files need the package unpdf; run npm install' };
  try {
    // the reader takes the bytes it is given away: it gets a copy
    const { text } = await unpdf.extractText(new Uint8Array(bytes), { mergePages: false });
    const whole = text.join('\n\n');
    if (whole.trim() !== '') return { text: whole };
    return { error: 'unreadable', detail: 'the PDF holds no text (a scan?); run text recognition (OCR) on it first' };
  } catch (reason) {
    const why = reason instanceof Error ? reason.message : String(reason);
    return { error: 'unreadable', detail: `the PDF cannot be read (${why}); save it again as PDF or as text` };
  }
};

/** UTF-16 by its byte order mark, UTF-8 when valid, else Windows-1252 as old word processors write. */
const decoded = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};

const foreign: readonly (readonly [name: string, magic: string])[] = [
  ['an old Word file', '\u00d0\u00cf\u0011\u00e0'],
  ['a picture', '\u0089PNG'],
  ['a picture', '\u00ff\u00d8\u00ff'],
  ['a rich text file', '{\\rtf'],
];

const readArchive = (bytes: Uint8Array): ReadText => {
  try {
    const text = docxText(bytes);
    if (text === null)
      return { error: 'unreadable', detail: 'this is an archive or a spreadsheet; save it as PDF, Word or text' };
    return text.trim() === '' ? { error: 'unreadable', detail: 'the Word file holds no text' } : { text };
  } catch (reason) {
    const why = reason instanceof Error ? reason.message : String(reason);
    return { error: 'unreadable', detail: `the Word file cannot be read (${why}); save it as PDF or as text` };
  }
};

/** The text of a filing, as read from its bytes: PDF and Word by their own marks, everything else as text. */
export const readDocument = async (bytes: Uint8Array): Promise<ReadText> => {
  if (isPdf(bytes)) return readPdf(bytes);
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (start.startsWith('PK\u0003\u0004')) return readArchive(bytes);
  const known = foreign.find(([, magic]) => start.startsWith(magic));
  if (known) return { error: 'unreadable', detail: `this is ${known[0]}; save it as PDF or as text` };
  const text = decoded(bytes);
  return text.trim() === '' ? { error: 'unreadable', detail: 'the file is empty' } : { text };
};

/** The text of the file at a path, or why there is none. */
export const readFiling = async (path: string): Promise<ReadText> => {
  try {
    return await readDocument(await readFile(path));
  } catch (reason) {
    const code = reason instanceof Error && 'code' in reason ? reason.code : null;
    if (code === 'ENOENT') return { error: 'unreadable', detail: 'there is no such file; check the path' };
    if (code === 'EISDIR') return { error: 'unreadable', detail: 'this is a folder; name the files in it' };
    if (code === 'EACCES') return { error: 'unreadable', detail: 'the file may not be read; check its permissions' };
    return { error: 'unreadable', detail: reason instanceof Error ? reason.message : String(reason) };
  }
};
