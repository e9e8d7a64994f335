import { describe, expect, it } from 'vitest';
import { freshForMs } from './freshness.ts';

const at = Date.UTC(2026, 10, 26);
const hour = 3_600_000;
const fresh = (cacheControl: string | null, expires: string | null = null) =>
  freshForMs({ cacheControl, expires }, at) / hour;

describe('A fetched certificate stays fresh', () => {
  it('24 hours where its headers say nothing, less, or what cannot be read', () => {
    expect(fresh(null)).toBe(24);
    expect(fresh('max-age=60')).toBe(24);
    expect(fresh('no-store')).toBe(24);
    expect(fresh('garbage', 'never')).toBe(24);
    expect(fresh(null, new Date(at - hour).toUTCString())).toBe(24);
    expect(fresh('s-maxage=360000')).toBe(24);
  });

  it('as long as they say, a week at most; max-age counts before expires', () => {
    expect(fresh('public, max-age=172800')).toBe(48);
    expect(fresh('Max-Age="172800"')).toBe(48);
    expect(fresh('max-age=31536000')).toBe(168);
    expect(fresh(null, new Date(at + 30 * hour).toUTCString())).toBe(30);
    expect(fresh('max-age=172800', new Date(at + 30 * hour).toUTCString())).toBe(48);
  });
});
