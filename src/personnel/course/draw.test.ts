import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw, drawn, scoreOf } from './draw.ts';
import { questions } from './questions.ts';

const right = new Map(questions.map((question) => [question.id, question.right]));

describe('The test of the course', () => {
  it('asks twelve different questions of twenty, the same for the same seed, with the right answer among the options', () => {
    expect(questions.length).toBe(20);
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const asked = draw(seed);
        expect(new Set(asked.map(({ id }) => id)).size).toBe(drawn);
        expect(draw(seed)).toEqual(asked);
        for (const { id, options } of asked) expect(options).toContain(right.get(id));
      }),
    );
  });

  it('never tells by position which answer is right', () => {
    const places = new Set<number>();
    for (let n = 0; n < 50; n += 1)
      for (const { id, options } of draw(`seed ${n}`)) places.add(options.indexOf(right.get(id) ?? ''));
    expect([...places].sort()).toEqual([0, 1, 2]);
  });

  it('passes with ten of twelve and not with nine', () => {
    const answered = (n: number) =>
      new Map(draw('a seed').map(({ id }, index) => [id, index < n ? (right.get(id) ?? '') : 'no idea']));
    expect(scoreOf('a seed', answered(12))).toBe(100);
    expect(scoreOf('a seed', answered(10))).toBe(83);
    expect(scoreOf('a seed', answered(9))).toBe(75);
    expect(scoreOf('a seed', new Map())).toBe(0);
  });
});
