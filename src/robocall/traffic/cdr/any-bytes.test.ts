import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertCli, counted, fixture } from '../../../../test/cdr.ts';
import { cellsOf } from './csv.ts';
import { formats } from './formats.ts';

const samples = [
  'freeswitch_cdr_csv_example.csv',
  'freeswitch_cdr_csv_recommended.csv',
  'freeswitch_json_cdr.ndjson',
  'asterisk_cdr_csv_21_with_causes.csv',
  'asterisk_cel_custom.csv',
  'kamailio_acc_table.csv',
  'kamailio_syslog.txt',
  'opensips_syslog.txt',
  'jambonz_recent_calls.json',
  'homer_whole_dialogs.csv',
  'broadworks_first28.csv',
  'netsapiens_advanced.csv',
  'cucm_cdr.csv',
  'threecx_cdr.log',
  'sansay_vsx.txt',
  'voipmonitor_cdr_select.csv',
  'twilio_calls.ndjson',
  'thinq_cdr.csv',
].map((name) => readFileSync(fixture(name)));

const mapping = ['--mapping', fixture('mapped_carrier.json')];
const called = (name: string): readonly string[] => [
  '--format',
  name,
  '--zone',
  'America/New_York',
  ...(name === 'mapped' ? mapping : []),
];

/** A file as it may come: a sample with bytes changed, put in, or cut off. */
const damaged = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.array(
      fc.tuple(fc.nat(20_000), fc.constantFrom('set', 'put', 'cut'), fc.uint8Array({ minLength: 1, maxLength: 3 })),
      { maxLength: 6 },
    ),
  )
  .map(([sample, changes]) =>
    changes.reduce((bytes, [place, what, given]) => {
      const at = place % (bytes.length + 1);
      const after = what === 'put' ? at : what === 'set' ? at + given.length : Math.min(bytes.length, at + 40);
      return Buffer.concat([bytes.subarray(0, at), what === 'cut' ? Buffer.alloc(0) : given, bytes.subarray(after)]);
    }, sample),
  );

const accounted = async (name: string, bytes: Uint8Array): Promise<void> => {
  const { status, calls, complaints } = await convertCli(called(name), bytes);
  const { rows, joined, doubles, aside, quarantined, ...counts } = counted(complaints);
  expect(counts.calls).toBe(calls.length);
  expect(rows).toBe(calls.length + joined + doubles + aside + quarantined);
  expect(status).toBe(quarantined === 0 ? 0 : 1);
  const told = complaints.filter((line) => /^-, line \d+: /.test(line));
  expect(told).toHaveLength(quarantined);
  for (const call of calls) expect(call.answer === null).toBe(call.outcome !== 'answered');
};

describe.each(formats)('$name', ({ name }) => {
  it('takes any bytes without failing, and each row is a call, joined to one, a double, set aside or quarantined', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged, fc.uint8Array({ maxLength: 400 })), (bytes) => accounted(name, bytes)),
      { numRuns: 60 },
    );
  });
});

it('a line a row: none of the lines that are not empty is lost', async () => {
  const byLine = [
    'freeswitch-csv',
    'asterisk-csv',
    'broadworks',
    '3cx',
    'sansay',
    'netsapiens',
    'kamailio-syslog',
    'thinq',
  ];
  const line = fc.oneof(
    fc.constantFrom(...samples).chain((sample) => fc.constantFrom(...sample.toString('utf8').split('\n'))),
    fc.string({ unit: 'binary', maxLength: 80 }).map((text) => text.replaceAll(/[\r\n]/g, ' ')),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...byLine), fc.array(line, { maxLength: 12 }), async (name, lines) => {
      const { complaints } = await convertCli(called(name), lines.join('\n'));
      const first = (lines[0] ?? '').startsWith('\uFEFF') ? 1 : 0;
      const written = lines.filter((text, at) => (at === 0 ? text.slice(first) : text).trim() !== '').length;
      expect(counted(complaints).rows).toBe(written);
    }),
    { numRuns: 200 },
  );
});

it('cells written with quotes doubled are read as they were', () => {
  const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1 }), fc.constantFrom(',', ';', '|', '\t'), (cells, delimiter) => {
      const line = cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter);
      expect(cellsOf(line, delimiter)).toEqual(cells);
    }),
  );
});

it('a line made to be tried in many ways costs no more than others', async () => {
  const hostile = [
    `"${'","'.repeat(60)}`,
    `"${',"'.repeat(4000)}"`,
    `${'"a",'.repeat(44)}"`,
    `"${'x","'.repeat(30)}2026-03-10 10:02:11${'","'.repeat(30)}"`,
    `<${'<'.repeat(9000)}`,
  ].join('\n');
  const before = process.cpuUsage();
  for (const name of ['freeswitch-csv', 'freeswitch-template', 'kamailio-syslog', 'broadworks', 'mapped'])
    await convertCli(called(name), hostile);
  await convertCli(['--format', 'auto', '--zone', 'UTC'], hostile);
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
});
