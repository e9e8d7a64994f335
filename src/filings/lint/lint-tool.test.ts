import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type LintToolOptions, lintTool } from './lint-tool.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../../test/fixtures/${path}`, import.meta.url));
const seed = (number: string): string =>
  at(`seeds/${readdirSync(at('seeds')).find((name) => name.startsWith(number))}`);
const clean = at('lint/certifications/opt-out-marketer-2025.txt');
const options: LintToolOptions = { kind: null, year: null, filed: null, role: null, json: true, today: '2026-11-21' };

const run = async (
  files: readonly string[],
  changed: LintToolOptions,
): Promise<{ status: number; lines: string[] }> => {
  const lines: string[] = [];
  return { status: await lintTool(files, changed, (line) => lines.push(line)), lines };
};

/** A PDF of one page with the lines as its text, written by hand. */
const pdf = (lines: readonly string[]): string => {
  const shown = lines.map((line) => `(${line.replace(/[()\\]/g, '\\$&')}) Tj T*`).join('\n');
  const stream = `BT /F1 10 Tf 12 TL 40 780 Td\n${shown}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ].map((body, index) => `${index + 1} 0 obj\n${body}\nendobj\n`);
  const offsets = objects.map((_, index) => 9 + objects.slice(0, index).join('').length);
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const body = `%PDF-1.4\n${objects.join('')}`;
  return `${body}xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
};

describe('compline lint', () => {
  it('writes one JSON object a finding and ends with 1 when there is an error', async () => {
    const { status, lines } = await run([seed('001')], options);
    const found: unknown[] = lines.map((line) => JSON.parse(line));
    expect(status).toBe(1);
    expect(found).toContainEqual(
      expect.objectContaining({
        file: seed('001'),
        code: 'citation-unknown',
        severity: 'error',
        line: 243,
        quote: '64.20089(e)',
        cite: '47 CFR 64.2009(e)',
      }),
    );
  });

  it('ends with 0 on a complete filing', async () => {
    expect(await run([clean], options)).toEqual({ status: 0, lines: [] });
  });

  it('tells people the file, line, severity, code, message, words and paragraph, and counts', async () => {
    const { status, lines } = await run([clean, seed('004')], { ...options, json: false });
    expect(status).toBe(1);
    expect(lines[0]).toBe(`${clean}: nothing found`);
    expect(lines).toContain(`${seed('004')}:123  error  citation-unknown`);
    expect(lines).toContain('    > 64.20089(e)');
    expect(lines.at(-1)).toMatch(/^2 files: \d+ errors, \d+ warnings, \d+ notes\.$/);
  });

  it('answers the other files when one cannot be read', async () => {
    const { status, lines } = await run(['/nowhere/filing.txt', clean], options);
    expect(status).toBe(1);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { file: '/nowhere/filing.txt', error: { type: 'unreadable', detail: 'there is no such file; check the path' } },
    ]);
  });

  it('reads a PDF and quotes from its text', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'lint-')), 'filing.pdf');
    writeFileSync(
      file,
      pdf(['Annual CPNI Certification under 47 CFR 64.20089(e)', 'EB Docket No. 06-36', 'Form 499 Filer ID: 123456']),
      'latin1',
    );
    const { lines } = await run([file], options);
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ code: 'citation-unknown', quote: '64.20089(e)', line: 1 }),
    );
    expect(lines.join('\n')).not.toContain('filer-id-missing');
  });

  it('says what to do with a broken PDF, a Word file and an empty file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lint-'));
    writeFileSync(join(folder, 'a.pdf'), '%PDF-1.7 broken');
    writeFileSync(join(folder, 'b.docx'), 'PK\u0003\u0004rest');
    writeFileSync(join(folder, 'c.txt'), ' \n');
    const { status, lines } = await run(
      ['a.pdf', 'b.docx', 'c.txt'].map((name) => join(folder, name)),
      options,
    );
    expect(status).toBe(1);
    expect(lines[0]).toContain('save it again as PDF or as text');
    expect(lines[1]).toContain(
      'the Word file cannot be read (its list of contents is missing); save it as PDF or as text',
    );
    expect(lines[2]).toContain('the file is empty');
  });
});
