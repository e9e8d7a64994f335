import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from './canonical.ts';
import { isSurelyCanonical } from './canonical-bytes.ts';
import { sampleBody } from './verify-sample.ts';

const surely = (bytes: Uint8Array): boolean => isSurelyCanonical(bytes, 0, bytes.length);

/** The long way to the same answer: parse, write again, compare bytes. */
const isCanonical = (bytes: Buffer): boolean => {
  try {
    return Buffer.from(canonical(JSON.parse(bytes.toString('utf8')))).equals(bytes);
  } catch {
    return false;
  }
};

const json = fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }));

describe('The quick look at bytes', () => {
  it('is sure of every entry as we write them', () => {
    for (let n = 0; n < 200; n += 1) expect(surely(Buffer.from(sampleBody(n)))).toBe(true);
  });

  it('is never sure of what parsing and writing again would change', () => {
    fc.assert(
      fc.property(
        json,
        fc.nat(),
        fc.nat({ max: 255 }),
        fc.constantFrom('set', 'insert', 'delete'),
        (value, at, byte, how) => {
          const whole = Buffer.from(canonical(value));
          const place = at % whole.length;
          const middle = how === 'delete' ? [] : [byte];
          const after = how === 'insert' ? place : place + 1;
          const changed = Buffer.concat([whole.subarray(0, place), Buffer.from(middle), whole.subarray(after)]);
          if (surely(changed)) expect(isCanonical(changed)).toBe(true);
          if (surely(whole)) expect(isCanonical(whole)).toBe(true);
        },
      ),
      { numRuns: 4000 },
    );
  });

  it('is never sure of an entry in which one byte became another, unless that is canonical too', () => {
    const whole = Buffer.from(sampleBody(0));
    for (let at = 0; at < whole.length; at += 1) {
      for (let byte = 0; byte < 256; byte += 1) {
        const changed = Buffer.from(whole);
        changed[at] = byte;
        if (surely(changed)) expect(isCanonical(changed)).toBe(true);
      }
    }
  });

  it.each([
    '{"b":1,"a":2}',
    '{"a":1,"a":2}',
    '{"a":1,"a":1}',
    '{"ab":1,"a":2}',
    '{ "a":1}',
    '{"a": 1}',
    '{"a":1} ',
    '{"a":1}}',
    '{"a":-0}',
    '{"a":01}',
    '{"a":1.0}',
    '{"a":1e2}',
    '{"a":+1}',
    '{"a":-}',
    '{"a":"\\/"}',
    '{"a":"\\u0041"}',
    '{"a":"\t"}',
    '{"a":tru}',
    '{"a":1,}',
    '{"a":[1,]}',
    '{"a"}',
    '{"a":1',
    '[1]',
    '',
  ])('is not sure of %s', (text) => {
    expect(surely(Buffer.from(text))).toBe(false);
  });

  it('is not sure of bytes that are not UTF-8, overlong forms and surrogates among them', () => {
    for (const bad of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x82]]) {
      expect(surely(Buffer.concat([Buffer.from('{"a":"'), Buffer.from(bad), Buffer.from('"}')]))).toBe(false);
    }
  });
});
