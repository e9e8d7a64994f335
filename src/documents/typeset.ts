import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Page } from './block.ts';
import type { Frame } from './frame.ts';
import { nameCharacters, printable } from './printable.ts';
import { requireInstant } from './require.ts';

const templates = fileURLToPath(new URL('./templates/', import.meta.url));
const fonts = fileURLToPath(new URL('./fonts/', import.meta.url));

let compiler: NodeCompiler | null = null;

// Making one reads every font of the machine (about 0.1 s), so it is made at the first document and kept.
function theCompiler(): NodeCompiler {
  compiler ??= NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: [fonts] }] });
  return compiler;
}

/** Sets the page as a PDF/UA-1 file, US Letter. The same frame and page give the same bytes. */
export function typeset(frame: Frame, page: Page): Uint8Array {
  const facts = {
    ...page,
    carrier: frame.carrier,
    demo: frame.demo,
    created: requireInstant('createdAt', frame.createdAt),
  };
  return withoutGaps(JSON.stringify(facts, (_, value) => (typeof value === 'string' ? printable(value) : value)));
}

// PDF/UA forbids a character that no font can draw. Typst names those it met; they are printed as code points, nothing is lost.
function withoutGaps(facts: string): Uint8Array {
  try {
    return compile(facts);
  } catch (problem) {
    const undrawable = charactersWithoutGlyph(problem instanceof Error ? problem.message : '');
    if (undrawable.size === 0) throw problem;
    return compile(nameCharacters(facts, undrawable));
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
  typst.evictCache(10);
  return pdf;
}

function charactersWithoutGlyph(message: string): Set<string> {
  const named = [...message.matchAll(/the text `"((?:\\.|[^"\\])*)"` could not be displayed/g)];
  return new Set(named.flatMap(([, text]) => [...unescaped(text ?? '')]));
}

function unescaped(text: string): string {
  return text.replace(/\\u\{([0-9a-f]+)\}/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)));
}
