const hour = 3_600_000;
const shortest = 24 * hour;
const longest = 7 * 24 * hour;

type CacheHeaders = { readonly cacheControl: string | null; readonly expires: string | null };

/**
 * How long a fetched certificate may be used without asking again, in milliseconds: as its headers say (RFC 9111), at least 24 hours (ATIS-1000074), also where they say
 * nothing or forbid it; a week at most, so that what its owner took down does not live here for ever.
 */
export const freshForMs = ({ cacheControl, expires }: CacheHeaders, at: number): number => {
  const [, seconds] = /(?:^|[,\s])max-age\s*=\s*"?(\d{1,10})/i.exec(cacheControl ?? '') ?? [];
  const until = Date.parse(expires ?? '');
  const said = seconds !== undefined ? Number(seconds) * 1000 : Number.isNaN(until) ? 0 : until - at;
  return Math.min(Math.max(said, shortest), longest);
};
