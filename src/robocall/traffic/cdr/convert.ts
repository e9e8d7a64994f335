import type { Draft } from './draft.ts';
import type { SourceOfCalls } from './finish.ts';
import type { Family, Format, Settings, Sink } from './format.ts';
import { joiner } from './join.ts';
import { byTime, type Rows } from './merge.ts';
import type { Source } from './source.ts';
import type { Tally } from './tally.ts';
import { type Teller, type Told, teller } from './tell.ts';

/** A source with the format it is read in. */
export type Assigned = { readonly source: Source; readonly format: Format; readonly settings: Settings };

type Found = { readonly draft: Draft; readonly of: SourceOfCalls };

/** The drafts of one source, many at a time; what is no call is told on the way. */
async function* draftsOf({ source, format, settings }: Assigned, to: Teller): Rows<Found> {
  const of = { id: source.id, answeredOnly: format.answeredOnly || settings.mapping.answeredOnly };
  let found: Found[] = [];
  const sink: Sink = {
    call: (draft) => void found.push({ draft, of }),
    aside: () => {
      to.tally.aside += 1;
    },
    bad: (row, why) => to.bad(of, row, why),
  };
  const reader = format.open(settings, sink);
  for await (const lines of source.lines()) {
    for (const { text, number, end } of lines) {
      if (text === null) sink.bad(number, 'the line is too long to be read');
      else reader.take(text, number, end);
    }
    if (found.length > 0) yield found;
    found = [];
  }
  reader.close();
  if (found.length > 0) yield found;
}

/** When a row was written: the last instant it tells. */
const writtenAt = ({ draft: { end, answer, ring, start } }: Found): number =>
  end ?? answer ?? ring ?? start ?? Number.NEGATIVE_INFINITY;

const tellEach = async (sources: readonly Assigned[], to: Teller): Promise<void> => {
  for (const one of sources)
    for await (const found of draftsOf(one, to)) {
      for (const { draft, of } of found) to.call(draft, of);
      await to.flush();
    }
};

/** Tells the call that rows make together, or of each why they make none. */
const tellJoined = (family: Family, to: Teller) => (rows: readonly Found[]) => {
  const joined = family.join(rows.map(({ draft }) => draft));
  const of = rows[0]?.of;
  if (typeof joined === 'string') for (const row of rows) to.bad(row.of, row.draft.row, joined);
  else if (of !== undefined) {
    to.tally.joined += rows.length - 1;
    to.call(joined, rows.find(({ draft }) => draft.row === joined.row)?.of ?? of);
  }
};

const joinAll = async (family: Family, sources: readonly Assigned[], to: Teller): Promise<void> => {
  const isWhole = (rows: readonly Found[]): boolean => family.state(rows.map(({ draft }) => draft)) === 'complete';
  const tell = tellJoined(family, to);
  const calls = joiner<Found>(isWhole, tell);
  const files = sources.map((one) => draftsOf(one, to));
  for await (const found of byTime(files, writtenAt)) {
    for (const row of found) {
      if (row.draft.call_key === null) tell([row]);
      else calls.take(row, row.draft.call_key, writtenAt(row));
    }
    await to.flush();
  }
  calls.close();
  await to.flush();
};

/** Sources whose rows belong together, in the order the first of each was named. */
const groupsOf = (assigned: readonly Assigned[]): Iterable<readonly Assigned[]> => {
  const groups = new Map<string, Assigned[]>();
  for (const one of assigned) {
    const name = one.format.family?.name ?? one.format.name;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return groups.values();
};

/** Converts sources in turn, those of one family together by call, and counts what became of their rows. */
export const convert = async (assigned: readonly Assigned[], told: Told): Promise<Tally> => {
  const to = teller(told);
  for (const group of groupsOf(assigned)) {
    const family = group[0]?.format.family ?? null;
    await (family === null ? tellEach(group, to) : joinAll(family, group, to));
  }
  return to.tally;
};
