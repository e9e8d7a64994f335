import { calling, showing } from './numbers.ts';
import type { Stream } from './profile.ts';
import type { Random } from './random.ts';

/** A stream of one account: its numbers, and its calls day by day. */
export type Source = {
  readonly own: readonly number[];
  /** Calls of a day as lines of the interchange form, with the Eastern day they fall on; `showed` is told every number shown. */
  day(
    day: number,
    factor: number,
    showed: (call: Showed) => void,
  ): Generator<{ readonly line: string; readonly on: number }>;
};

export type Showed = { readonly from: number; readonly to: number; readonly at: number };

type Of = { readonly account: string; readonly address: string; readonly stream: Stream; readonly chance: Random };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
// the Eastern clock in winter: what is generated keeps clear of the days on which clocks change
const eastern = 5 * HOUR;

type Fate = {
  readonly outcome: string;
  readonly ring: number;
  readonly talk: number;
  readonly by: string;
  readonly sip: number;
};

const fate = (outcome: string, ring: number, talk: number, by: string, sip: number): Fate => ({
  outcome,
  ring,
  talk,
  by,
  sip,
});

const answeredFate = ({ talk }: Stream, chance: Random): Fate => {
  const [, seconds, spread] = talk[chance.weighted(talk.map(([weight]) => weight))] ?? [1, 30, 1];
  const ms = Math.min(4 * HOUR, Math.max(300, Math.round(chance.lognormal(seconds, spread) * 1000)));
  return fate('answered', chance.lognormal(9, 0.5), ms, chance.next() < 0.6 ? 'callee' : 'caller', 200);
};

const busy = 0.03;

const fateOf = (stream: Stream, chance: Random): Fate => {
  const { invalid, blocked, ringOnce, answered } = stream;
  const rest = Math.max(0.02, 1 - invalid - blocked - ringOnce - busy - answered);
  const at = chance.weighted([invalid, blocked, ringOnce, busy, answered, rest]);
  switch (at) {
    case 0:
      return fate('invalid_number', chance.between(0.2, 1.5), 0, 'network', 404);
    case 1:
      return fate('blocked_analytics', chance.between(0.2, 1.5), 0, 'network', 608);
    case 2:
      return fate('cancelled', chance.between(1, 4.5), 0, 'caller', 487);
    case 3:
      return fate('busy', chance.between(1, 3), 0, 'callee', 486);
    case 4:
      return answeredFate(stream, chance);
    default:
      return chance.next() < 0.4
        ? fate('cancelled', chance.between(8, 30), 0, 'caller', 487)
        : fate('no_answer', chance.between(18, 35), 0, 'network', 480);
  }
};

/** An account's own habits stray from those of its kind. */
const ownHabits = (stream: Stream, chance: Random): Stream => {
  const stray = (value: number, spread: number, most: number): number =>
    Math.min(most, chance.lognormal(value, spread));
  return {
    ...stream,
    perDay: stray(stream.perDay, 0.35, 1e6),
    answered: stray(stream.answered, 0.12, 0.97),
    invalid: stray(stream.invalid, 0.35, 0.6),
    blocked: stray(stream.blocked, 0.6, 0.3),
    ringOnce: stray(stream.ringOnce, 0.3, 0.9),
    talk: stream.talk.map(
      ([weight, seconds, spread]) => [stray(weight, 0.15, 1), stray(seconds, 0.15, 1e5), spread] as const,
    ),
  };
};

const instant = (ms: number): string => new Date(ms).toISOString();

/** The calls of one stream of an account. */
export const sourceOf = ({ account, address, stream: kind, chance }: Of): Source => {
  const stream = ownHabits(kind, chance.named('habits'));
  const shown = showing(stream.shown, chance.named('shown'));
  const next = calling(stream.called, chance.named('called'));
  const strangers = calling({ kind: 'list', repeats: 0.3 }, chance.named('strangers'));
  let row = 0;
  const made = (day: number, showed: (call: Showed) => void) => {
    const [opens, closes] = stream.hours;
    const at = Math.floor(day * DAY + eastern + chance.between(opens, closes) * HOUR);
    const isInbound = shown.own.length > 0 && chance.next() < stream.inbound;
    const to = isInbound ? chance.pick(shown.own) : next();
    const from = isInbound ? strangers() : shown.show(to);
    const { outcome, ring, talk, by, sip } = fateOf(stream, chance);
    if (!isInbound) showed({ from, to, at });
    row += 1;
    const answer = outcome === 'answered' ? `"${instant(at + Math.round(ring * 1000))}"` : 'null';
    const line = `{"source_id":"generated","source_row":${row},"call_key":"${account}-${address}-${row}","leg":"a","account_ref":"${account}","from_raw":"${from}","to_raw":"${to}","from":"+${from}","to":"+${to}","start":"${instant(at)}","ring":"${instant(at)}","answer":${answer},"end":"${instant(at + Math.round(ring * 1000) + talk)}","talk_ms":${outcome === 'answered' ? talk : 'null'},"talk_precision_ms":1,"talk_rounding":"exact","sip":${sip},"outcome":"${outcome}","released_by":"${by}","src_ip":"${address}","end_missing":false,"answered_only":false}\n`;
    return { line, on: Math.floor((at - eastern) / DAY) };
  };
  return {
    own: shown.own,
    *day(day, factor, showed) {
      const weight = stream.week[(((day + 4) % 7) + 7) % 7] ?? 1;
      const count = weight === 0 ? 0 : chance.poisson(chance.lognormal(stream.perDay * weight * factor, 0.18));
      for (let n = 0; n < count; n += 1) yield made(day, showed);
    },
  };
};
