import { describe, expect, it } from 'vitest';
import { zone } from '../kernel/time.ts';
import { type Cite, citeFrom } from './citation.ts';
import type { Effective, LegalDate } from './rule.ts';
import { inForce } from './rule.ts';
import { sections } from './sections.ts';
import { breachVersionAt, cpniVersionAt, nextCpniVersion, noneSet, simVersionAt, versionNamed } from './versions.ts';
import { where, whereLines } from './where.ts';

/** The paragraphs of the catalogue of requirements, sections 2A, 2C, 2F and 7. */
const catalogue: Readonly<Record<string, string>> = {
  '47 USC 222': '(a) (b) (c)(1) (c)(2) (c)(3) (d)(1) (d)(2) (d)(3) (d)(4) (e) (h)',
  '47 CFR 64.2003': '(a) (b) (c) (d) (e) (f) (g) (h) (i) (j) (k) (l) (m) (n) (o) (q) (r)',
  '47 CFR 64.2005': '(a) (a)(1) (a)(2) (b) (b)(1) (b)(2) (c) (c)(1) (c)(2) (c)(3) (d)',
  '47 CFR 64.2007': '(a) (a)(1) (a)(2) (a)(3) (b) (b)(2) (b)(2)(i) (b)(2)(ii) (b)(2)(iii)',
  '47 CFR 64.2008':
    '(a)(1) (a)(2) (b) (c) (c)(1) (c)(2) (c)(3) (c)(4) (c)(5) (c)(6) (c)(7) (c)(8) (c)(9) (c)(10) (d) (d)(1) (d)(1)(i) (d)(1)(ii) (d)(2) (d)(3)(i) (d)(3)(ii) (d)(3)(iii) (d)(3)(iv) (d)(3)(v) (e) (f) (f)(1) (f)(2)',
  '47 CFR 64.2009': '(a) (b) (c) (d) (e) (f)',
  '47 CFR 64.2010': '(a) (b) (c) (d) (e) (f) (g) (h)',
  '47 CFR 64.1200':
    '(k)(1) (k)(2) (k)(3) (k)(4) (k)(5) (k)(6) (k)(8) (k)(9) (k)(10) (k)(11) (n)(1) (n)(2) (n)(3) (n)(4) (n)(5) (o)',
  '47 CFR 64.1600': '(c)',
  '47 CFR 64.1601': '(a) (b) (e)',
  '47 CFR 64.1604': '(a) (b)',
  '47 CFR 64.6300': '(c) (d) (g) (i) (l) (o)',
  '47 CFR 64.6301': '(a)(1) (a)(2) (a)(3) (b)(1) (b)(2) (b)(3) (b)(4) (c)',
  '47 CFR 64.6302': '(a) (b) (c) (d) (e)',
  '47 CFR 64.6303': '(a) (b)',
  '47 CFR 64.6304': '(a) (b) (c) (d)',
  '47 CFR 64.6305':
    '(a)(1) (a)(2) (b) (c) (d)(1) (d)(2)(i) (d)(2)(ii) (d)(2)(iii) (d)(2)(iv) (d)(2)(v) (d)(3) (d)(4) (d)(5) (e) (f) (g)(1) (g)(2) (g)(3) (g)(4) (g)(5) (h)',
  '47 CFR 64.6306': '(a)',
  '47 CFR 64.6307': '(a)',
  '47 CFR 64.6308': '(b)',
  '47 CFR 1.20003': '(a) (b)(1) (b)(2) (b)(3) (b)(4) (c)',
  '47 CFR 1.20004': '(a)(1) (a)(2) (a)(3) (a)(4) (b)',
  '47 CFR 1.20005': '(a) (b)',
  '47 CFR 64.2011': '(a) (a)(2) (a)(3) (b) (b)(1) (b)(2) (b)(3) (c) (d) (e) (f)',
};

