import type { FetchCertificate, FetchedCertificate } from './certificate-fetch.ts';

/** How often a place that fails is asked again. */
export type Sparing = {
  /** How long a failure of an address stands for all who ask it, in milliseconds. */
  readonly failureStandsMs: number;
  /** After so many failures in a row of its own a host is left alone … */
  readonly failuresOfHost: number;
  /** … for so long, in milliseconds. Then one request tries it. */
  readonly hostRestsMs: number;
  /** How many addresses and hosts are remembered: strangers choose them. */
  readonly most: number;
  /** How many requests are under way at a time. */
  readonly mostInFlight: number;
};

/** A fetch at a moment in milliseconds. */
export type FetchSparingly = (url: string, at: number) => Promise<FetchedCertificate>;

/** Short enough that a signer's repository is back within a minute, long enough that its failure costs one wait and not one a call. */
export const usualSparing: Sparing = {
  failureStandsMs: 30_000,
  failuresOfHost: 5,
  hostRestsMs: 60_000,
  most: 5000,
  mostInFlight: 256,
};

const tooMuch = (why: string): FetchedCertificate => ({ outcome: 'failed', why, fault: 'host' });

type Failures = { count: number; restsUntil: number };

const remember = <T>(map: Map<string, T>, key: string, value: T, most: number): void => {
  map.delete(key);
  map.set(key, value);
  const oldest = map.size > most ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
};

/** Puts manners before a fetch: one in flight an address, failures remembered, a failing host left alone for a while. */
export const fetchSparingly = (fetch: FetchCertificate, sparing: Sparing): FetchSparingly => {
  const inFlight = new Map<string, Promise<FetchedCertificate>>();
  const failedUrls = new Map<string, { until: number; fetched: FetchedCertificate }>();
  const hosts = new Map<string, Failures>();

  const settle = (url: string, host: string, at: number, fetched: FetchedCertificate): FetchedCertificate => {
    inFlight.delete(url);
    if (fetched.outcome === 'fetched') {
      failedUrls.delete(url);
      hosts.delete(host);
      return fetched;
    }
    remember(failedUrls, url, { until: at + sparing.failureStandsMs, fetched }, sparing.most);
    if (fetched.fault === 'address') hosts.delete(host);
    // only a host's own failures count: with made-up addresses a stranger would close a good repository
    if (fetched.fault !== 'host') return fetched;
    const count = (hosts.get(host)?.count ?? 0) + 1;
    const restsUntil = count >= sparing.failuresOfHost ? at + sparing.hostRestsMs : 0;
    remember(hosts, host, { count, restsUntil }, sparing.most);
    return fetched;
  };

  const ask = (url: string, host: string, at: number): Promise<FetchedCertificate> => {
    const rest = hosts.get(host);
    // who comes first after the rest tries; the others see the host resting still until that one has its answer
    if (rest !== undefined && rest.restsUntil !== 0) rest.restsUntil = at + sparing.hostRestsMs;
    const asking = fetch(url).then((fetched) => settle(url, host, at, fetched));
    inFlight.set(url, asking);
    return asking;
  };

  return (url, at) => {
    const running = inFlight.get(url);
    if (running !== undefined) return running;
    const failed = failedUrls.get(url);
    if (failed !== undefined && at < failed.until) return Promise.resolve(failed.fetched);
    const host = URL.canParse(url) ? new URL(url).host : url;
    if (at < (hosts.get(host)?.restsUntil ?? 0))
      return Promise.resolve(tooMuch(`${host} failed several times and is left alone for a while.`));
    if (inFlight.size >= sparing.mostInFlight)
      return Promise.resolve(tooMuch('Too many certificates are being fetched already.'));
    return ask(url, host, at);
  };
};
