import { describe, expect, it } from 'vitest';
import {
  appendix,
  bothAuthorizations,
  bothKindsMeant,
  compromiseReported,
  retentionStated,
  seniorOfficer,
} from './47cfr/1.20003.ts';
import { type Certification, certifiedInTime, keptAsStated, signedByOverseer, sixFields } from './47cfr/1.20004.ts';
import { policiesFiled } from './47cfr/1.20005.ts';
import { citeFrom } from './citation.ts';
import { inForce, type LegalDate } from './rule.ts';
import { sections } from './sections.ts';

describe('Policies on interceptions, 47 CFR 1.20003', () => {
  it('(a) need an officer who is of the staff', () => {
    expect(
      (['of-the-staff', 'left', 'none', 'unknown'] as const).map((officer) => seniorOfficer.holds({ officer })),
    ).toEqual([true, false, false, false]);
  });

  it('(b)(1) let nothing be enabled before both authorizations; one of them, or one after, is none', () => {
    expect(bothAuthorizations.holds({ legal: 'before', carrier: 'before' })).toBe(true);
    for (const other of ['after', 'none', 'unknown'] as const) {
      expect(bothAuthorizations.holds({ legal: other, carrier: 'before' })).toBe(false);
      expect(bothAuthorizations.holds({ legal: 'before', carrier: other })).toBe(false);
    }
  });

  it('(b)(2) to (4) mean both kinds, say how long, and name officer, job and a contact at any hour', () => {
    expect([
      bothKindsMeant.holds({ authorization: 'legal-and-carrier' }),
      bothKindsMeant.holds({ authorization: 'one-of-them' }),
    ]).toEqual([true, false]);
    expect([retentionStated.holds({ months: 12 }), retentionStated.holds({ months: null })]).toEqual([true, false]);
    expect(appendix.holds({ officer: 'named-with-job', contact: 'at-any-hour' })).toBe(true);
    expect(appendix.holds({ officer: 'named-with-job', contact: 'office-hours' })).toBe(false);
    expect(appendix.holds({ officer: 'incomplete', contact: 'at-any-hour' })).toBe(false);
  });

  it('(c) want a compromise told in the carrier’s own measure of a reasonable time', () => {
    expect([24, 25, null].map((reported) => compromiseReported.holds({ reported, due: 24 }))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('Records of interceptions, 47 CFR 1.20004', () => {
  const whole: Certification = {
    numbersOrCircuits: 'told',
    start: 'told',
    officer: 'told',
    signer: 'told',
    type: 'told',
    overseer: 'told',
  };

  it('(a)(1) tell six fields: without any one of them there is no certification', () => {
    expect(sixFields.holds(whole)).toBe(true);
    for (const field of Object.keys(whole)) expect(sixFields.holds({ ...whole, [field]: 'missing' })).toBe(false);
  });

  it('(a)(2), (a)(3) are signed by the overseer and in time; (b) are kept as the policies say', () => {
    expect([signedByOverseer.holds({ signer: 'overseer' }), signedByOverseer.holds({ signer: 'other' })]).toEqual([
      true,
      false,
    ]);
    expect([7, 8, null].map((certified) => certifiedInTime.holds({ certified, due: 7 }))).toEqual([true, false, false]);
    expect([24, 23].map((monthsKept) => keptAsStated.holds({ monthsKept, monthsStated: 24 }))).toEqual([true, false]);
  });
});

it('The policies are filed by the ninetieth day, 47 CFR 1.20005(a)', () => {
  expect([90, 91, null].map((filed) => policiesFiled.holds({ filed, due: 90 }))).toEqual([true, false, false]);
});

it('They stand in part 1 since August 4, 2006, and are found by their number', () => {
  const rules = sections.flatMap((section) => section.rules).filter(({ cite }) => cite.startsWith('47 CFR 1.2000'));
  expect(rules).toHaveLength(11);
  const on = (date: LegalDate) => rules.filter((rule) => inForce(rule, date, 'not-set')).length;
  expect([on('2006-08-03'), on('2006-08-04')]).toEqual([0, 11]);
  expect(citeFrom('1.20004(a)(1)')).toBe('47 CFR 1.20004(a)(1)');
});