const dated = (effective: Effective): { readonly from: string; readonly until: string } | null =>
  effective.from === 'delayed'
    ? null
    : { from: effective.from, until: 'until' in effective ? effective.until : '9999-12-31' };

describe('every section', () => {
  for (const { cite, rules, notEncoded } of sections) {
    const known = [...rules, ...notEncoded].map((one) => one.cite);
    it(`${cite} encodes or excuses each paragraph of the catalogue, and none it does not know`, () => {
      for (const paragraph of (catalogue[cite] ?? 'no such section').split(' '))
        expect(known).toContain(`${cite}${paragraph}`);
      for (const one of known) expect(one.startsWith(`${cite}(`), one).toBe(true);
    });
    it(`${cite} never excuses what it encodes, and says why it excuses`, () => {
      const encoded = new Set(rules.map((rule) => rule.cite));
      for (const { cite: left, why } of notEncoded) {
        expect(encoded.has(left), left).toBe(false);
        expect(why).toMatch(/^[A-Z].*\.$/);
      }
    });
    it(`${cite} has its rules in the order of paragraphs`, () => {
      const roman = ['i', 'ii', 'iii', 'iv', 'v'];
      const key = (one: Cite): string =>
        [...one.matchAll(/\(([a-z0-9]+)\)/g)]
          .map(([, part = ''], depth) => (depth === 2 ? String(roman.indexOf(part)) : part.padStart(3, '0')))
          .join('.');
      const keys = rules.map((rule) => key(rule.cite));
      expect([...keys].sort()).toEqual(keys);
    });
    it(`${cite} has at any date one rule at most for a paragraph`, () => {
      for (const rule of rules) {
        const own = dated(rule.effective);
        for (const other of rules) {
          const others = dated(other.effective);
          if (rule === other || rule.cite !== other.cite || own === null || others === null) continue;
          expect(own.until < others.from || others.until < own.from, rule.cite).toBe(true);
        }
      }
    });
  }
  it('states each duty in a sentence of its own', () => {
    for (const { rules } of sections) for (const { duty } of rules) expect(duty).toMatch(/^[A-Z"].{15,}[A-Za-z0-9)]$/);
  });
});

const eastern = zone('America/New_York');

describe('versions', () => {
  it('begin at midnight Eastern of their date', () => {
    const dates = [
      ['1996-02-08', null, 'STATUTE-1996'],
      ['1998-05-26', 'STATUTE-1996', 'CPNI-1998'],
      ['2003-02-24', 'CPNI-1998', 'CPNI-2002'],
      ['2007-12-08', 'CPNI-2002', 'CPNI-2007'],
    ] as const;
    for (const [date, before, since] of dates) {
      const midnight = eastern?.startOf(Date.parse(`${date}T00:00:00Z`) / 86_400_000) ?? Number.NaN;
      expect(cpniVersionAt(midnight - 1)?.name ?? null).toBe(before);
      expect(cpniVersionAt(midnight)?.name).toBe(since);
      expect(nextCpniVersion(midnight - 1)).toBe(midnight);
    }
    expect(nextCpniVersion(Date.parse('2026-11-21T00:00:00Z'))).toBe(Number.POSITIVE_INFINITY);
  });
  it('are those whose rules are in force on the date', () => {
    const onDate = (date: LegalDate, cite: string): number =>
      sections.flatMap(({ rules }) => rules).filter((rule) => rule.cite === cite && inForce(rule, date, 'not-set'))
        .length;
    expect(onDate('2003-02-23', '47 CFR 64.2008(d)(1)')).toBe(0);
    expect(onDate('2003-02-24', '47 CFR 64.2008(d)(1)')).toBe(1);
    expect(onDate('2007-12-07', '47 CFR 64.2007(b)(2)')).toBe(1);
    expect(onDate('2007-12-08', '47 CFR 64.2007(b)(2)')).toBe(0);
    expect(onDate('2007-12-07', '47 CFR 64.2010(b)')).toBe(0);
    expect(onDate('2007-12-08', '47 CFR 64.2010(b)')).toBe(1);
    expect(onDate('2007-12-08', '47 CFR 64.2007(b)')).toBe(1);
  });
  it('that are delayed bind on no day until their date is set', () => {
    const at = Date.parse('2026-11-21T00:00:00Z');
    const late = Date.parse('2099-01-01T00:00:00Z');
    expect([breachVersionAt(late, noneSet), simVersionAt(late, noneSet)]).toEqual(['BRK-2007', null]);
    const set = { breach2024: at, sim2023: at };
    expect([breachVersionAt(at - 1, set), simVersionAt(at - 1, set)]).toEqual(['BRK-2007', null]);
    expect([breachVersionAt(at, set), simVersionAt(at, set)]).toEqual(['BRK-2024-PENDING', 'SIM-2023-PENDING']);
    expect(breachVersionAt(Date.parse('2007-12-07T00:00:00Z'), noneSet)).toBeNull();
    const [pending] = sections.flatMap(({ rules }) => rules).filter(({ effective }) => effective.from === 'delayed');
    if (pending === undefined) throw new Error('no delayed rule');
    expect(inForce(pending, '2026-11-21', 'not-set')).toBe(false);
    expect(inForce(pending, '2026-11-21', '2026-11-21')).toBe(true);
    expect(inForce(pending, '2026-11-20', '2026-11-21')).toBe(false);
  });
  it('of 2016 are refused by name', () => {
    expect(versionNamed('CPNI-2016-VOID')).toMatchObject({
      found: 'refused',
      why: expect.stringContaining('Congress'),
    });
    expect(versionNamed('CPNI-2007').found).toBe('version');
    expect(versionNamed('CPNI-2027').found).toBe('unknown');
  });
});

describe('where', () => {
  it('reads a citation as people write it', () => {
    for (const text of ['64.2010(c)', '47 CFR 64.2010(c)', '§ 64.2010 (c)', ' 47 C.F.R. § 64.2010(C) '])
      expect(citeFrom(text), text).toBe('47 CFR 64.2010(c)');
    for (const text of ['222(d)(3)', '47 USC 222(d)(3)', '47 U.S.C. § 222(d)(3)'])
      expect(citeFrom(text), text).toBe('47 USC 222(d)(3)');
    for (const text of ['', '47 USC 64.2010', '47 CFR 222(a)', '65.2010(c)', '64.2010(c', 'c'])
      expect(citeFrom(text), text).toBeNull();
  });
  it('prints the rule, its time, the questions that weigh it and the operations that cite it', () => {
    const operations = [
      { name: 'authentication.record', law: ['47 CFR 64.2010(c)'] },
      { name: 'safeguards.show', law: ['47 CFR 64.2010'] },
      { name: 'campaigns.open', law: ['47 CFR 64.2009(c)'] },
    ];
    const place = where('64.2010(c)', operations);
    if (place === null) throw new Error('64.2010(c) is not found');
    const lines = whereLines(place);
    expect(lines[0]).toBe('47 CFR 64.2010(c)');
    expect(lines).toContain('  in force since 2007-12-08');
    expect(lines).toContain('questions: may-use-cpni');
    expect(lines).toContain('operations: authentication.record, safeguards.show');
  });
  it('prints all that lies under a paragraph, and what is not a rule', () => {
    const lines = whereLines(
      where('64.2008(d)', []) ?? { cite: '47 CFR 0', rules: [], notEncoded: [], questions: [], operations: [] },
    );
    expect(lines).toContain('47 CFR 64.2008(d)(3)(iii)');
    expect(lines.join('\n')).toContain('not a rule here');
    expect(where('64.2010(z)', [])).toMatchObject({ rules: [], notEncoded: [] });
    expect(where('the law', [])).toBeNull();
  });
});
