import type { Moments } from './moment.ts';

/**
 * The fields of one row by name. What cannot be read is told once, by `wrong`, so that a format reads on without asking after
 * each field.
 */
export type View = {
  /** Whether rows have such a field at all. */
  has(name: string): boolean;
  /** The field's text, null when it is absent or empty. */
  text(name: string): string | null;
  /** The first of several fields that is there. */
  first(names: readonly string[]): string | null;
  /** A whole number without sign; null when absent. */
  whole(name: string): number | null;
  /** An instant; `near` as in `Moments.read`. */
  moment(name: string, near: number | null): number | null;
  /** The first thing that could not be read. */
  wrong(): string | null;
  fail(why: string): null;
};

/** A view of what `get` gives for a name; `clear` makes it ready for the next row. */
export const viewOf = (get: (name: string) => string | undefined, moments: Moments): View & { clear(): void } => {
  let problem: string | null = null;
  const fail = (why: string): null => {
    problem ??= why;
    return null;
  };
  const text = (name: string): string | null => {
    const value = get(name);
    return value === undefined || value === '' || value === '\\N' || value === 'NULL' ? null : value;
  };
  return {
    has: (name) => get(name) !== undefined,
    text,
    first: (names) => {
      for (const name of names) {
        const value = text(name);
        if (value !== null) return value;
      }
      return null;
    },
    whole: (name) => {
      const value = text(name);
      if (value === null) return null;
      return /^\s*\d{1,15}(?:\.0*)?\s*$/.test(value)
        ? Number(value)
        : fail(`${name} '${value.slice(0, 20)}' is no whole number`);
    },
    moment: (name, near) => {
      const value = text(name);
      if (value === null) return null;
      const at = moments.read(value, near);
      return typeof at === 'string' ? fail(`${name}: ${at}`) : at;
    },
    wrong: () => problem,
    fail,
    clear: () => {
      problem = null;
    },
  };
};
