import { describe, expect, it } from 'vitest';
import { doubtLines, doubts } from './doubts.ts';

describe('The open doubts of law', () => {
  it('are numbered from D-1 on, each once and in order', () =>
    expect(doubts.map(({ id }) => id)).toEqual(doubts.map((_, n) => `D-${n + 1}`)));

  it('each ask something, take a default and say where it applies', () => {
    for (const { id, doubt, taken, applies } of doubts) {
      expect(doubt, id).toMatch(/\?$/);
      expect(taken, id).toMatch(/\.$/);
      expect(applies.length, id).toBeGreaterThan(0);
    }
  });

  it('are printed with question, default and place', () => {
    expect(doubtLines()).toHaveLength(doubts.length);
    expect(doubtLines()[17]).toContain('D-18');
    expect(doubtLines()[17]).toContain('08:00 the same day');
    expect(doubtLines()[17]).toContain('clock traceback-answer');
  });
});
