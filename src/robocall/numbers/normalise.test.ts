import { describe, expect, test } from 'vitest';
import { isEmergency, isPossible, toNumber } from './normalise.ts';

describe('a telephone number', () => {
  test.each([
    ['+15155550101', 15_155_550_101],
    ['15155550101', 15_155_550_101],
    ['5155550101', 15_155_550_101],
    ['(515) 555-0101', 15_155_550_101],
    ['+1 515.555.0101', 15_155_550_101],
    ['011 1 515 555 0101', 15_155_550_101],
    ['+442071838750', 442_071_838_750],
    ['011442071838750', 442_071_838_750],
    ['+999999999999999', 999_999_999_999_999],
    // forged as it may be: read, and told to be impossible
    ['0005550101', 10_005_550_101],
  ])('%s is read as %i', (text, number) => {
    expect(toNumber(text)).toBe(number);
  });

  test.each([
    '',
    '+',
    'anonymous',
    '5550101',
    '442071838750',
    '+1515555010',
    '+151555501010',
    '25155550101',
    '+0442071838750',
    '+9999999999999999',
    '+123456',
    '+44 20 7183 ext 8750',
    '１５１５５５５０１０１',
    '515-555-0101; drop',
  ])('%s is none', (text) => {
    expect(toNumber(text)).toBeNull();
  });
});

test.each([
  [15_155_550_101, true],
  [442_071_838_750, true],
  [18_005_550_199, true],
  [10_555_550_101, false],
  [11_155_550_101, false],
  [15_150_550_101, false],
  [15_151_550_101, false],
  [19_115_550_101, false],
  [15_159_110_101, false],
  [15_905_550_101, false],
  [13_705_550_101, false],
  [19_605_550_101, false],
])('%i can exist: %s', (number, possible) => {
  expect(isPossible(number)).toBe(possible);
});

describe('an emergency number', () => {
  test.each([
    '911',
    '+911',
    '1911',
    '+1911',
    '9-1-1',
    '933',
    '+933',
    '1933',
    '988',
    '+1988',
    'urn:service:sos',
    'urn:service:sos.fire',
  ])('%s is carried before everything', (text) => {
    expect(isEmergency(text)).toBe(true);
  });
  test.each(['91', '9111', '411', '988988', '+19115550101', '5155550911', 'urn:service:sosa', '', '112911'])(
    '%s is no emergency by its digits',
    (text) => {
      expect(isEmergency(text)).toBe(false);
    },
  );
});
