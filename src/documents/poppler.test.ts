import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { examples } from './example-facts.ts';
import { render } from './render.ts';
import { missingPrograms } from './system-programs.ts';

const missing = missingPrograms({ pdfinfo: 'poppler-utils', pdftotext: 'poppler-utils', pdffonts: 'poppler-utils' });
if (missing !== '') console.log(`skip: reading documents with poppler needs ${missing}`);

describe.skipIf(missing !== '')('Poppler reads every document', () => {
  const folder = mkdtempSync(join(tmpdir(), 'compline-poppler-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(examples)('$kind: US Letter, tagged, fonts embedded, words whole', (facts) => {
    const file = join(folder, `${facts.kind}.pdf`);
    writeFileSync(file, render(facts));
    const poppler = (program: string, rest: readonly string[]) =>
      execFileSync(program, [...rest, file, ...(program === 'pdftotext' ? ['-'] : [])], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(poppler('pdfinfo', [])).toMatch(/Tagged:\s+yes[\s\S]*612 x 792 pts \(letter\)/);
    const fonts = poppler('pdffonts', []).trim().split('\n').slice(2);
    expect(fonts.every((font) => /\byes yes yes\b/.test(font))).toBe(true);
    expect(fonts.every((font) => /^\w{6}\+(LibertinusSerif|DejaVuSansMono|NotoEmoji)/.test(font))).toBe(true);
    const text = poppler('pdftotext', []);
    expect(text).toContain('Peñasco');
    expect(text).not.toMatch(/[\ufb00-\ufb06\u00ad\u200b\ufffd]/);
    expect(text).not.toMatch(/\p{L}-\n\p{Ll}/u);
  });
});
