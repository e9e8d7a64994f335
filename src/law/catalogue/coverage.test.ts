import { describe, expect, it } from 'vitest';
import { notEncoded, rules } from './calendar-rules.ts';
import { citesIn, coverage, isWithin, notCatalogued, notCovered, type RuleLike, rulesOf } from './coverage.ts';
import type { Paragraph } from './paragraph.ts';
import { paragraphs } from './paragraphs.ts';

const rule = (cite: string, from: string): RuleLike => ({
  cite,
  duty: `duty of ${cite} from ${from}`,
  effective: { from },
});
const nothing = { rules: [], excused: [] };
const nextDay = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
const one = (cite: string, from: string): Paragraph => {
  const found = paragraphs.find((paragraph) => paragraph.cite === cite && paragraph.from === from);
  if (found === undefined) throw new Error(`no ${cite} from ${from}`);
  return found;
};

describe('The catalogue of paragraphs', () => {
  it('holds the sections in scope, cited one way', () => {
    const sections = new Set(paragraphs.map(({ cite }) => cite.slice(0, cite.indexOf('('))));
    expect([...sections]).toEqual([
      '47 USC 222',
      '47 CFR 64.2003',
      '47 CFR 64.2005',
      '47 CFR 64.2007',
      '47 CFR 64.2008',
      '47 CFR 64.2009',
      '47 CFR 64.2010',
      '47 CFR 64.2011',
      '47 CFR 64.1200',
      '47 CFR 64.1600',
      '47 CFR 64.1601',
      '47 CFR 64.1604',
      '47 CFR 64.6300',
      '47 CFR 64.6301',
      '47 CFR 64.6302',
      '47 CFR 64.6303',
      '47 CFR 64.6304',
      '47 CFR 64.6305',
      '47 CFR 64.6306',
      '47 CFR 64.6307',
      '47 CFR 64.6308',
      '47 CFR 1.20003',
      '47 CFR 1.20004',
      '47 CFR 1.20005',
      '47 CFR 1.4',
    ]);
    for (const { cite } of paragraphs) expect(citesIn(cite)).toEqual([cite]);
  });

  it('never has two versions of one paragraph in force on the same day, and no gap between them', () => {
    for (const first of paragraphs) {
      for (const second of paragraphs) {
        if (first === second || first.cite !== second.cite) continue;
        if (first.from === 'delayed' || second.from === 'delayed') expect(first.from).not.toBe(second.from);
        else if (first.from < second.from)
          expect(first.until === null ? 'no end' : nextDay(first.until), first.cite).toBe(second.from);
      }
    }
  });

  it.each([
    ['47 CFR 64.2007(b)', '2003-02-24', '2007-12-07'],
    ['47 CFR 64.2007(b)', '2007-12-08', null],
    ['47 CFR 64.2007(b)(2)', '2003-02-24', '2007-12-07'],
    ['47 CFR 64.2008(d)(1)', '2003-02-24', null],
    ['47 CFR 64.2009(a)', '1998-05-26', null],
    ['47 CFR 64.2009(e)', '2007-12-08', null],
    ['47 CFR 64.2010(h)', 'delayed', null],
    ['47 CFR 64.2011(b)', 'delayed', null],
  ])('%s from %s stands until %s', (cite, from, until) => expect(one(cite, from).until).toBe(until));
});

