import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LintOptions, lint } from './lint.ts';
import { readDocument } from './read-document.ts';

const folder = new URL('../../../test/fixtures/seeds/', import.meta.url);
const seeds = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
const options: LintOptions = { kind: null, year: null, filed: null, role: null, today: '2026-11-21' };
const kinds = fc.constantFrom<LintOptions['kind']>('certification', 'mitigation-plan', null);

describe('whatever it is given', () => {
  it('the linter answers, and every quote stands in the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), kinds, (text, kind) => {
        for (const { quote } of lint(text, { ...options, kind })) if (quote !== null) expect(text).toContain(quote);
      }),
      { numRuns: 200 },
    );
  });

  it('random bytes are read or refused in words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        const read = await readDocument(bytes);
        if ('text' in read) lint(read.text, options);
        else expect(read.detail).not.toBe('');
      }),
      { numRuns: 100 },
    );
  });

  it('a filing cut off anywhere, or missing a piece, is still read', () => {
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.nat(13_000), fc.nat(2_000), kinds, (text, at, length, kind) => {
        const cut = text.slice(0, at) + text.slice(at + length);
        for (const { quote } of lint(cut, { ...options, kind })) if (quote !== null) expect(cut).toContain(quote);
        lint(text.slice(0, at), { ...options, kind });
      }),
      { numRuns: 40 },
    );
  });

  it('a page without a full stop is read in good time', () => {
    const words = 'the customer may opt-out of cpni notice and not use access within seven days of record password ';
    const started = performance.now();
    for (const kind of ['certification', 'mitigation-plan'] as const) lint(words.repeat(500), { ...options, kind });
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
