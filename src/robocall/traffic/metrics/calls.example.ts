import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zone } from '../../../kernel/time.ts';
import type { Outcome, TalkRounding } from '../canonical.ts';
import { noLists } from '../columnar/called-lists.ts';
import type { Level } from '../columnar/counts.ts';
import { engineOf } from '../columnar/engine.ts';
import { canonicalFile } from '../columnar/stored-calls.ts';
import { countTraffic, rightsFile } from '../score/count-traffic.ts';
import type { Right } from '../side/inventory.ts';
import { easternOffsets, offsetsOf } from './offsets.ts';

/** A call of a test; times in seconds after noon UTC of 2026-03-10, a Tuesday. */
export type ExampleCall = {
  readonly account: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly at: number;
  readonly ring: number;
  /** null where it was not answered */
  readonly talk: number | null;
  readonly outcome: Outcome;
  readonly rounding: TalkRounding;
  readonly released: 'caller' | 'callee';
  readonly address: string;
  readonly answeredOnly: boolean;
  readonly attest: 'A' | 'B' | 'C' | null;
};

const noon = Date.UTC(2026, 2, 10, 12);

/** An answered call of half a minute, with what is given in its place. */
export const call = (given: Partial<ExampleCall>): ExampleCall => ({
  account: 'acme',
  from: '+12025550143',
  to: '+13035550120',
  at: 0,
  ring: 5,
  talk: 30,
  outcome: 'answered',
  rounding: 'exact',
  released: 'callee',
  address: '203.0.113.7',
  answeredOnly: false,
  attest: null,
  ...given,
});

/** The same that nobody answered. */
export const unanswered = (outcome: Outcome, given: Partial<ExampleCall>): ExampleCall =>
  call({ talk: null, outcome, ...given });

/** As a line of the interchange form. */
export const lineOf = (one: ExampleCall, n: number): string => {
  const instant = (seconds: number): string => new Date(noon + Math.round(seconds * 1000)).toISOString();
  const ended = one.at + one.ring + (one.talk ?? 0);
  const { talk } = one;
  return JSON.stringify({
    source_row: n + 1,
    call_key: `call-${n}`,
    leg: 'a',
    account_ref: one.account,
    from: /^\+\d{11,}$/.test(one.from ?? '') ? one.from : null,
    from_raw: one.from,
    to: /^\+\d{11,}$/.test(one.to ?? '') ? one.to : null,
    to_raw: one.to,
    start: instant(one.at),
    ring: instant(one.at),
    answer: talk === null ? null : instant(one.at + one.ring),
    end: instant(ended),
    talk_ms: talk === null ? null : Math.round(talk * 1000),
    talk_precision_ms: talk === null ? null : one.rounding === 'exact' ? 1 : 1000,
    talk_rounding: talk === null ? null : one.rounding,
    outcome: one.outcome,
    released_by: one.released,
    src_ip: one.address,
    attest: one.attest,
    derived: [],
    end_missing: false,
    answered_only: one.answeredOnly,
  });
};

/** A right to one number from a date on, for good. */
export const right = (account: string, number: number, from: string): Right => ({
  account,
  first: number,
  last: number,
  fromMs: Date.parse(from),
  untilMs: Number.POSITIVE_INFINITY,
});

/** Counts calls as the command and the stored calls are counted, by days of a zone. */
export const counted = async (
  calls: readonly ExampleCall[],
  rights: readonly Right[],
  level: Level,
  zoneName: string,
) => {
  const folder = mkdtempSync(join(tmpdir(), 'compline-metrics-'));
  const path = join(folder, 'calls.ndjson');
  writeFileSync(path, `${calls.map(lineOf).join('\n')}\n`);
  const inZone = zone(zoneName);
  if (inZone === null) throw new Error(`no zone ${zoneName}`);
  const place = { engine: engineOf(folder), folder, name: 'example', calls: canonicalFile(path) };
  const span = { from: noon - 40 * 86_400_000, until: noon + 40 * 86_400_000, zone: inZone };
  const { from, until } = span;
  const offsets = offsetsOf(inZone, from, until);
  const read = { calls: place.calls, rights: await rightsFile(folder, rights), from, until, offsets };
  const making = { ...read, eastern: easternOffsets(from, until), engine: place.engine };
  const sides = { accounts: [], rights, complaints: [], tracebacks: [], traced: [], lists: noLists };
  return { making, ...(await countTraffic(place, sides, span, level)) };
};
