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

/** Reads one source line by line and puts its drafts where `call` takes them; yields after every part of the file. */
async function* readThrough(
  { source, format, settings }: Assigned,
  to: Teller,
  call: (draft: Draft, of: SourceOfCalls) => void,
): AsyncGenerator<void> {
  const of = { id: source.id, answeredOnly: format.answeredOnly || settings.mapping.answeredOnly };
  const sink: Sink = {
    call: (draft) => call(draft, of),
    aside: () => {
      to.tally.aside += 1;
    },
    bad: (row, why) => to.bad(of, row, why),
  };
  const reader = format.open(settings, sink);
  for await (const { texts, first, end } of source.lines()) {
    for (let at = 0; at < texts.length; at += 1) {
      const text = texts[at];
      if (text === null || text === undefined) sink.bad(first + at, 'the line is too long to be read');
      else reader.take(text, first + at, end);
    }
    yield;
  }
  reader.close();
  yield;
}

const tellEach = async (sources: readonly Assigned[], to: Teller): Promise<void> => {
  for (const one of sources) for await (const _ of readThrough(one, to, to.call)) await to.flush();
};

async function* foundIn(one: Assigned, to: Teller): Rows<Found> {
  let found: Found[] = [];
  for await (const _ of readThrough(one, to, (draft, of) => void found.push({ draft, of }))) {
    if (found.length > 0) yield found;
    found = [];
  }
}

/** When a row was written: the last instant it tells. */
const writtenAt = ({ draft: { end, answer, ring, start } }: Found): number =>
  end ?? answer ?? ring ?? start ?? Number.NEGATIVE_INFINITY;

/** Tells the call that rows make together, or of each why they make none. */
const tellJoined = (family: Family, to: Teller) => (rows: readonly Draft[], of: readonly SourceOfCalls[]) => {
  const joined = family.join(rows);
  for (const [at, row] of rows.entries()) {
    const source = of[at];
    if (source === undefined) continue;
    if (typeof joined === 'string') to.bad(source, row.row, joined);
    else if (at === 0) to.call(joined, of[rows.findIndex(({ row }) => row === joined.row)] ?? source);
    else to.tally.joined += 1;
  }
};

const joinAll = async (family: Family, sources: readonly Assigned[], to: Teller): Promise<void> => {
  const tell = tellJoined(family, to);
  const calls = joiner(family, tell);
  const files = sources.map((one) => foundIn(one, to));
  for await (const found of byTime(files, writtenAt)) {
    for (const row of found) {
      const { draft, of } = row;
      if (draft.call_key === null) tell([draft], [of]);
      else calls.take(draft, of, draft.call_key, writtenAt(row));
    }
    await to.flush();
  }
  while (calls.settleSome()) await to.flush();
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
