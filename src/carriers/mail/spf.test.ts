import { describe, expect, test } from 'vitest';
import { type Directory, spfOf } from './spf.ts';

type Records = Readonly<Record<string, readonly string[]>>;

const directory = (text: Records, addresses: Records, exchanges: Records): Directory => ({
  lookUpText: async (name) => text[name] ?? [],
  lookUpAddresses: async (name) => addresses[name] ?? [],
  lookUpExchanges: async (name) => exchanges[name] ?? [],
});
const ask = (record: string, ip: string, others: Records = {}) =>
  spfOf(directory({ ...others, 'a.example': [record] }, {}, {}), 'a.example', ip);

describe('SPF', () => {
  test('names addresses by network, at both ends of it, IPv4 and IPv6', async () => {
    const four = 'v=spf1 ip4:192.0.2.0/28 -all';
    for (const [ip, said] of [
      ['192.0.2.0', 'names-it'],
      ['192.0.2.15', 'names-it'],
      ['192.0.2.16', 'does-not'],
      ['2001:db8::1', 'does-not'],
    ] as const)
      expect(await ask(four, ip)).toBe(said);
    const six = 'v=spf1 ip6:2001:db8:1::/48 ip6:2001:db8:2::7 ~all';
    for (const [ip, said] of [
      ['2001:db8:1::', 'names-it'],
      ['2001:db8:1:ffff:ffff:ffff:ffff:ffff', 'names-it'],
      ['2001:db8:2::', 'does-not'],
      ['2001:0db8:0002:0::7', 'names-it'],
      ['192.0.2.1', 'does-not'],
    ] as const)
      expect(await ask(six, ip)).toBe(said);
  });

  test('lets the first mechanism that fits decide, and a record without one for the address does not name it', async () => {
    expect(await ask('v=spf1 -ip4:192.0.2.7 ip4:192.0.2.0/24 -all', '192.0.2.7')).toBe('does-not');
    expect(await ask('v=spf1 -ip4:192.0.2.7 ip4:192.0.2.0/24 -all', '192.0.2.8')).toBe('names-it');
    expect(await ask('v=spf1', '192.0.2.7')).toBe('does-not');
    expect(await ask('google-site-verification=1', '192.0.2.7')).toBe('no-record');
  });

  test('follows the hosts of a domain and those that take its mail', async () => {
    const look = directory(
      { 'a.example': ['v=spf1 a:out.a.example mx/30 -all'] },
      { 'out.a.example': ['192.0.2.1', '2001:db8::1'], 'mx.a.example': ['198.51.100.4'] },
      { 'a.example': ['mx.a.example'] },
    );
    expect(await spfOf(look, 'a.example', '2001:db8::1')).toBe('names-it');
    expect(await spfOf(look, 'a.example', '198.51.100.7')).toBe('names-it');
    expect(await spfOf(look, 'a.example', '198.51.100.8')).toBe('does-not');
  });

  test('of two records is a permerror, and so is one that is included or redirected to', async () => {
    const two = { 'b.example': ['v=spf1 ip4:192.0.2.1 -all', 'v=spf1 -all'] };
    const broken = { wrong: 'b.example has 2 SPF records, and may have one' };
    expect(await ask('v=spf1 include:b.example -all', '192.0.2.1', two)).toEqual(broken);
    expect(await ask('v=spf1 redirect=b.example', '192.0.2.1', two)).toEqual(broken);
    expect(await ask('v=spf1 include:none.example -all', '192.0.2.1')).toMatchObject({
      wrong: expect.stringContaining('no SPF'),
    });
  });

  test('may take ten look-ups and not eleven, by include and by redirect, and never goes round for ever', async () => {
    const chain = (length: number): Records =>
      Object.fromEntries(
        Array.from({ length }, (_, n) => [
          `s${n}.example`,
          [n === length - 1 ? 'v=spf1 ip4:192.0.2.1 -all' : `v=spf1 include:s${n + 1}.example -all`],
        ]),
      );
    expect(await ask('v=spf1 include:s0.example -all', '192.0.2.1', chain(10))).toBe('names-it');
    const tooMany = { wrong: 'it takes more than ten look-ups' };
    expect(await ask('v=spf1 include:s0.example -all', '192.0.2.1', chain(11))).toEqual(tooMany);
    expect(await ask('v=spf1 include:a.example -all', '192.0.2.1')).toEqual(tooMany);
    expect(await ask('v=spf1 redirect=a.example', '192.0.2.1')).toEqual(tooMany);
  });

  test('with a word that is none, or a network that is none, is a permerror', async () => {
    expect(await ask('v=spf1 ipv4:192.0.2.1 -all', '192.0.2.1')).toEqual({ wrong: "'ipv4:192.0.2.1' is no mechanism" });
    expect(await ask('v=spf1 ip4:192.0.2.1/33 -all', '192.0.2.1')).toMatchObject({
      wrong: expect.stringContaining('no network'),
    });
  });
});
