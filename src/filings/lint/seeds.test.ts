import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type SeedRow, seed000, seed001, seed002, seed004 } from '../../../test/fixtures/lint/seed-rows.ts';
import { catalogue } from './catalogue.ts';
import type { Finding } from './finding.ts';
import { type LintOptions, lint } from './lint.ts';

const folder = new URL('../../../test/fixtures/seeds/', import.meta.url);
const seed = (number: string): string =>
  readFileSync(new URL(readdirSync(folder).find((name) => name.startsWith(number)) ?? '', folder), 'utf8');
const options: LintOptions = { kind: null, year: null, filed: null, role: null, today: '2026-11-21' };
const flat = (text: string): string => text.replace(/\s+/g, ' ');

const shows = (findings: readonly Finding[], [id, line, words]: SeedRow): boolean => {
  const row = catalogue.find((each) => each.id === id);
  return findings.some(
    (each) =>
      each.code === row?.code &&
      each.severity === row.severity &&
      each.line === line &&
      (words === null ? each.quote === null : flat(each.quote ?? '').includes(words)),
  );
};

const graveOf = (findings: readonly Finding[]): readonly string[] =>
  findings.filter((each) => each.severity !== 'info').map((each) => each.code);

describe.each([
  ['000', 'the certification for 2011 with a statement of 2008', seed000],
  ['001', 'the certification for 2017', seed001],
  ['002', 'the mitigation plan of October 2021, judged in November 2026', seed002],
  ['004', 'the certification for 2011 that was never signed', seed004],
] as const)('seed %s, %s', (number, _name, rows) => {
  const raw = seed(number);
  const findings = lint(raw, options);

  it.each(rows.map((row) => [row[0], row[2] ?? 'absent', row] as const))('shows %s: %s', (_id, _words, row) => {
    expect(shows(findings, row)).toBe(true);
  });

  it('quotes only what stands in the file, at its line', () => {
    const lines = raw.split('\n');
    for (const { quote, line } of findings) {
      expect(quote === null).toBe(line === null);
      if (quote === null || line === null) continue;
      expect(raw).toContain(quote);
      expect(
        lines
          .slice(line - 1)
          .join('\n')
          .indexOf(quote),
      ).toBeLessThan((lines[line - 1] ?? '').length);
    }
  });
});

describe('what is right in the seeds is left alone', () => {
  const passed = (number: string): readonly string[] => graveOf(lint(seed(number), options));

  it('a filing that says it had no complaints and took no actions against data brokers', () => {
    for (const number of ['001', '004']) {
      expect(passed(number)).not.toContain('complaint-summary-missing');
      expect(passed(number)).not.toContain('data-broker-statement-missing');
    }
  });

  it('a certificate dated February 5, 2018 for 2017', () => {
    for (const code of ['date-missing', 'signed-after-due', 'dates-out-of-order', 'covered-year-conflict'])
      expect(passed('001')).not.toContain(code);
  });

  it('a letter of February 2012 and a period of 2011 that agree', () => {
    expect(passed('004')).not.toContain('covered-year-conflict');
  });

  it('six-digit Filer IDs, the docket 06-36, and the old address of the FCC before 2020', () => {
    for (const number of ['000', '001', '004']) {
      expect(passed(number)).not.toContain('filer-id-missing');
      expect(passed(number)).not.toContain('docket-missing');
      expect(lint(seed(number), options).map((each) => each.row)).not.toContain('2B.5-address');
    }
  });

  it('interconnected VoIP as a category of service is a note, no warning', () => {
    expect(lint(seed('000'), options).find((each) => each.row === '000-30')?.severity).toBe('info');
  });
});

describe('the mitigation plan judged by the rules of its own day', () => {
  const then = lint(seed('002'), { ...options, filed: '2021-10-15' });

  it('has no error in October 2021', () => {
    expect(then.filter((each) => each.severity === 'error')).toEqual([]);
  });

  it('keeps its small-provider extension through June 30, 2022, being without facilities, and not a day longer', () => {
    const codes = (filed: string): readonly string[] =>
      lint(seed('002'), { ...options, filed }).map((each) => each.code);
    expect(codes('2022-06-30')).not.toContain('extension-ended');
    expect(codes('2022-07-01')).toContain('extension-ended');
  });

  it('is not asked for a do-not-originate practice before December 15, 2025', () => {
    const codes = (filed: string): readonly string[] =>
      lint(seed('002'), { ...options, filed }).map((each) => each.code);
    expect(codes('2025-12-14')).not.toContain('blocking-practice-missing');
    expect(codes('2025-12-15')).toContain('blocking-practice-missing');
  });
});

describe('the year asked for', () => {
  it('stands against what the filing says', () => {
    const quotes = lint(seed('001'), { ...options, year: 2018 })
      .filter((each) => each.code === 'covered-year-conflict')
      .map((each) => each.quote);
    expect(quotes).toContain('January 1, 2017 - December 31, 2017');
  });
});
