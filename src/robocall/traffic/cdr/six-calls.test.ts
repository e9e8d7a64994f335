import { describe, expect, it } from 'vitest';
import { convertCli, fixture, sixCalls } from '../../../../test/cdr.ts';
import type { CanonicalCall, Outcome } from '../canonical.ts';

const stamps: readonly string[] = ['start', 'ring', 'answer', 'end'];
const weighed = ['call_key', 'start', 'ring', 'answer', 'end', 'sip', 'q850', 'released_by'] as const;

type Told = {
  readonly format: string;
  readonly files: readonly string[];
  /** How exactly it tells its instants. */
  readonly to: 'millisecond' | 'second';
  /** Fields of the true call that it tells, beside the numbers and the outcome. */
  readonly tells: string;
  /** Talk time in ms of the calls it has, in the order of the called numbers. */
  readonly talk: readonly (number | null)[];
  readonly rounding: readonly CanonicalCall['talk_rounding'][];
  /** By number of the call, from 0: an outcome that it cannot tell truly. */
  readonly coarse: Readonly<Record<number, Outcome>>;
};

const truth: readonly Outcome[] = ['answered', 'answered', 'busy', 'cancelled', 'invalid_number', 'blocked_analytics'];

const told = (
  format: string,
  files: readonly string[],
  to: Told['to'],
  tells: string,
  talk: Told['talk'],
  rounding: Told['rounding'],
  coarse: Told['coarse'],
): Told => ({ format, files, to, tells, talk, rounding, coarse });

const formats: readonly Told[] = [
  told(
    'freeswitch-csv',
    ['freeswitch_cdr_csv_compiled_default.csv'],
    'second',
    'start answer end',
    [95000, 6000, 0],
    ['stamp_diff'],
    {},
  ),
  told(
    'freeswitch-csv',
    ['freeswitch_cdr_csv_example.csv'],
    'second',
    'start answer end',
    [95000, 6000, 0, 0, 0, 0],
    ['stamp_diff'],
    { 5: 'rejected' },
  ),
  told(
    'freeswitch-template',
    ['freeswitch_cdr_csv_recommended.csv'],
    'millisecond',
    'call_key start ring answer end q850',
    [94750, 5500, 0, 0, 0, 0],
    ['exact'],
    {},
  ),
  told(
    'freeswitch-json',
    ['freeswitch_json_cdr.ndjson'],
    'millisecond',
    'call_key start ring answer end q850',
    [94750, 5500, 0],
    ['exact'],
    {},
  ),
  told('asterisk-csv', ['asterisk_cdr_csv_16.csv'], 'second', 'start answer end', [94000, 5000, 0], ['floor'], {}),
  told(
    'asterisk-csv',
    ['asterisk_cdr_csv_21_with_causes.csv'],
    'second',
    'start answer end q850',
    [94000, 5000, 0, 0, 0, 0],
    ['floor'],
    { 3: 'no_answer', 5: 'rejected' },
  ),
  told('asterisk-custom', ['asterisk_cdr_custom.csv'], 'second', 'start answer end', [94000, 5000, 0], ['floor'], {}),
  told('asterisk-cel', ['asterisk_cel_custom.csv'], 'millisecond', 'start answer end q850', [5500, 0], ['exact'], {}),
  told(
    'kamailio-acc',
    ['kamailio_acc_table.csv'],
    'second',
    'call_key answer end sip',
    [95000, 6000],
    ['stamp_diff'],
    {},
  ),
  told(
    'kamailio-missed',
    ['kamailio_missed_calls_table.csv'],
    'second',
    'call_key answer end sip',
    [0, 0, 0, 0],
    ['stamp_diff'],
    {},
  ),
  told(
    'kamailio-cdrs',
    ['kamailio_acc_cdrs_table.csv'],
    'second',
    'call_key start end sip',
    [null, null, 0, 0],
    ['stamp_diff'],
    {},
  ),
  told(
    'kamailio-acc',
    ['kamailio_acc_table.csv', 'kamailio_missed_calls_table.csv', 'kamailio_acc_cdrs_table.csv'],
    'second',
    'call_key answer end sip',
    [95000, 6000, 0, 0, 0, 0],
    ['exact', 'stamp_diff'],
    {},
  ),
  told(
    'kamailio-json',
    ['kamailio_acc_json_txn.ndjson'],
    'second',
    'call_key answer sip',
    [null, null, 0],
    ['stamp_diff'],
    {},
  ),
  told(
    'kamailio-json',
    ['kamailio_acc_json_cdr.ndjson'],
    'millisecond',
    'call_key start end',
    [null, null],
    ['exact', 'stamp_diff'],
    {},
  ),
  told('kamailio-syslog', ['kamailio_syslog.txt'], 'second', 'call_key answer sip', [null, 0, 0], ['stamp_diff'], {}),
  told('opensips-acc', ['opensips_acc_table.csv'], 'second', 'call_key start answer sip', [94750, 5500], ['exact'], {}),
  told(
    'opensips-syslog',
    ['opensips_syslog.txt'],
    'second',
    'call_key start answer sip',
    [94750, 5500, 0, 0, 0],
    ['exact', 'stamp_diff'],
    {},
  ),
  told(
    'opensips-json',
    ['opensips_events.ndjson'],
    'second',
    'call_key start answer sip',
    [94750, 5500, 0, 0, 0, 0],
    ['exact', 'stamp_diff'],
    {},
  ),
  told(
    'jambonz',
    ['jambonz_recent_calls.json'],
    'millisecond',
    'call_key start answer end sip',
    [94750, 5500, 0],
    ['exact'],
    {},
  ),
  told(
    'homer',
    ['homer_whole_dialogs.csv'],
    'millisecond',
    'call_key start ring answer end sip q850',
    [94750, 5500, 0, 0, 0, 0],
    ['exact'],
    {},
  ),
  told(
    'homer',
    ['homer_hep_proto_1_call.csv'],
    'millisecond',
    'call_key start',
    [null, null, null],
    ['exact', 'stamp_diff'],
    { 0: 'unknown', 1: 'unknown', 2: 'unknown' },
  ),
  told(
    'broadworks',
    ['broadworks_first28.csv'],
    'millisecond',
    'call_key start answer end released_by',
    [94750, 5500, 0, 0],
    ['exact'],
    {},
  ),
  told('netsapiens', ['netsapiens_advanced.csv'], 'second', 'start answer', [94000, 5000, 0, 0, 0, 0], ['floor'], {}),
  told('cucm', ['cucm_cdr.csv'], 'second', 'start answer end', [94000, 5000, 0, 0, 0, 0], ['floor'], { 5: 'rejected' }),
  told('3cx', ['threecx_cdr.log'], 'second', 'start answer end released_by', [94000, 5000, 0, 0], ['floor'], {
    2: 'unknown',
  }),
  told(
    'sansay',
    ['sansay_vsx.txt'],
    'second',
    'call_key start answer end released_by',
    [94750, 5500, 0, 0],
    ['exact'],
    {},
  ),
  told(
    'voipmonitor',
    ['voipmonitor_cdr_select.csv'],
    'second',
    'start end sip released_by',
    [94000, 5000, 0, 0],
    ['floor'],
    {},
  ),
  told('twilio', ['twilio_calls.ndjson'], 'second', 'answer end', [95000, 6000, 0, 0, 0, 0], ['stamp_diff'], {
    4: 'unknown',
    5: 'unknown',
  }),
  told('thinq', ['thinq_cdr.csv'], 'second', 'call_key start', [94000, 5000], ['floor'], {}),
  told('mapped', ['mapped_carrier.csv'], 'millisecond', 'call_key start end', [94750, 5500, 0, 0, 0, 0], ['exact'], {}),
];

