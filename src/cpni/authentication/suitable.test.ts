import { describe, expect, it } from 'vitest';
import { newOneTimeCode, tidyOneTimeCode } from './code.ts';
import { originKey } from './origin.ts';
import { keyedFault, secretFault } from './suitable.ts';

const rosa = {
  account: 'OL-00417',
  name: 'Rosa Nguyen',
  login: 'rosa.nguyen@example.org',
  numbers: ['+15155550111'],
  contacts: ['rnguyen@example.org', '12 elm street des moines ia 50309'],
};

describe('A password', () => {
  it('of several words of the customer’s own is taken', () => {
    for (const secret of ['seven quiet lanterns', 'Tr0ub4dor&3-xk', 'siete faroles callados'])
      expect([secret, secretFault(secret, rosa)]).toEqual([secret, null]);
  });

  it('that holds his name, number, account, login or address is known data', () => {
    for (const secret of [
      'my Rosa rocks',
      'nguyen4ever!',
      'call 555-0111 now',
      'OL00417-secret',
      'RNGUYEN abc xyz',
      '12 Elm Street, Des Moines IA 50309',
    ])
      expect([secret, secretFault(secret, rosa)]).toEqual([secret, 'known-data']);
  });

  it('that everybody tries first is too simple', () => {
    for (const secret of [
      'aaaaaaaaaaaa',
      '1234567890',
      'abcdefghijkl',
      'qwertyuiop',
      'Password123',
      'contraseña1',
      '----------',
    ])
      expect([secret, secretFault(secret, rosa)]).toEqual([secret, 'too-simple']);
  });

  it('keyed in on the telephone is no row, no pattern and no stretch of a number', () => {
    for (const digits of ['482915', '7204938']) expect([digits, keyedFault(digits, rosa)]).toEqual([digits, null]);
    for (const digits of ['123456', '987654', '111111', '121212', '123123'])
      expect([digits, keyedFault(digits, rosa)]).toEqual([digits, 'too-simple']);
    for (const digits of ['5550111', '515555', '0041799'])
      expect([digits, keyedFault(digits, rosa)]).toEqual([digits, 'known-data']);
  });
});

describe('A one-time code', () => {
  it('has two groups of four letters without I, L, O and U, and is read however it is typed', () => {
    for (let n = 0; n < 200; n += 1) {
      const code = newOneTimeCode();
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(tidyOneTimeCode(` ${code.toLowerCase().replace('-', ' ')} `)).toBe(code);
    }
    expect(tidyOneTimeCode('oil1-0000')).toBe('0111-0000');
  });
});

describe('An origin', () => {
  it('is a number in one form, an address, or the half of an IPv6 address that one customer holds', () => {
    expect(originKey('(515) 555-0111')).toBe('+15155550111');
    expect(originKey(' 192.0.2.25 ')).toBe('192.0.2.25');
    expect(originKey('::ffff:192.0.2.25')).toBe('192.0.2.25');
    expect(originKey('2001:db8:0:1:ffff::1')).toBe('2001:db8:0:1::/64');
    expect(originKey('2001:0DB8::0001:aaaa:bbbb:cccc:dddd')).toBe('2001:db8:0:1::/64');
    expect(originKey('::1')).toBe('0:0:0:0::/64');
    for (const none of ['', 'anonymous', '300.1.1.1', '2001:db8'])
      expect([none, originKey(none)]).toEqual([none, null]);
  });
});
