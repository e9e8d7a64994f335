import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, deepestNesting } from './canonical.ts';

const json = fc.jsonValue({ maxDepth: 5, stringUnit: 'binary' });

const nested = (levels: number): unknown => {
  let value: unknown = 'innermost';
  for (let i = 0; i < levels; i += 1) value = { deeper: value };
  return value;
};

describe('Canonical JSON is RFC 8785', () => {
  it('and equals the reference library for any JSON value', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonical(value)).toBe(canonicalize(value));
      }),
      { numRuns: 1000 },
    );
  });

  it('sorts names by UTF-16 code units, as the example of section 3.2.3 shows', () => {
    const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonical(names)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });

  it('writes numbers as section 3.2.2.3 shows', () => {
    const numbers = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0, 1e21, 999999999999999900000];
    expect(canonical(numbers)).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21,999999999999999900000]');
  });

  it('escapes what must be escaped and nothing else', () => {
    expect(canonical('€$\u000f\nA\'B"\\\\"/\u007f\u2028')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f\u2028"');
  });

  it('gives the same text whatever the order in which fields were set', () => {
    expect(canonical({ b: 1, a: { d: 2, c: [3] } })).toBe(canonical({ a: { c: [3], d: 2 }, b: 1 }));
  });
});

describe('What JSON cannot hold is refused with its path', () => {
  it.each([
    [{ facts: { rate: Number.NaN } }, '$.facts.rate is NaN.'],
    [{ facts: [1, Number.POSITIVE_INFINITY] }, '$.facts[1] is Infinity.'],
    [{ facts: { a: 1, b: undefined } }, '$.facts.b is undefined.'],
    [[[undefined]], '$[0][0] is undefined.'],
    [{ name: 'half \ud83d of a smile' }, '$.name holds a lone surrogate.'],
    [{ '\udc00': 1 }, '$ has a name with a lone surrogate: "\\udc00".'],
    [{ size: 10n }, '$.size is a bigint.'],
    [{ when: new Date(0) }, '$.when is no plain object but a Date.'],
    [{ seen: new Map() }, '$.seen is no plain object but a Map.'],
    [{ call: () => 1 }, '$.call is a function.'],
    [undefined, '$ is undefined.'],
  ])('case %#', (value, message) => {
    expect(() => canonical(value)).toThrow(message);
  });

  it('so is nesting without end', () => {
    expect(canonical(nested(deepestNesting))).toContain('innermost');
    expect(() => canonical(nested(deepestNesting + 1))).toThrow('lies deeper than 100 levels');
    const circle: { self: unknown } = { self: null };
    circle.self = circle;
    expect(() => canonical(circle)).toThrow('lies deeper than 100 levels');
  });
});
