import { describe, expect, it } from 'vitest';
import { businessRegime } from './business-regime.ts';
import { photoIdProves } from './photo-id.ts';
import { mayLeaveOut, omissions } from './spoken-notice.ts';

describe('a photo ID in a store, 64.2010(d)', () => {
  const shown = { issuedBy: 'government', expiresOn: '2026-06-01', today: '2026-06-01', name: 'matches' } as const;
  it('is good through the day printed on it, and not the day after', () => {
    expect(photoIdProves(shown)).toMatchObject({ valid: true });
    expect(photoIdProves({ ...shown, today: '2026-06-02' })).toMatchObject({ valid: false, missing: 'expired' });
  });
  it('of a club or a company proves nobody, nor one in another name', () => {
    expect(photoIdProves({ ...shown, issuedBy: 'other' })).toMatchObject({ missing: 'government' });
    expect(photoIdProves({ ...shown, name: 'differs' })).toMatchObject({ missing: 'name', cite: '47 CFR 64.2010(d)' });
  });
});

describe("a business customer's contract, 64.2010(g)", () => {
  const contract = {
    clause: 'speaks-of-cpni',
    representative: 'dedicated',
    fromDay: '2026-01-01',
    untilDay: '2026-06-30',
    ended: 'no',
  } as const;
  it('holds from its first day through its last', () => {
    expect(businessRegime(contract, '2025-12-31')).toMatchObject({ holds: false, missing: 'not-begun' });
    expect(businessRegime(contract, '2026-01-01')).toMatchObject({ holds: true });
    expect(businessRegime(contract, '2026-06-30')).toMatchObject({ holds: true });
    expect(businessRegime(contract, '2026-07-01')).toMatchObject({ holds: false, missing: 'over' });
  });
  it('is nothing without a clause on CPNI, or once the representative has left, or none at all', () => {
    expect(businessRegime({ ...contract, clause: 'silent' }, '2026-03-01')).toMatchObject({ missing: 'clause' });
    expect(businessRegime({ ...contract, representative: 'gone' }, '2026-03-01')).toMatchObject({
      missing: 'representative',
    });
    expect(businessRegime({ ...contract, ended: 'yes' }, '2026-03-01')).toMatchObject({ missing: 'over' });
    expect(businessRegime(null, '2026-03-01')).toMatchObject({ missing: 'contract' });
  });
});

describe('a notice read out for one call, 64.2008(f)(2)', () => {
  const plain = {
    earlierRefusal: 'none',
    recipients: 'self-only',
    scope: 'explained',
    refusal: 'offered',
  } as const;
  const lawful = (told: Parameters<typeof mayLeaveOut>[1]): readonly boolean[] =>
    mayLeaveOut(omissions, told).map((one) => one.lawful);
  it('may leave out each of the four things where it is of no concern', () =>
    expect(lawful(plain)).toEqual([true, true, true, true]));
  it('must say each of them where it is: by its own paragraph', () => {
    expect(lawful({ ...plain, earlierRefusal: 'stands' })).toEqual([false, true, true, true]);
    expect(lawful({ ...plain, earlierRefusal: 'unknown' })).toEqual([false, true, true, true]);
    expect(lawful({ ...plain, recipients: 'others' })).toEqual([true, false, true, true]);
    expect(lawful({ ...plain, scope: 'not-explained' })).toEqual([true, true, false, true]);
    expect(lawful({ ...plain, refusal: 'not-offered' })).toEqual([true, true, true, false]);
    expect(mayLeaveOut(omissions, plain).map(({ cite }) => cite)).toEqual([
      '47 CFR 64.2008(f)(2)(i)',
      '47 CFR 64.2008(f)(2)(ii)',
      '47 CFR 64.2008(f)(2)(iii)',
      '47 CFR 64.2008(f)(2)(iv)',
    ]);
  });
});
