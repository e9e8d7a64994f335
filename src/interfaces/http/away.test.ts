import { expect, it } from 'vitest';
import { isAway } from '../../db/away.ts';
import { problemOf } from './answer.ts';

const failing = (code: string, more: object): Error => Object.assign(new Error('x'), { code, ...more });

it('a database that is away, starts, stops or has no room is away; what was asked wrongly is not', () => {
  for (const code of ['08006', '53100', '53300', '57P01', '57P03', '58030'])
    expect([code, isAway(failing(code, {}))]).toEqual([code, true]);
  expect(isAway(failing('ECONNREFUSED', { syscall: 'connect' }))).toBe(true);
  expect(isAway(new Error('Connection terminated unexpectedly'))).toBe(true);
  for (const code of ['23505', '42703', '22P02', '40001', 'ENOENT'])
    expect([code, isAway(failing(code, {}))]).toEqual([code, false]);
  expect(isAway(new Error('a bug'))).toBe(false);
  expect(isAway(null)).toBe(false);
});

it('a bug stays opaque', () => {
  expect(problemOf(new Error('a bug')).body).toMatchObject({ type: '/problems/bug', status: 500 });
});
