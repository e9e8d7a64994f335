import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lint } from './lint.ts';

const seeds = new URL('../../../test/fixtures/seeds/', import.meta.url);
const seed = (number: string): string => {
  const name = readdirSync(seeds).find((each) => each.startsWith(number));
  return readFileSync(new URL(name ?? '', seeds), 'utf8');
};
const options = { kind: null, year: null, filed: null, role: null, today: '2026-11-21' } as const;

describe('a certification filed for 2017', () => {
  it('cites a section 64.20089 that does not exist', () => {
    const found = lint(seed('001'), options).filter(
      (each) => each.code === 'citation-unknown' && each.severity === 'error',
    );
    expect(found.map(({ quote, line }) => ({ quote, line }))).toEqual([{ quote: '64.20089(e)', line: 243 }]);
  });

  it('names its docket and its six-digit Filer ID', () => {
    const codes = lint(seed('001'), options).map((each) => each.code);
    expect(codes).not.toContain('docket-missing');
    expect(codes).not.toContain('filer-id-missing');
  });
});
