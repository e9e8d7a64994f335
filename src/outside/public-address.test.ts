import { describe, expect, it } from 'vitest';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

describe('An address', () => {
  it('is public where hosts of the Internet are', () => {
    for (const address of [
      '8.8.8.8',
      '172.15.0.1',
      '172.32.0.1',
      '192.167.1.1',
      '100.63.0.1',
      '223.255.255.1',
      '2606:4700::1111',
      '2a00::1',
    ])
      expect(isPublicAddress(address), address).toBe(true);
  });

  it('is not where networks are private, this machine, the link, documentation, groups or not assigned', () => {
    for (const address of [
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.1',
      '127.255.0.1',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.0.0.1',
      '192.0.2.1',
      '192.168.0.1',
      '198.18.0.1',
      '198.51.100.1',
      '203.0.113.1',
      '224.0.0.1',
      '240.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '::ffff:8.8.8.8',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::7f00:1',
      '100::1',
      'fc00::1',
      'fd00::1',
      'fe80::1',
      'fec0::1',
      'ff02::1',
      '2001::1',
      '2001:db8::1',
      '2002:7f00:1::',
      '3fff::1',
      '',
      'localhost',
      '127.1',
      '0x7f000001',
      '2130706433',
    ])
      expect(isPublicAddress(address), address).toBe(false);
  });

  it('is this machine where it is loopback', () => {
    for (const address of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])
      expect(isLoopbackAddress(address), address).toBe(true);
    for (const address of ['10.0.0.1', '8.8.8.8', '::2', 'localhost'])
      expect(isLoopbackAddress(address), address).toBe(false);
  });
});
