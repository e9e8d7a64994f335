import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask, covers, emailConsent, lineWith, no, notice, yes } from './decide-tool.example.ts';
import { factsFromJson } from './facts-from-json.ts';
import { isFields } from './facts-from-json-fields.ts';
import { factsFromText } from './facts-from-json-text.ts';

const plainly = (text: string): unknown => {
  try {
    const fields: unknown = JSON.parse(text);
    return isFields(fields) ? factsFromJson(fields) : null;
  } catch {
    return null;
  }
};

const at = '2026-11-21T09:00:00.25Z';
const events = [
  { type: 'email-consent-withdrawn', at },
  emailConsent,
  notice,
  { ...notice, id: 'n2', approval: 'opt-in', method: 'oral', waitDays: null, covers: covers({ cpni: [] }) },
  { type: 'bounced', at, notice: 'n1' },
  yes,
  { ...yes, method: 'oral', proof: 'recording' },
  { ...yes, method: 'oral', proof: true },
  { ...yes, proof: false },
  { ...yes, proof: '' },
  no,
  { ...no, covers: covers({ recipients: ['agent', 'self'] }) },
  { type: 'one-time', at, callId: 'k', covers: covers({}) },
  { type: 'call-ended', at, callId: 'k' },
];
const order = { type: 'ordered', at, recipient: 'agent', to: 'A', cpni: [], method: 'portal', authenticated: true };

/** As Python's json.dumps writes it. */
const spaced = (line: object): string =>
  JSON.stringify(line, null, 1)
    .replaceAll(/\n */g, ' ')
    .replaceAll(/([[{]) /g, '$1')
    .replaceAll(/ ([\]}])/g, '$1');

describe('a line read from its text', () => {
  it('is what it is when it is parsed', () => {
    for (const line of [lineWith({}), lineWith({ events }), lineWith({ events: [] })])
      for (const text of [JSON.stringify(line), spaced(line), `${JSON.stringify(line)}\r`]) {
        expect(factsFromText(text)).not.toBeNull();
        expect(factsFromText(text)).toEqual(plainly(text));
      }
  });
  it('is left to the plain way in any other form', () => {
    const text = JSON.stringify(lineWith({ events }));
    const others = [
      JSON.stringify(lineWith({ events: [order] })),
      JSON.stringify({ ...lineWith({}), id: 'a"b' }),
      JSON.stringify(Object.fromEntries(Object.entries(lineWith({})).reverse())),
      JSON.stringify(lineWith({}), null, 2),
      ` ${text}`,
    ];
    for (const other of others) {
      expect(factsFromText(other), other).toBeNull();
      expect(plainly(other), other).not.toBeNull();
    }
  });
  it('is never more than JSON allows', () => {
    const text = JSON.stringify(lineWith({ events }));
    const wrong = [
      `${text}\u00a0`,
      `${text},`,
      text.replace('"c1"', '\u00a0"c1"'),
      text.replace('"c1"', '"c\t1"'),
      text.replace('"c1"', '"c1","x":1'),
      text.replace('"waitDays":30', '"waitDays":030'),
      text.replace('"waitDays":30', '"waitDays":'),
      text.replace('"events":[', '"events":[,'),
      text.replace(']}', ',]}'),
      text.replace('"use":{', '"use":{},"use":'),
      text.slice(0, -1),
    ];
    for (const one of wrong) expect(factsFromText(one), one).toBeNull();
  });
  it('is under any change of its letters what it is when it is parsed, or left to that', () => {
    const texts = [lineWith({ events }), lineWith({ events: [] }), lineWith({})].flatMap((line) => [
      JSON.stringify(line),
      spaced(line),
    ]);
    const parts = [...'{}[]",:\\ \t09-n', '""', 'null', '1e2', '"at":', '"use":{}', '\u00a0', '"type":"refused"'];
    let read = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom('', ...parts),
        (text, place, cut, put) => {
          const from = place % text.length;
          const changed = text.slice(0, from) + put + text.slice(from + cut);
          const facts = factsFromText(changed);
          if (facts === null) return;
          read += 1;
          expect(plainly(changed)).toEqual(facts);
        },
      ),
      { numRuns: 20_000 },
    );
    expect(read).toBeGreaterThan(100);
  });
  it('is judged by what stands in it, although carriers, uses and coverages are kept', () => {
    for (let round = 0; round < 2; round += 1) {
      expect(ask({}).allowed).toBe(true);
      expect(ask({ use: { purpose: 'sell', offer: null } }).allowed).toBe(false);
      expect(ask({ carrier: { promises: ['opt-in-only'] } }).allowed).toBe(false);
      expect(ask({ events: [emailConsent, { ...notice, covers: covers({ cpni: ['usage'] }) }] }).allowed).toBe(false);
    }
    for (let index = 0; index < 2000; index += 1) expect(ask({ use: { to: `person ${index}` } }).allowed).toBe(true);
  });
});
