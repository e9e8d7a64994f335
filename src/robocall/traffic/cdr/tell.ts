import { doubleWatch } from './doubles.ts';
import type { Draft } from './draft.ts';
import { type FinishedCall, finish, type SourceOfCalls } from './finish.ts';
import { emptyTally, type Tally } from './tally.ts';

/** Where calls and quarantined rows go. */
export type Told = {
  call(call: FinishedCall): void;
  /** Writes the calls that it was given; resolves when more may come. */
  flush(): Promise<void>;
  bad(source: string, row: number, why: string): void;
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
        told.call(call);
      }
    },
    flush: () => told.flush(),
  };
};
