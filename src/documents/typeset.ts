import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Page } from './block.ts';
import type { Frame } from './frame.ts';
import { printable } from './printable.ts';
import { requireInstant } from './require.ts';
import { named } from './without-glyph.ts';

const templates = fileURLToPath(new URL('./templates/', import.meta.url));
const fonts = fileURLToPath(new URL('./fonts/', import.meta.url));

let compiler: NodeCompiler | null = null;

// Making one reads every font of the machine (about 0.1 s), so it is made at the first document and kept.
function theCompiler(): NodeCompiler {
  compiler ??= NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: [fonts] }] });
  return compiler;
}

/** Sets the page as a PDF/UA-1 file, US Letter. The same frame and page give the same bytes. */
export function typeset(frame: Frame, page: Page, language: 'en' | 'es'): Uint8Array {
  const facts = {
    ...page,
    carrier: frame.carrier,
    demo: frame.demo,
    language,
    created: requireInstant('createdAt', frame.createdAt),
  };
  return withoutGaps(JSON.stringify(facts, (_, value) => (typeof value === 'string' ? printable(value) : value)));
}

// PDF/UA forbids a character that no font can draw. Typst names those it met; they are printed as code points, nothing is lost.
// Each round leaves fewer characters beyond ASCII, so the rounds end.
function withoutGaps(facts: string): Uint8Array {
  try {
    return compile(facts);
  } catch (problem) {
    const mended = named(facts, problem);
    if (mended === facts) throw problem;
    return withoutGaps(mended);
  }
}

function compile(facts: string): Uint8Array {
  const typst = theCompiler();
  const compiled = typst.compile({ mainFilePath: `${templates}page.typ`, inputs: { page: facts } });
  if (compiled.result === null) {
    const fault = compiled.takeDiagnostics();
    throw new Error(`Typst refused the page: ${JSON.stringify(fault === null ? null : typst.fetchDiagnostics(fault))}`);
  }
  const pdf = new Uint8Array(typst.pdf(compiled.result, { pdfStandard: 'ua-1' }));
  // Kept results would grow by half a megabyte a document and save no time: each document has other facts.
  typst.evictCache(0);
  return pdf;
}
