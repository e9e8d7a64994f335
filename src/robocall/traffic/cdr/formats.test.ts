import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { convertCli, converted, counted, fixture } from '../../../../test/cdr.ts';
import { columnsIn } from './columns.ts';
import { formats } from './formats.ts';
import { ourTemplate } from './freeswitch-csv.ts';
import { stampReader } from './stamp-pattern.ts';

const lines = (name: string): readonly string[] => readFileSync(fixture(name), 'utf8').split('\n');
const variable = (name: string): string => `$\{${name}}`;

it('every format that scripts may name is there', () => {
  const promised =
    `3cx asterisk-cel asterisk-csv asterisk-custom broadworks cucm freeswitch-csv freeswitch-json freeswitch-template
    homer jambonz kamailio-acc kamailio-cdrs kamailio-json kamailio-missed kamailio-syslog mapped netsapiens opensips-acc
    opensips-json opensips-syslog sansay thinq twilio voipmonitor`.split(/\s+/);
  expect(formats.map(({ name }) => name)).toEqual(expect.arrayContaining(promised));
});

it('the guide names every format, and shows the template that is read as ours', () => {
  const guide = readFileSync(new URL('../../../../docs/guide/call-records.md', import.meta.url), 'utf8');
  for (const { name } of formats) expect(guide).toContain(`\`${name}\``);
  expect(guide).toContain(ourTemplate.map((name) => `"${variable(name)}"`).join(','));
  const shown = /```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  expect(JSON.parse(shown)).toMatchObject({ columns: { from: 'ANI' } });
});

it('a carrier invoice says that it holds answered calls only, on standard error and in every record', async () => {
  const { calls, complaints } = await convertCli(['--format', 'thinq', fixture('thinq_cdr.csv')], '');
  expect(calls.map((call) => call.answered_only)).toEqual([true, true]);
  expect(complaints.join('\n')).toContain('thinq holds answered calls only');
});

it('a source that tells of no unanswered call is asked about, for it may be one that leaves them out', async () => {
  const [head = '', invite = '', bye = ''] = lines('kamailio_acc_table.csv');
  const calls = Array.from({ length: 60 }, (_, at) => [invite, bye].map((row) => row.replace('b2f7c0d1@', `${at}@`)));
  const { complaints } = await converted('kamailio-acc', [head, ...calls.flat()].join('\n'));
  expect(counted(complaints).calls).toBe(60);
  expect(complaints.at(-2)).toContain('say answeredOnly in a mapping file');
});

describe('the columns of a configuration line', () => {
  it.each([
    ['a FreeSWITCH template', `"${variable('uuid')}", "${variable('caller_id_name')}"`, ['uuid', 'caller_id_name']],
    [
      'the same in its XML',
      `<template name="x">&quot;${variable('uuid')}&quot;,${variable('billsec')}</template>`,
      ['uuid', 'billsec'],
    ],
    [
      'a line of cdr_custom.conf',
      `Master.csv => ${variable(`CSV_QUOTE(${variable('CDR(src)')})`)},${variable('CDR(start,u)')},${variable('CDR(sequence)')}`,
      ['src', 'start', 'sequence'],
    ],
    ['typed fields', 'start(int64), answer(int64),dst', ['start', 'answer', 'dst']],
    ['a plain list', 'historyid,Call Type', ['historyid', 'call type']],
  ])('%s', (_, given, columns) => {
    expect(columnsIn(given)).toEqual(columns);
  });

  it('asterisk-custom takes them, epochs included', async () => {
    const { calls } = await convertCli(
      [
        '--format',
        'asterisk-custom',
        '--zone',
        'UTC',
        '--columns',
        'src,dst,start(int64),answer(int64),end(int64),billsec,disposition,uniqueid',
      ],
      '12025550143,13035550120,1773151333,1773151341,1773151347,5,ANSWERED,1773151333.102\n',
    );
    expect(calls).toMatchObject([
      { start: '2026-03-10T14:02:13.000Z', answer: '2026-03-10T14:02:21.000Z', talk_ms: 5000 },
    ]);
  });
});

it('auto takes a template for what it is', async () => {
  const columns = ['uuid', 'caller_id_number', 'destination_number', 'start_stamp', 'end_stamp', 'hangup_cause'];
  const row = 'a-1,12025550143,13035550121,2026-03-10 10:02:14,2026-03-10 10:02:16,USER_BUSY\n';
  const { calls, complaints } = await convertCli(
    ['--format', 'auto', '--zone', 'UTC', '--columns', columns.map(variable).join(',')],
    row,
  );
  expect(calls).toMatchObject([{ outcome: 'busy', start: '2026-03-10T10:02:14.000Z' }]);
  expect(complaints[0]).toContain('is taken for freeswitch-csv, by its --columns');
});

describe('FreeSWITCH JSON', () => {
  const [document = ''] = lines('freeswitch_json_cdr.ndjson');

  it('is read from a form, over several lines, and from the call flow alone', async () => {
    const flow = JSON.stringify({ variables: { hangup_cause: 'USER_BUSY' }, callflow: JSON.parse(document).callflow });
    const text = [`cdr=${encodeURIComponent(document)}`, JSON.stringify(JSON.parse(document), null, 2), flow].join(
      '\n',
    );
    const { status, calls } = await converted('freeswitch-json', text);
    expect(status).toBe(0);
    expect(calls.map(({ call_key, talk_ms }) => [call_key, talk_ms])).toEqual([
      ['b2f7c0d1@198.51.100.20', 94_750],
      // the same call twice is a double; the third has only what the flow tells
      ['7f3c2a00-1c8e-4d51-9b7a-0a2c5e11004f', 94_750],
    ]);
  });

  it('a document that is cut off costs its own lines only', async () => {
    const { calls, complaints } = await converted('freeswitch-json', `${document.slice(0, 300)}\n${document}\n{"a":`);
    expect(calls).toHaveLength(1);
    expect(complaints.filter((line) => line.includes('cut off')).map((line) => line.split(':')[0])).toEqual([
      '-, line 1',
      '-, line 3',
    ]);
  });

  it('documents are read in an array, a line each or over many, and in a page', async () => {
    const documents = lines('freeswitch_json_cdr.ndjson').filter((line) => line !== '');
    const parsed = documents.map((line) => JSON.parse(line));
    for (const text of [
      `[\n${documents.join(',\n')}\n]\n`,
      `[${documents.join('\n,')}]`,
      JSON.stringify(parsed),
      JSON.stringify(parsed, null, '\t'),
      `{"data":[\n${documents.join(',\n')}\n]}\n`,
    ]) {
      const { status, calls, complaints } = await converted('freeswitch-json', text);
      expect([status, calls.length, counted(complaints)]).toMatchObject([0, 3, { rows: 3 }]);
    }
  });

  it('of documents after one that is cut off at a comma none is lost', async () => {
    const documents = lines('freeswitch_json_cdr.ndjson').filter((line) => line !== '');
    const { calls, complaints } = await converted('freeswitch-json', `{"a": 1,\n${documents.join('\n')}\n`);
    expect([calls.length, counted(complaints).quarantined]).toEqual([3, 1]);
  });

  it('a called leg says so, and who hung up is told from its own side', async () => {
    const leg = document.replace('"direction": "inbound", "uuid"', '"direction": "outbound", "uuid"');
    const { calls } = await converted('freeswitch-json', leg);
    expect(calls).toMatchObject([{ leg: 'b', released_by: 'caller' }]);
  });
});

describe('soft switches', () => {
  it('BroadWorks: other types than Normal are set aside; a comma behind a backslash is none', async () => {
    const [head = '', row = ''] = lines('broadworks_first28.csv');
    const { calls, complaints } = await converted(
      'broadworks',
      [head, row.replace(',Normal,', ',Failsafe,'), row.replace('ExampleVoice_sp', 'Voice\\, Inc')].join('\n'),
    );
    expect(calls).toMatchObject([{ account_ref: 'Voice, Inc', talk_ms: 94_750 }]);
    expect(counted(complaints)).toMatchObject({ calls: 1, aside: 2 });
  });

  it('Sansay: intermediate records are set aside, a limit is its own outcome, the distance from Greenwich is the row’s', async () => {
    const [, , busy = ''] = lines('sansay_vsx.txt');
    const limit = busy
      .replace('Busy Here;486', 'Orig CPS Capacity Exceeded;987')
      .replace(';240;', ';300;')
      .replace('b2f7c2d1', 'other');
    const { calls, complaints } = await converted('sansay', [busy.replace(';F;', ';I;'), limit].join('\n'));
    expect(calls).toMatchObject([{ outcome: 'limit_rejected', sip: null, start: '2026-03-10T15:02:14.000Z' }]);
    expect(counted(complaints)).toMatchObject({ calls: 1, aside: 1 });
  });

  it('CUCM: columns are found by name wherever they stand, and values of Cisco’s own are no cause', async () => {
    const [names = '', types = '', row = ''] = lines('cucm_cdr.csv');
    const turned = (line: string): string => line.split(',').reverse().join(',');
    const { calls } = await converted(
      'cucm',
      [names, types, row.replace(',0,16,', ',0,393216,')].map(turned).join('\n'),
    );
    expect(calls).toMatchObject([{ to: '+13035550119', q850: null, talk_ms: 94_000 }]);
  });

  it('NetSapiens: whose words tell the customer’s calls, a mapping file turns round', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'compline-cdr-'));
    try {
      const mapping = join(folder, 'source.json');
      writeFileSync(mapping, '{"madeByCustomer": "origination"}');
      const { calls } = await convertCli(
        ['--format', 'netsapiens', '--mapping', mapping, fixture('netsapiens_advanced.csv')],
        '',
      );
      expect(calls[0]).toMatchObject({ from_raw: '13035550119' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('Twilio: a call that has not ended is set aside', async () => {
    const [row = ''] = lines('twilio_calls.ndjson');
    const { calls, complaints } = await converted('twilio', row.replace('"completed"', '"in-progress"'));
    expect(calls).toEqual([]);
    expect(counted(complaints)).toMatchObject({ aside: 1, quarantined: 0 });
  });
});

describe('a mapping file', () => {
  const run = async (mapping: unknown, table: string, zone: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'compline-cdr-'));
    try {
      const path = join(folder, 'mapping.json');
      writeFileSync(path, typeof mapping === 'string' ? mapping : JSON.stringify(mapping));
      return await convertCli(['--format', 'mapped', '--zone', zone, '--mapping', path], table);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('reads a table without header by places, minutes and a clock of twelve hours', async () => {
    const mapping = {
      header: false,
      columns: { from: 2, to: 3, start: [1, 4], talk: 5 },
      stamp: 'M/D/YYYY h:mm A',
      talk: { unit: 'minutes', rounding: 'ceil' },
      answeredOnly: true,
    };
    const { calls } = await run(mapping, '3/10/2026,12025550143,3035550119,10:02 PM,2\n', 'America/New_York');
    expect(calls).toMatchObject([
      {
        start: '2026-03-11T02:02:00.000Z',
        talk_ms: 120_000,
        talk_rounding: 'ceil',
        outcome: 'answered',
        answered_only: true,
      },
    ]);
  });

  it('a doubled hour is quarantined there too', async () => {
    const { status, complaints } = await run(
      { columns: { from: 'a', start: 'at' } },
      'a,at\n1,2026-11-01 01:30:00\n',
      'America/New_York',
    );
    expect([status, complaints[0]]).toEqual([1, expect.stringContaining('happened twice')]);
  });

  it.each([
    [{ columns: { start: 'at' } }, 'b,c\n1,2\n', 1, /the table has no column 'at'/],
    [{ columns: { from: 'a' } }, '', 2, /columns: name the column of start, answer or end/],
    [{ columns: { start: 'at', talk: 'd' } }, '', 2, /talk: say the unit and the rounding/],
    [{ colums: {} }, '', 2, /colums/],
    [{}, '', 2, /--format mapped needs --mapping/],
    ['{', '', 2, /cannot be read/],
  ])('%j is answered in a sentence', async (mapping, table, status, why) => {
    const answer = await run(mapping, table, 'UTC');
    expect(answer.status).toBe(status);
    expect(answer.complaints.join('\n')).toMatch(why);
  });

  it.each([
    ['YYYY-MM-DD HH:mm:ss', '2026-03-10 10:02:11', '2026-03-10T10:02:11.000Z'],
    ['DD MMM YYYY HH:mm', '10 Mar 2026 10:02', '2026-03-10T10:02:00.000Z'],
    ['MM/DD/YYYY hh:mm:ss.SSS A', '03/10/2026 12:02:11.120 AM', '2026-03-10T00:02:11.120Z'],
    ['YYYY-MM-DD', '2026-02-30', null],
    ['MM/DD/YYYY', '2026-03-10', null],
    ['MM MM', '03 03', null],
  ])('%s reads %s', (pattern, text, instant) => {
    const at = stampReader(pattern)(text);
    expect(at === null ? null : new Date(at).toISOString()).toBe(instant);
  });
});
