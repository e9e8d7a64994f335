import { expect, test } from 'vitest';
import { nameOfAddress } from './email-addresses.ts';

test('an address keeps its name when it is linked again from an earlier day', () => {
  const link = { key: 'rosa@mail.example', untilAt: null };
  const first = { ...link, id: '019c0000-0000-7000-8000-000000000001', linkedDay: '2026-03-01', untilAt: 1 };
  const imported = { ...link, id: '019c0000-0000-7000-8000-000000000002', linkedDay: '2025-01-01' };
  expect(nameOfAddress([first], link.key)).toBe(first.id);
  // in the order of their linked days
  expect(nameOfAddress([imported, first], link.key)).toBe(first.id);
  expect(nameOfAddress([imported, first], 'ben@mail.example')).toBeNull();
});
