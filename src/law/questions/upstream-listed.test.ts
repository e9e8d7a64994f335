import { describe, expect, it } from 'vitest';
import { type UpstreamAsked, upstreamListed } from './upstream-listed.ts';
import { weighs } from './weighs.ts';

const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const partner: UpstreamAsked = {
  day: day('2026-11-26'),
  kind: 'voice-service-provider',
  listing: 'listed',
  number: 'north-american',
  emergency: 'none',
};

describe('Traffic is taken directly only from listed providers, 64.6305(g)', () => {
  it.each([
    ['voice-service-provider', '2021-09-27', '2021-09-28', '47 CFR 64.6305(g)(1)'],
    ['foreign-provider', '2021-09-27', '2021-09-28', '47 CFR 64.6305(g)(2)'],
    ['gateway', '2023-04-10', '2023-04-11', '47 CFR 64.6305(g)(3)'],
    ['non-gateway-intermediate', '2024-05-27', '2024-05-28', '47 CFR 64.6305(g)(4)'],
    ['unknown', '2021-09-27', '2021-09-28', '47 CFR 64.6305(g)(1)'],
  ] as const)('%s: absent on %s is taken, from %s on refused by %s', (kind, before, from, cite) => {
    const absent: UpstreamAsked = { ...partner, kind, listing: 'verified-absent' };
    expect(upstreamListed({ ...absent, day: day(before) })).toMatchObject({ allowed: true, basis: 'before-the-rule' });
    expect(upstreamListed({ ...absent, day: day(from) })).toMatchObject({ allowed: false, cite, missing: ['listing'] });
    expect(upstreamListed({ ...absent, day: day(from), listing: 'listed' })).toMatchObject({ allowed: true, cite });
  });
  it('listed but removed is refused, and so is one that could never be checked', () => {
    expect(upstreamListed({ ...partner, listing: 'removed' })).toMatchObject({ allowed: false, missing: ['removed'] });
    expect(upstreamListed({ ...partner, listing: 'could-not-check' })).toMatchObject({
      allowed: false,
      missing: ['check'],
    });
  });
  it('a call to 911 from a provider that is not listed passes, and one of public safety too; an unknown one does not', () => {
    const absent: UpstreamAsked = { ...partner, listing: 'verified-absent' };
    for (const emergency of ['to-911', 'of-public-safety'] as const)
      expect(upstreamListed({ ...absent, emergency })).toMatchObject({
        allowed: true,
        basis: 'emergency',
        cite: '47 CFR 64.6305(g)(5)',
      });
    expect(upstreamListed({ ...absent, emergency: 'unknown' }).allowed).toBe(false);
  });
  it('a foreign provider that is not listed may send foreign numbers only', () => {
    const foreign: UpstreamAsked = { ...partner, kind: 'foreign-provider', listing: 'verified-absent' };
    expect(upstreamListed({ ...foreign, number: 'foreign' })).toMatchObject({ allowed: true, basis: 'foreign-number' });
    for (const number of ['north-american', 'unknown'] as const)
      expect(upstreamListed({ ...foreign, number }).allowed).toBe(false);
  });
  it('asks only what `law where` knows', () => {
    const known = new Set<string>(weighs.get('upstream-listed'));
    for (const kind of ['foreign-provider', 'gateway', 'non-gateway-intermediate'] as const)
      expect(known).toContain(upstreamListed({ ...partner, kind }).cite);
    expect(known).toContain(upstreamListed({ ...partner, emergency: 'to-911' }).cite);
    expect(known).toContain(upstreamListed(partner).cite);
  });
});
