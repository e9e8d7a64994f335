import { BlockList, isIP } from 'node:net';
import type { LookUpNames, LookUpText } from '../../outside/dns.ts';

/** What SPF asks a directory for. */
export type Directory = {
  readonly lookUpText: LookUpText;
  readonly lookUpAddresses: LookUpNames;
  readonly lookUpExchanges: LookUpNames;
};

/** Whether a domain's SPF lets an address send. `wrong`: the record is broken (permerror), and why. */
export type Spf = 'names-it' | 'does-not' | 'no-record' | { readonly wrong: string };

// RFC 7208 section 4.6.4; a limit on look-ups that find nothing is not modelled
const mostLookUps = 10;
type Asked = { readonly look: Directory; readonly ip: string; lookUps: number };
type Hit = boolean | { readonly wrong: string };

const asks = new Set(['include', 'a', 'mx', 'ptr', 'exists']);

const within = (ip: string, base: string, bits: string | undefined): Hit => {
  const family = isIP(base);
  const size = family === 4 ? 32 : 128;
  const length = Number(bits ?? size);
  if (family === 0 || !(length >= 0 && length <= size)) return { wrong: `'${base}' with '/${length}' is no network` };
  if (isIP(ip) !== family) return false;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  const network = new BlockList();
  network.addSubnet(base, length, kind);
  return network.check(ip, kind);
};

const anyWithin = (ip: string, bases: readonly string[], four: string | undefined, six: string | undefined): Hit =>
  bases.some((base) => within(ip, base, isIP(base) === 4 ? four : six) === true);

/** `a` and `mx`: `[:domain][/bits of IPv4][//bits of IPv6]`. */
const hostHit = async ({ look, ip }: Asked, domain: string, name: string, rest: string): Promise<Hit> => {
  const [, host = domain, four, six] = /^(?::([^/]+))?(?:\/(\d+))?(?:\/\/(\d+))?$/.exec(rest) ?? [];
  const hosts = name === 'a' ? [host] : await look.lookUpExchanges(host);
  for (const one of hosts) if (anyWithin(ip, await look.lookUpAddresses(one), four, six) === true) return true;
  return false;
};

const includeHit = async (asked: Asked, domain: string): Promise<Hit> => {
  const inner = await evaluate(asked, domain);
  if (inner === 'no-record') return { wrong: `it includes ${domain}, which has no SPF record` };
  return typeof inner === 'object' ? inner : inner === 'names-it';
};

const hitOf = async (asked: Asked, domain: string, term: string): Promise<Hit> => {
  const [, , name = '', rest = ''] = /^([-+~?]?)([a-z0-9]+)(.*)$/i.exec(term) ?? [];
  const [base = '', bits] = rest.slice(1).split('/');
  if (asks.has(name) && ++asked.lookUps > mostLookUps) return { wrong: 'it takes more than ten look-ups' };
  switch (name) {
    case 'all':
      return true;
    case 'ip4':
    case 'ip6':
      return within(asked.ip, base, bits);
    case 'a':
    case 'mx':
      return hostHit(asked, domain, name, rest);
    case 'include':
      return includeHit(asked, rest.slice(1));
    // who would depend on these is not told that he is named
    case 'ptr':
    case 'exists':
      return false;
    default:
      return { wrong: `'${term}' is no mechanism` };
  }
};

const evaluate = async (asked: Asked, domain: string): Promise<Spf> => {
  const records = (await asked.look.lookUpText(domain)).filter((text) => /^v=spf1(\s|$)/i.test(text));
  const [record] = records;
  if (record === undefined) return 'no-record';
  if (records.length > 1) return { wrong: `${domain} has ${records.length} SPF records, and may have one` };
  const terms = record.trim().toLowerCase().split(/\s+/).slice(1);
  for (const term of terms.filter((one) => !/^[a-z][a-z0-9_.-]*=/.test(one))) {
    const hit = await hitOf(asked, domain, term);
    if (typeof hit === 'object') return hit;
    if (hit) return /^[-~?]/.test(term) ? 'does-not' : 'names-it';
  }
  const target = terms.find((one) => one.startsWith('redirect='))?.slice(9);
  if (target === undefined) return 'does-not';
  if (++asked.lookUps > mostLookUps) return { wrong: 'it takes more than ten look-ups' };
  const there = await evaluate(asked, target);
  return there === 'no-record' ? { wrong: `it redirects to ${target}, which has no SPF record` } : there;
};

/** Asks a domain's SPF (RFC 7208) about an address, IPv4 or IPv6: the first mechanism that fits decides. Macros fit nothing. */
export const spfOf = (look: Directory, domain: string, ip: string): Promise<Spf> =>
  evaluate({ look, ip, lookUps: 0 }, domain);