describe('Coverage of the catalogue', () => {
  it('finds citations however a test or a text writes them', () => {
    expect(citesIn('47 CFR 64.2008(d)(1), § 64.2009(e); 47 U.S.C. 222(c)(1) and 1.4(j), 64.2008(d)(1) again')).toEqual([
      '47 CFR 64.2008(d)(1)',
      '47 CFR 64.2009(e)',
      '47 USC 222(c)(1)',
      '47 CFR 1.4(j)',
    ]);
    expect(citesIn('version 1.4, 11.4(b), 3.1.4(b), f222')).toEqual([]);
  });

  it('knows what stands below what', () => {
    expect(isWithin('47 CFR 64.2008(d)(1)(i)', '47 CFR 64.2008(d)')).toBe(true);
    expect(isWithin('47 CFR 64.2008(c)(10)', '47 CFR 64.2008(c)(1)')).toBe(false);
    expect(isWithin('47 CFR 64.2008', '47 CFR 64.2008(d)')).toBe(false);
  });

  it('takes a paragraph as encoded by a rule of its cite or below, in its own period', () => {
    const wait = rule('47 CFR 64.2008(d)(1)', '2003-02-24');
    expect(rulesOf(one('47 CFR 64.2008(d)', '2003-02-24'), [wait])).toEqual([wait]);
    expect(rulesOf(one('47 CFR 64.2008(d)(1)(i)', '2003-02-24'), [wait])).toEqual([]);
    const old = rule('47 CFR 64.2007(b)', '2003-02-24');
    const today = rule('47 CFR 64.2007(b)', '2007-12-08');
    const ended: RuleLike = { ...old, effective: { from: '2003-02-24', until: '2007-12-07' } };
    expect(rulesOf(one('47 CFR 64.2007(b)', '2003-02-24'), [ended])).toEqual([ended]);
    expect(rulesOf(one('47 CFR 64.2007(b)', '2007-12-08'), [ended])).toEqual([]);
    const pending = rule('47 CFR 64.2011(b)', 'delayed');
    expect(rulesOf(one('47 CFR 64.2007(b)', '2003-02-24'), [old, today])).toEqual([old]);
    expect(rulesOf(one('47 CFR 64.2007(b)', '2007-12-08'), [old, today])).toEqual([today]);
    expect(rulesOf(one('47 CFR 64.2007(b)', '2003-02-24'), [today])).toEqual([]);
    expect(rulesOf(one('47 CFR 64.2011(b)', '2007-12-08'), [pending])).toEqual([]);
    expect(rulesOf(one('47 CFR 64.2011(b)', 'delayed'), [pending])).toEqual([pending]);
  });

  it('misses every paragraph when nothing is encoded, and none that a rule or an excuse names', () => {
    expect(notCovered(paragraphs, nothing)).toEqual(paragraphs);
    const every = { rules: paragraphs.map(({ cite, from }) => rule(cite, from)), excused: [] };
    expect(notCovered(paragraphs, every)).toEqual([]);
    const excused = [{ cite: '47 CFR 64.2008', why: 'for a test' }];
    expect(notCovered(paragraphs, { rules: [], excused }).some(({ cite }) => cite.includes('2008'))).toBe(false);
  });

  it('does not let an excuse for opening words hide a paragraph among rules', () => {
    const excused = [{ cite: '47 CFR 64.2008(f)', why: 'its paragraphs are the rules' }];
    const encoding = { rules: [rule('47 CFR 64.2008(f)(1)', '2003-02-24')], excused };
    const open = notCovered(paragraphs, encoding).map(({ cite }) => cite);
    expect(open).toContain('47 CFR 64.2008(f)(2)');
    expect(open).not.toContain('47 CFR 64.2008(f)(1)');
  });

  it('names rules that the catalogue does not know', () => {
    const stray = rule('47 CFR 64.2012(a)', '2003-02-24');
    expect(notCatalogued(paragraphs, { rules: [stray, rule('47 CFR 64.2009(f)', '2003-02-24')], excused: [] })).toEqual(
      [stray],
    );
  });

  it('of 47 CFR 1.4 is complete: the calendar carries out each paragraph or says why not', () => {
    const calendar = paragraphs.filter(({ cite }) => cite.startsWith('47 CFR 1.4'));
    expect(notCovered(calendar, { rules, excused: notEncoded })).toEqual([]);
    expect(notCatalogued(calendar, { rules, excused: notEncoded })).toEqual([]);
  });

  it('is printed as one table a section, with what is missing in bold', () => {
    const page = coverage({
      paragraphs,
      rules: [rule('47 CFR 64.2008(d)(1)', '2003-02-24')],
      excused: [{ cite: '47 CFR 64.2010(h)', why: 'not in force' }],
      operations: [{ name: 'deliver | notice', law: ['47 CFR 64.2008(d)'] }],
      tests: [{ file: 'wait.test.ts', text: 'waits thirty days (64.2008(d)(1)(i))' }],
    });
    const line = (start: string) => page.split('\n').find((each) => each.startsWith(`| ${start}`)) ?? '';
    expect(line('47 CFR 64.2008(d)(1):')).toContain('duty of 47 CFR 64.2008(d)(1)');
    expect(line('47 CFR 64.2008(d)(1):')).toContain('`deliver \\| notice` | `wait.test.ts` |');
    expect(line('47 CFR 64.2010(h)')).toContain('not encoded: not in force');
    expect(line('47 CFR 64.2010(h)')).toContain('adopted, not in force');
    expect(line('47 CFR 64.2009(f)')).toContain('**no reason given**');
    expect(page).toContain('## 47 USC 222\n');
  });
});