const cut = (value: unknown, to: Told['to']): unknown =>
  to === 'second' && typeof value === 'string' ? value.replace(/\.\d{3}Z$/, '.000Z') : value;

/** A call is told true where the source tells it, and elsewhere nothing is said that is not marked as inferred. */
const compare = (call: CanonicalCall, { to, tells, rounding, coarse }: Told): void => {
  const index = sixCalls.findIndex((one) => one.to === call.to || one.call_key === call.call_key);
  const real = sixCalls[index];
  if (real === undefined) throw new Error(`${call.to} is none of the six calls`);
  expect([call.from, call.to]).toEqual([
    call.from_invalid_reason === null ? real.from : null,
    call.to_invalid_reason === null ? real.to : null,
  ]);
  expect(call.outcome).toBe(coarse[index] ?? truth[index]);
  if (call.talk_ms !== null) expect(rounding).toContain(call.talk_rounding);
  else expect([call.talk_precision_ms, call.talk_rounding]).toEqual([null, null]);
  for (const field of weighed) {
    const true_ = stamps.includes(field) ? cut(real[field], to) : real[field];
    if (tells.split(' ').includes(field)) {
      expect([field, call[field], call.derived.includes(field)]).toEqual([field, true_, false]);
    } else if (field === 'q850' && call.outcome === 'cancelled') {
      // they write the cause of a normal end for a call that was given up, which has none
      expect([null, 16]).toContain(call.q850);
    } else if (field !== 'call_key' && call[field] !== null && !call.derived.includes(field))
      expect([field, call[field]]).toEqual([field, true_]);
  }
  expect(call.answer === null).toBe(call.outcome !== 'answered');
};

describe.each(formats)('$format: $files', (one) => {
  const { format, files, talk } = one;
  const named =
    format === 'mapped'
      ? ['--zone', 'UTC', '--mapping', fixture('mapped_carrier.json')]
      : ['--zone', 'America/New_York'];

  it.each(format === 'mapped' ? [format] : [format, 'auto'])('tells the six calls as --format %s', async (name) => {
    const { status, calls } = await convertCli(['--format', name, ...named, ...files.map(fixture)], '');
    expect(status).toBe(0);
    const sorted = [...calls].sort((a, b) => `${a.to_raw}${a.call_key}`.localeCompare(`${b.to_raw}${b.call_key}`));
    expect(sorted.map((call) => call.talk_ms)).toEqual(talk);
    for (const call of sorted) compare(call, one);
  });
});
