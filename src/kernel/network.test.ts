import { expect, test } from 'vitest';
import { networkOf } from './network.ts';

test('an address of IPv4 is its own network, however it is written', () => {
  for (const written of ['192.0.2.25', '::ffff:192.0.2.25', '::FFFF:c000:219', '0:0:0:0:0:ffff:192.0.2.25'])
    expect([written, networkOf(written)]).toEqual([written, '192.0.2.25']);
});

test('of IPv6 the network is the half that one customer holds, however it is written', () => {
  for (const written of ['2001:db8:0:1::', '2001:0DB8::0001:aaaa:bbbb:cccc:dddd', '2001:db8:0:1:ffff::1%eth0'])
    expect([written, networkOf(written)]).toEqual([written, '2001:db8:0:1::/64']);
  expect(networkOf('2001:db8:0:1::192.0.2.1')).toBe('2001:db8:0:1::/64');
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect(networkOf('2001:db8:0:2::1')).not.toBe(networkOf('2001:db8:0:1::1'));
});

test('what is no address has none', () => {
  for (const none of ['', 'anonymous', '300.1.1.1', '::ffff:300.1.1.1', '2001:db8', '+15155550111'])
    expect([none, networkOf(none)]).toEqual([none, null]);
});
