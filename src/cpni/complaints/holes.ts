/** A source as its uptime is reckoned: instants in epoch ms, `untilAt` null while it runs. */
export type Watched = {
  readonly name: string;
  readonly fromAt: number;
  readonly untilAt: number | null;
  readonly outages: readonly { readonly fromAt: number; readonly untilAt: number | null }[];
};

type Span = readonly [from: number, until: number];

const day = 86_400_000;

const clipped = (span: Span, [from, until]: Span): Span[] => {
  const cut: Span = [Math.max(span[0], from), Math.min(span[1], until)];
  return cut[0] < cut[1] ? [cut] : [];
};

const merged = (spans: readonly Span[]): Span[] => {
  const kept: Span[] = [];
  for (const [from, until] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = kept[kept.length - 1];
    if (last !== undefined && from <= last[1]) kept[kept.length - 1] = [last[0], Math.max(last[1], until)];
    else kept.push([from, until]);
  }
  return kept;
};

const without = (whole: Span, spans: readonly Span[]): Span[] => {
  const gaps: Span[] = [];
  let at = whole[0];
  for (const [from, until] of merged(spans.flatMap((span) => clipped(span, whole)))) {
    if (at < from) gaps.push([at, from]);
    at = until;
  }
  if (at < whole[1]) gaps.push([at, whole[1]]);
  return gaps;
};

const days = (spans: readonly Span[]): number =>
  Math.ceil(spans.reduce((sum, [from, until]) => sum + until - from, 0) / day);

const counted = (n: number): string => (n === 1 ? '1 day' : `${n} days`);

/** Times of the period in which a source was watched but brought nothing in. */
const downOf = (source: Watched, period: Span): Span[] => {
  const open: Span = [source.fromAt, source.untilAt ?? Number.POSITIVE_INFINITY];
  const down = source.outages.map(({ fromAt, untilAt }): Span => [fromAt, untilAt ?? Number.POSITIVE_INFINITY]);
  return merged(down.flatMap((span) => clipped(span, open)).flatMap((span) => clipped(span, period)));
};

/** What a "none" over a period does not cover: each source's outages, and times when no source was watched. Empty: no holes. */
export const holesOf = (sources: readonly Watched[], from: number, until: number): string[] => {
  const period: Span = [from, until];
  const outages = sources
    .map((source) => ({ name: source.name, down: days(downOf(source, period)) }))
    .filter(({ down }) => down > 0)
    .map(({ name, down }) => `incomplete: ${counted(down)} without ${name}`);
  const watched = sources.map((source): Span => [source.fromAt, source.untilAt ?? Number.POSITIVE_INFINITY]);
  const unwatched = days(without(period, watched));
  return unwatched === 0 ? outages : [...outages, `incomplete: ${counted(unwatched)} without any intake source`];
};
