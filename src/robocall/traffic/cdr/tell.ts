import type { CanonicalCall } from '../canonical.ts';
import type { Draft } from './draft.ts';
import { finish, type SourceOfCalls } from './finish.ts';
import { emptyTally, type Tally } from './tally.ts';

/** Where calls and quarantined rows go. */
export type Told = {
  /** Resolves when more may come. */
  calls(lines: string): Promise<void>;
  bad(source: string, row: number, why: string): void;
};

const remembered = 50_000;

/** Whether the same call was told before, word for word, among the last of them. */
const doubleWatch = (): ((call: CanonicalCall) => boolean) => {
  let recent = new Set<string>();
  let older = new Set<string>();
  return (call) => {
    const said = `${call.call_key} ${call.leg} ${call.start} ${call.answer} ${call.end} ${call.from_raw} ${call.to_raw}`;
    if (recent.has(said) || older.has(said)) return true;
    if (recent.size >= remembered) {
      older = recent;
      recent = new Set();
    }
    recent.add(said);
    return false;
  };
};

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
      else if (draft.call_key !== null && isDouble(call)) tally.doubles += 1;
      else {
        tally.calls += 1;
        if (call.answer === null) tally.unanswered += 1;
        lines.push(JSON.stringify(call));
      }
    },
    flush: async () => {
      if (lines.length === 0) return;
      const text = `${lines.join('\n')}\n`;
      lines = [];
      await told.calls(text);
    },
  };
};
