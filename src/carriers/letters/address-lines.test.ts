import { expect, test } from 'vitest';
import { addressLines } from './address-lines.ts';

test('An address in one line stands in the window as an envelope has it: name, street, town with state and code', () => {
  expect(addressLines('Rosa Nguyen', '9 Birch Lane, Apt 4, Ames, IA 50010')).toEqual([
    'Rosa Nguyen',
    '9 Birch Lane',
    'Apt 4',
    'Ames, IA 50010',
  ]);
  expect(addressLines('Rosa Nguyen', '9 Birch Lane, Ames, IA 50010-1234')?.at(-1)).toBe('Ames, IA 50010-1234');
});

test('Lines that somebody broke stay broken, and a long name goes on in the next line', () => {
  expect(addressLines('R. Nguyen', 'Casilla 7\nSan Juan, PR 00901')).toEqual([
    'R. Nguyen',
    'Casilla 7',
    'San Juan, PR 00901',
  ]);
  expect(addressLines('The Benevolent Society of Retired Telephone Operators', 'Ames')).toEqual([
    'The Benevolent Society of Retired Telephone',
    'Operators',
    'Ames',
  ]);
});

test('What does not fit the window is no address to print: seven lines, or a word wider than it', () => {
  expect(addressLines('A', '1\n2\n3\n4\n5')).toHaveLength(6);
  expect(addressLines('A', '1\n2\n3\n4\n5\n6')).toBeNull();
  expect(addressLines('A', 'x'.repeat(44))).toHaveLength(2);
  expect(addressLines('A', 'x'.repeat(45))).toBeNull();
});
