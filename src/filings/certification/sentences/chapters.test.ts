import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codesOf } from '../../../carriers/promises/codes.ts';
import { mapFiling } from '../../../carriers/promises/map-filing.ts';
import { lint } from '../../lint/lint.ts';
import type { Figures } from '../figures.ts';
import { chapters } from './chapters.ts';
import type { Practice, Telling } from './template.ts';

const seeds = {
  marketer: '000_40d05d6e093b5b50.txt',
  reseller: '001_045912b9eb8688bb.txt',
  centre: '004_7f302bc2feabb2d6.txt',
} as const;

const promisesOf = (seed: string): Pick<Telling, 'promised' | 'codes'> => {
  const text = readFileSync(new URL(`../../../../test/fixtures/seeds/${seed}`, import.meta.url), 'utf8');
  const { promises } = mapFiling(text);
  return { promised: new Set(promises.flatMap(({ concepts }) => concepts)), codes: new Set(promises.flatMap(codesOf)) };
};

const figures: Figures = {
  decisions: 1204,
  denied: 98,
  deniedShare: 98 / 1204,
  campaigns: 3,
  released: 2,
  approached: 800,
  leftOut: 61,
  notices: 900,
  approvals: 12,
  refusals: 33,
  disclosures: 4,
  incidents: 1,
  breaches: 1,
  complaints: 0,
  complaintsByCategory: {
    'improper-access-by-employees': 0,
    'disclosure-to-persons-not-authorized': 0,
    'online-access-by-persons-not-authorized': 0,
    other: 0,
  },
  dataBrokerActions: 0,
  nilReports: ['complaints', 'data-brokers', 'pretexters'],
  staff: 9,
  trained: 9,
  discipline: 1,
  exceptions: 2,
  evidence: 4411,
};

const nothing = { promised: new Set<string>(), codes: new Set<never>() };

const tell = (practice: Practice, says: Pick<Telling, 'promised' | 'codes'>): Telling => ({
  name: 'Prairie Voice',
  year: 2026,
  practice,
  ...says,
  figures,
  waitDays: 33,
  channels: ['telephone', 'web page'],
});

const written = (t: Telling) =>
  chapters.flatMap(({ heading, templates }) => {
    const chosen = templates.filter(({ when }) => when(t));
    return [{ heading, chosen }];
  });

const frame = `Annual CPNI certificate under 47 CFR 64.2009(e), EB Docket No. 06-36

Covered year: 2026
Date filed: February 10, 2027
Name of company: Prairie Voice LLC, Form 499 Filer ID 829999

I, Otto Grant, certify that I am an officer of Prairie Voice LLC and that, acting as an agent of the company, I have personal knowledge that the company has established operating procedures that are adequate to ensure compliance with the rules of the Federal Communications Commission on CPNI, 47 CFR part 64, subpart U (sections 64.2001 et seq.).

The company has no information about the methods that pretexters use beyond what has been publicly reported.

/s/ Otto Grant
Otto Grant, President
Date: February 10, 2027
`;

const textOf = (t: Telling): string =>
  [frame, ...written(t).flatMap(({ heading, chosen }) => [heading, ...chosen.map(({ text }) => text(t))])].join('\n\n');

describe('The statement', () => {
  const shapes = [
    ['opt-out', seeds.marketer],
    ['opt-in', seeds.reseller],
    ['no-marketing', seeds.centre],
    ['opt-out', null],
    ['opt-in', null],
    ['no-marketing', null],
  ] as const;

  it.each(shapes)(
    'of a carrier that practises %s, shaped like %s, lints without error and without warning',
    (practice, seed) => {
      const t = tell(practice, seed === null ? nothing : promisesOf(seed));
      const options = {
        kind: 'certification',
        year: 2026,
        filed: '2027-02-10',
        today: '2027-02-10',
        role: null,
      } as const;
      const found = lint(textOf(t), options).filter(({ severity }) => severity !== 'info');
      expect(found.map(({ row, quote, message }) => ({ row, quote, message }))).toEqual([]);
    },
  );

  it.each([
    ['opt-out', seeds.marketer],
    ['opt-in', seeds.reseller],
    ['no-marketing', seeds.centre],
  ] as const)('of a carrier that practises %s answers every promise of %s', (practice, seed) => {
    const says = promisesOf(seed);
    const answered = new Set(
      written(tell(practice, says)).flatMap(({ chosen }) => chosen.flatMap(({ concepts }) => concepts)),
    );
    expect([...says.promised].filter((concept) => !answered.has(concept))).toEqual([]);
  });

  it('names each sentence once', () => {
    const codes = chapters.flatMap(({ templates }) => templates.map(({ code }) => code));
    expect(new Set(codes).size).toBe(codes.length);
  });
});
