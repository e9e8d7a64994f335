import { DAY, dateOfDay } from '../../../kernel/time.ts';
import type { CanonicalCall } from '../canonical.ts';
import type { FinishedCall } from './finish.ts';
import type { Told } from './tell.ts';

const two = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

let lastDay = Number.NaN;
let lastDate = '';

/** RFC 3339 UTC with milliseconds: rows of one file share their day. */
const written = (ms: number): string => {
  const day = Math.floor(ms / DAY);
  if (day !== lastDay) {
    lastDate = dateOfDay(day);
    lastDay = day;
  }
  const clock = ms - day * DAY;
  const second = Math.floor(clock / 1000);
  const minute = Math.floor(second / 60);
  const fraction = String(1000 + (clock % 1000)).slice(1);
  return `${lastDate}T${two[Math.floor(minute / 60)]}:${two[minute % 60]}:${two[second % 60]}.${fraction}Z`;
};

const orNull = (ms: number | null): string | null => (ms === null ? null : written(ms));

const inWords = (call: FinishedCall): CanonicalCall => ({
  ...call,
  start: written(call.start),
  ring: orNull(call.ring),
  answer: orNull(call.answer),
  end: orNull(call.end),
});

/** Lines written at once: longer texts leave the heap's young part, and cost twice. */
const together = 100;

/** Takes calls in the interchange form, a JSON object a line; `write` resolves when more may come. */
export const interchange = (write: (lines: string) => Promise<void>): Pick<Told, 'call' | 'flush'> => {
  let lines: string[] = [];
  return {
    call: (call) => void lines.push(JSON.stringify(inWords(call))),
    flush: async () => {
      const all = lines;
      lines = [];
      for (let from = 0; from < all.length; from += together)
        await write(`${all.slice(from, from + together).join('\n')}\n`);
    },
  };
};
