import { inflateSync } from 'node:zlib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** For tests: a page as pdf.js reads it. `right` is where the rightmost glyph ends, in points; `roles` are the tags in order. */
export interface ReadPage {
  readonly text: string;
  readonly right: number;
  readonly roles: readonly string[];
}

/** For tests: every page with its text layer and its tags. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPage[]> {
  const task = getDocument({ data: Uint8Array.from(pdf), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const numbers = Array.from({ length: document.numPages }, (_, index) => index + 1);
  const pages = await Promise.all(numbers.map(async (number) => readPage(await document.getPage(number))));
  await task.destroy();
  return pages;
}

type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>;

async function readPage(page: PdfPage): Promise<ReadPage> {
  const { items } = await page.getTextContent({ disableNormalization: true });
  const texts = items.filter((item) => 'str' in item);
  return {
    text: texts.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join(''),
    right: Math.max(0, ...texts.map(({ transform, width }) => Number(transform[4]) + width)),
    roles: rolesOf(await page.getStructTree()),
  };
}

type Tagged = Awaited<ReturnType<PdfPage['getStructTree']>>;

function rolesOf(node: Tagged): string[] {
  return [node.role, ...node.children.flatMap((child) => ('role' in child ? rolesOf(child) : []))];
}

/** For tests: the text of all pages on one line. */
export async function textOf(pdf: Uint8Array): Promise<string> {
  return (await readPdf(pdf))
    .map(({ text }) => text)
    .join('\n')
    .replace(/\s+/g, ' ');
}

/** For tests: the file's bytes followed by every stream in it that inflates, as Latin-1 text. */
export function decompressed(pdf: Uint8Array): string {
  const raw = Buffer.from(pdf).toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body]) => inflated(body ?? ''));
  return [raw, ...streams].join('\n');
}

function inflated(body: string): string {
  try {
    return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
  } catch {
    return '';
  }
}
