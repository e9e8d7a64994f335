import type { Draft } from './draft.ts';
import { finish, type SourceOfCalls } from './finish.ts';
import { emptyTally, type Tally } from './tally.ts';

/** Where calls and quarantined rows go. */
export type Told = {
  /** Resolves when more may come. */
  calls(lines: string): Promise<void>;
  bad(source: string, row: number, why: string): void;
};

/** Lines written at once: longer texts leave the heap's young part, and cost twice. */
const together = 100;
const remembered = 50_000;

/** Whether a call of this key and these instants was told before, among the last of them. */
const doubleWatch = (): ((key: string, instants: number) => boolean) => {
  let recent = new Map<string, number>();
  let older = new Map<string, number>();
  return (key, instants) => {
    if (recent.get(key) === instants || older.get(key) === instants) return true;
    if (recent.size >= remembered) {
      older = recent;
      recent = new Map();
    }
    recent.set(key, instants);
    return false;
  };
};

/** One number for the instants of a call and its leg: what differs in them is another call, or another leg of one. */
const instantsOf = ({ start, answer, end, leg }: Draft): number =>
  (start ?? 0) + ((answer ?? 0) % 86_400_000) * 3 + ((end ?? 0) % 86_400_000) * 7 + (leg === 'b' ? 0.5 : 0);

/** Tells calls and rows of one run and counts them. */
export type Teller = {
  readonly tally: Tally;
  call(draft: Draft, of: SourceOfCalls): void;
  bad(of: SourceOfCalls, row: number, why: string): void;
  /** Writes what was told since; resolves when more may come. */
  flush(): Promise<void>;
};

export const teller = (told: Told): Teller => {
  const tally = emptyTally();
  const isDouble = doubleWatch();
  let lines: string[] = [];
  const bad = (of: SourceOfCalls, row: number, why: string): void => {
    tally.quarantined += 1;
    told.bad(of.id, row, why);
  };
  return {
    tally,
    bad,
    call: (draft, of) => {
      const call = finish(draft, of);
      if (typeof call === 'string') bad(of, draft.row, call);
      else if (draft.call_key !== null && isDouble(draft.call_key, instantsOf(draft))) tally.doubles += 1;
      else {
        tally.calls += 1;
        if (call.answer === null) tally.unanswered += 1;
        lines.push(JSON.stringify(call));
      }
    },
    flush: async () => {
      const all = lines;
      lines = [];
      for (let from = 0; from < all.length; from += together)
        await told.calls(`${all.slice(from, from + together).join('\n')}\n`);
    },
  };
};
