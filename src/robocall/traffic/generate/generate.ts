import { DAY, dateOfDay } from '../../../kernel/time.ts';
import { type Showed, type Source, sourceOf } from './calls.ts';
import type { Profile } from './profile.ts';
import { type Random, random } from './random.ts';

/** What is to be generated. `scale` is a factor on all volumes; days are counted from a Monday in January 2026. */
export type Wanted = {
  readonly profiles: readonly Profile[];
  readonly seed: number;
  readonly days: number;
  readonly legalAccounts: number;
  readonly illegalAccounts: number;
  readonly scale: number;
};

/** What a day of an account is: `quiet` is one of an unlawful account without an unlawful call, and counts for neither side. */
export const labels = ['legal', 'illegal', 'quiet'] as const;

/** Where each line goes; a line ends with a newline. */
export type Sink = {
  call(line: string): void | Promise<void>;
  side(file: 'accounts' | 'numbers' | 'complaints' | 'tracebacks' | 'labels', row: object): void;
};

const firstDay = Date.UTC(2026, 0, 5) / DAY;

type Running = {
  readonly source: Source;
  readonly bad: 'good' | 'bad';
  readonly fromDay: number;
  readonly complaints: number;
  readonly tracebacks: number;
};

const runningOf = (
  profile: Profile,
  account: string,
  place: number,
  chance: Random,
  scale: number,
): readonly Running[] => {
  const streams = [
    ...profile.streams.map((stream) => ({ stream, bad: 'good' as const, fromDay: 0 })),
    ...(profile.bad === null ? [] : [{ ...profile.bad, bad: 'bad' as const }]),
  ];
  return streams.map(({ stream, bad, fromDay }, n) => ({
    source: sourceOf({
      account,
      address: `198.51.${place % 256}.${n + 1}`,
      stream: { ...stream, perDay: stream.perDay * scale },
      chance: chance.named(`stream ${n}`),
    }),
    bad,
    fromDay,
    complaints: stream.complaints / 1e6,
    tracebacks: stream.tracebacks / 1e6,
  }));
};

// rows that nobody entered: the inventory of a real provider is never whole
const missingShare = 0.03;

const inventory = (running: readonly Running[], account: string, chance: Random, sink: Sink): void => {
  for (const { source } of running)
    for (const number of source.own)
      if (chance.next() >= missingShare)
        sink.side('numbers', { number: `+${number}`, account, since: '2025-06-01', until: null });
};

const outside = ({ from, to, at }: Showed, one: Running, chance: Random, sink: Sink): void => {
  if (chance.next() < one.complaints)
    sink.side('complaints', { number: `+${from}`, at: new Date(at + chance.between(0, 3) * DAY).toISOString() });
  if (chance.next() < one.tracebacks)
    sink.side('tracebacks', { calledNumber: `+${to}`, callingNumber: `+${from}`, at: new Date(at).toISOString() });
};

const runAccount = async (wanted: Wanted, profile: Profile, n: number, place: number, sink: Sink): Promise<void> => {
  const account = `${profile.name}-${n + 1}`;
  const chance = random(wanted.seed).named(account);
  const running = runningOf(profile, account, place, chance, wanted.scale);
  const { declaredUse: use, declaredPerDay, declaredCps: peakCps } = profile;
  const perDay = Math.max(1, Math.round(declaredPerDay * wanted.scale * chance.between(0.9, 1.6)));
  sink.side('accounts', { account, since: '2025-06-01', declared: { use, perDay, peakCps } });
  inventory(running, account, chance.named('inventory'), sink);
  const luck = chance.named('outside');
  const counts = new Map<number, { good: number; bad: number }>();
  for (let day = 0; day < wanted.days; day += 1)
    for (const one of running) {
      if (day < one.fromDay) continue;
      const calls = one.source.day(firstDay + day, profile.growth ** day, (call) => outside(call, one, luck, sink));
      for (const { line, on } of calls) {
        const kept = counts.get(on) ?? { good: 0, bad: 0 };
        counts.set(on, kept);
        kept[one.bad] += 1;
        await sink.call(line);
      }
    }
  for (const [day, { good, bad }] of counts) {
    const begun = profile.bad !== null && day >= firstDay + profile.bad.fromDay;
    const label: (typeof labels)[number] = bad > 0 ? 'illegal' : begun ? 'quiet' : 'legal';
    const of = { profile: profile.name, serves: profile.serves, calls: good + bad, illegalCalls: bad };
    sink.side('labels', { account, day: dateOfDay(day), label, ...of });
  }
};

/** Generates labelled traffic: the same for the same seed, whatever order the profiles come in. */
export const generate = async (wanted: Wanted, sink: Sink): Promise<void> => {
  let place = 0;
  for (const profile of wanted.profiles) {
    const accounts = profile.label === 'legal' ? wanted.legalAccounts : wanted.illegalAccounts;
    for (let n = 0; n < accounts; n += 1) {
      await runAccount(wanted, profile, n, place, sink);
      place += 1;
    }
  }
};
