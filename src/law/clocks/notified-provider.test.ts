// A provider that was told to cease has hours, not days, and they run through nights and weekends.
import { expect, it } from 'vitest';
import { notifiedProvider } from './notified-provider.ts';

const dayOf = (ms: number): number => Math.floor(ms / 86_400_000);
const received = Date.parse('2026-06-05T14:00:00Z');

it.each([
  ['mitigate', '2026-06-07T14:00:00.000Z', '48 hours after it'],
  ['measures', '2026-06-19T14:00:00.000Z', '14 days after it'],
] as const)('It must %s by %s, %s came on a Friday', (duty, due, why) => {
  const answer = notifiedProvider(duty, received, { dayOf });
  expect(new Date(answer.due).toISOString()).toBe(due);
  expect(answer.cite).toBe('47 CFR 64.1200(k)(4)');
  expect(answer.steps.map((step) => [step.day, step.counted])).toEqual([
    [dayOf(received), false],
    [dayOf(answer.due), true],
  ]);
  expect(answer.steps.at(-1)?.why).toBe(why);
});
