import type { Called, Shown } from './profile.ts';
import type { Random } from './random.ts';

const areas = [
  201, 202, 205, 206, 212, 213, 214, 215, 216, 224, 240, 248, 254, 281, 303, 305, 310, 312, 313, 319, 321, 323, 347,
  352, 360, 402, 404, 405, 407, 408, 412, 414, 415, 423, 425, 432, 469, 480, 503, 504, 512, 515, 602, 612, 615, 617,
  619, 702, 703, 713, 718, 720, 727, 770, 773, 801, 804, 813, 816, 817, 818, 832, 847, 858, 904, 909, 916, 917, 919,
  925, 949, 954, 972,
];

/** An exchange, NPA-NXX as a number of six digits. */
const exchange = (chance: Random): number => {
  for (;;) {
    const code = chance.whole(220, 989);
    if (code % 100 !== 11 && code !== 555) return chance.pick(areas) * 1000 + code;
  }
};

const inExchange = (chance: Random, code: number): number => 10_000_000_000 + code * 10_000 + chance.whole(0, 9999);

const anyNumber = (chance: Random): number => inExchange(chance, exchange(chance));

const several = (count: number, chance: Random): number[] => Array.from({ length: count }, () => anyNumber(chance));

const owned = (numbers: number, exchanges: number, chance: Random): number[] => {
  const codes = Array.from({ length: exchanges }, () => exchange(chance));
  return Array.from({ length: numbers }, (_, n) => inExchange(chance, codes[n % exchanges] ?? 0));
};

/** Numbers that a stream shows: `own` are the account's; the caller of a called number is told by `show`. */
export type Showing = { readonly own: readonly number[]; show(called: number): number };

export const showing = (shown: Shown, chance: Random): Showing => {
  switch (shown.kind) {
    case 'own': {
      const own = owned(shown.numbers, shown.exchanges, chance);
      return { own, show: () => chance.pick(own) };
    }
    case 'rotating': {
      const own = owned(shown.numbers, shown.exchanges, chance);
      let turn = 0;
      return {
        own,
        show: () => {
          turn += 1;
          return own[turn % own.length] ?? 0;
        },
      };
    }
    case 'pool': {
      const pool = several(shown.numbers, chance);
      return { own: [], show: () => chance.pick(pool) };
    }
    case 'any':
      return { own: [], show: () => anyNumber(chance) };
    case 'neighbour':
      return { own: [], show: (called) => inExchange(chance, Math.floor(called / 10_000) % 1_000_000) };
  }
};

// premium and revenue-shared ranges that wangiri and stolen switches call: Latvia, Somalia, Cuba, Sierra Leone
const abroad = [371_900, 252_900, 53_520, 232_250];

/** Whom a stream calls next. */
export const calling = (called: Called, chance: Random): (() => number) => {
  switch (called.kind) {
    case 'list': {
      const before: number[] = [];
      return () => {
        const number = before.length > 20 && chance.next() < called.repeats ? chance.pick(before) : anyNumber(chance);
        if (before.length < 3000) before.push(number);
        return number;
      };
    }
    case 'customers': {
      const people = several(called.people, chance);
      return () => chance.pick(people);
    }
    case 'one': {
      const target = anyNumber(chance);
      return () => target;
    }
    case 'sequential': {
      let last = anyNumber(chance);
      return () => {
        last = chance.next() < 0.004 || last % 10_000 > 9990 ? anyNumber(chance) : last + chance.whole(1, 3);
        return last;
      };
    }
    case 'abroad':
      return () => chance.pick(abroad) * 1_000_000 + chance.whole(0, 999_999);
  }
};
