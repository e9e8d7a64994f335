import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  certificationMutations,
  type Mutation,
  mutated,
  planMutations,
} from '../../../test/fixtures/lint/mutations.ts';
import type { Finding } from './finding.ts';
import { type LintOptions, lint } from './lint.ts';

const folder = new URL('../../../test/fixtures/lint/', import.meta.url);
const options: LintOptions = { kind: null, year: null, filed: null, role: null, today: '2026-11-21' };
const grave = (text: string): readonly Finding[] => lint(text, options).filter((each) => each.severity !== 'info');
const filing = (kind: string, name: string): string => readFileSync(new URL(`${kind}/${name}`, folder), 'utf8');

describe.each(['certifications', 'plans'])('complete %s', (kind) => {
  it.each(readdirSync(new URL(`${kind}/`, folder)))('%s gives no error and no warning', (name) => {
    expect(grave(filing(kind, name))).toEqual([]);
  });

  it.each(readdirSync(new URL(`${kind}/`, folder)))(
    '%s stays clean with hard line breaks, page breaks, curly quotes and damaged section signs',
    (name) => {
      const text = filing(kind, name);
      const printed = text
        .replace(/(?<=\w)'(?=\w)/g, '\u2019')
        .replace(/§/g, 'Â§')
        .replace(/\n\n(?=[A-Z][a-z])/g, '\n\n\f\n')
        .replace(/\n/g, '\r\n');
      expect(grave(printed)).toEqual([]);
    },
  );
});

type Score = { readonly planted: number; readonly found: number; readonly reported: number; readonly right: number };

const scored = (kind: string, mutations: readonly Mutation[]): Score => {
  const results = mutations.map((mutation) => {
    const findings = grave(mutated(filing(kind, mutation.of), mutation));
    return { reported: findings.length, right: findings.filter((each) => each.code === mutation.code).length };
  });
  const sum = (of: (result: (typeof results)[number]) => number): number =>
    results.reduce((total, each) => total + of(each), 0);
  return {
    planted: results.length,
    found: results.filter((each) => each.right > 0).length,
    reported: sum((each) => each.reported),
    right: sum((each) => each.right),
  };
};

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

describe.each([
  ['certifications', certificationMutations],
  ['plans', planMutations],
] as const)('defects planted into %s', (kind, mutations) => {
  it('are found under their code, and little else is reported', () => {
    const { planted, found, reported, right } = scored(kind, mutations);
    process.stdout.write(
      `lint ${kind}: recall ${percent(found, planted)} of ${planted} planted defects, precision ${percent(right, reported)} of ${reported} errors and warnings\n`,
    );
    expect(found / planted).toBeGreaterThan(0.98);
    expect(right / reported).toBeGreaterThan(0.9);
  });
});

describe('quotes from changed filings', () => {
  it('stand word for word in the file', () => {
    for (const mutation of certificationMutations) {
      const text = mutated(filing('certifications', mutation.of), mutation);
      for (const { quote } of lint(text, options)) if (quote !== null) expect(text).toContain(quote);
    }
  });
});
