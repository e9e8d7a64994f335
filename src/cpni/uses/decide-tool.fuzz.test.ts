import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emailConsent, lineWith, no, notice, yes } from './decide-tool.example.ts';
import { answerLine } from './decide-tool.ts';

const words = [
  ...['id', 'at', 'carrier', 'kind', 'zone', 'promises', 'customer', 'subscribes', 'use', 'events', 'type', 'notice'],
  ...['__proto__', 'constructor', 'toString', 'market', 'lec', 'America/Chicago', '2026-12-21T09:00:00Z', '', 'offer'],
];
const value = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(...words, null, true, -1, 1e308, 30.5),
  fc.dictionary(fc.constantFrom(...words), fc.jsonValue()),
);

type Json = { [key: string]: unknown };
const isJson = (part: unknown): part is Json => typeof part === 'object' && part !== null;

/** Every place in a value, as the keys that lead there. */
const placesIn = (part: unknown, path: readonly string[]): readonly (readonly string[])[] =>
  isJson(part) ? Object.keys(part).flatMap((key) => [[...path, key], ...placesIn(part[key], [...path, key])]) : [];

const put = (part: unknown, [key, ...rest]: readonly string[], to: unknown): void => {
  if (!isJson(part) || key === undefined) return;
  if (rest.length === 0) part[key] = to;
  else put(part[key], rest, to);
};

const whole = lineWith({ events: [emailConsent, notice, yes, no] });
const places = placesIn(whole, []);

const checked = (text: string): void => {
  const answered = answerLine(text, 1);
  const answer = JSON.parse(answered.text);
  expect(answered.text).not.toContain('\n');
  expect(typeof answer.allowed).toBe('boolean');
  expect(answer.allowed).toBe(answer.missing.length === 0);
  if (answered.bad === 1) expect(answer.error.detail).not.toBe('');
};

it('no text crashes it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (text) => checked(text)),
    { numRuns: 2000 },
  );
});

it('no value in any place of a line crashes it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...places), value), { minLength: 1, maxLength: 3 }), (changes) => {
      const line: unknown = JSON.parse(JSON.stringify(whole));
      for (const [place, to] of changes) put(line, place, to);
      checked(JSON.stringify(line));
    }),
    { numRuns: 5000 },
  );
});

it('no depth and no length crashes it', () => {
  checked('['.repeat(1_000_000));
  checked(`{"id":${'{"a":'.repeat(100_000)}`);
  checked(
    JSON.stringify({
      ...whole,
      events: Array.from({ length: 20_000 }, (_, index) => ({ ...notice, id: `n${index}` })),
    }),
  );
  checked(JSON.stringify({ ...whole, id: 'x'.repeat(1_000_000) }));
});
