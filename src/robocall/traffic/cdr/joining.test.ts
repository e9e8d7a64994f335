import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convertCli, converted, counted } from '../../../../test/cdr.ts';

const header = 'id,method,from_tag,to_tag,callid,sip_code,sip_reason,time,src_user,dst_user';

type Step = {
  readonly call: string;
  readonly method: string;
  readonly time: string;
  readonly code: number;
  readonly tags: string;
};

const acc = (steps: readonly (Partial<Step> & Pick<Step, 'call' | 'time'>)[]): string =>
  [
    header,
    ...steps.map((step, at) => {
      const { call, method, time, code, tags } = { method: 'INVITE', code: 200, tags: 'a,b', ...step };
      return `${at},${method},${tags},${call},${code},OK,2026-03-${time},12025550143,13035550119`;
    }),
    '',
  ].join('\n');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compline-cdr-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('an INVITE and its BYE', () => {
  it('are a call, and tags turned round say that the callee ended it', async () => {
    const { calls } = await converted(
      'kamailio-acc',
      acc([
        { call: 'x', time: '10 10:00:00' },
        { call: 'y', time: '10 10:00:05' },
        { call: 'x', method: 'BYE', time: '10 10:00:07', tags: 'b,a' },
        { call: 'y', method: 'BYE', time: '10 10:00:09' },
      ]),
    );
    expect(calls).toMatchObject([
      { call_key: 'x', talk_ms: 7000, talk_rounding: 'stamp_diff', released_by: 'callee', source_row: 2 },
      { call_key: 'y', talk_ms: 4000, released_by: null, source_row: 3 },
    ]);
  });

  it('an INVITE without BYE is told after a day without its end, and with no talk time', async () => {
    const { status, calls } = await converted(
      'kamailio-acc',
      acc([
        { call: 'lost', time: '10 10:00:00' },
        { call: 'later', time: '11 10:00:01' },
        { call: 'later', method: 'BYE', time: '11 10:00:02' },
      ]),
    );
    expect(status).toBe(0);
    expect(calls).toMatchObject([
      { call_key: 'lost', outcome: 'answered', end: null, end_missing: true, talk_ms: null, talk_rounding: null },
      { call_key: 'later', end_missing: false, talk_ms: 1000 },
    ]);
  });

  it('a BYE without its INVITE is quarantined and not invented into a call', async () => {
    const { status, calls, complaints } = await converted(
      'kamailio-acc',
      acc([{ call: 'x', method: 'BYE', time: '10 10:00:07' }]),
    );
    expect([status, calls]).toEqual([1, []]);
    expect(complaints[0]).toContain('line 2: a BYE without its INVITE');
  });

  it('a call that lasted over a day loses its end: both rows are accounted for', async () => {
    const { calls, complaints } = await converted(
      'kamailio-acc',
      acc([
        { call: 'x', time: '10 10:00:00' },
        { call: 'y', time: '11 11:00:00', code: 486 },
        { call: 'x', method: 'BYE', time: '11 11:00:01' },
      ]),
    );
    expect(calls.map(({ call_key, end_missing }) => [call_key, end_missing])).toEqual([
      ['x', true],
      ['y', false],
    ]);
    expect(counted(complaints)).toMatchObject({ rows: 4, calls: 2, aside: 1, quarantined: 1 });
  });

  it('a failed branch before an answered one is one answered call', async () => {
    const { calls } = await converted(
      'kamailio-acc',
      acc([
        { call: 'x', time: '10 10:00:00', code: 486 },
        { call: 'x', time: '10 10:00:05' },
        { call: 'x', method: 'BYE', time: '10 10:00:07' },
      ]),
    );
    expect(calls).toMatchObject([{ outcome: 'answered', sip: 200, talk_ms: 2000 }]);
  });

  it('a table in the order of its calls and not of time is joined too', async () => {
    const { status, calls } = await converted(
      'kamailio-acc',
      acc([
        { call: 'b', time: '15 10:00:00' },
        { call: 'b', method: 'BYE', time: '15 10:00:03' },
        { call: 'a', method: 'BYE', time: '10 10:00:07' },
        { call: 'a', time: '10 10:00:00' },
      ]),
    );
    expect([status, calls.map(({ talk_ms }) => talk_ms).sort()]).toEqual([0, [3000, 7000]]);
  });

  it('other methods are no calls, and say so in the count', async () => {
    const { calls, complaints } = await converted(
      'kamailio-acc',
      acc([{ call: 'm', method: 'MESSAGE', time: '10 10:00:00' }]),
    );
    expect(calls).toEqual([]);
    expect(counted(complaints)).toMatchObject({ aside: 2, quarantined: 0 });
  });
});

describe('files of one switch', () => {
  it('are read side by side in the time of their rows, so that a day of dialogs finds its day of transactions', async () => {
    const hours = [...Array(60).keys()];
    const time = (hour: number, second: string): string =>
      `${String(10 + Math.floor(hour / 24)).padStart(2, '0')} ${String(hour % 24).padStart(2, '0')}:00:${second}`;
    const transactions = acc(
      hours.flatMap((hour) => [
        { call: `c${hour}`, time: time(hour, '05') },
        { call: `c${hour}`, method: 'BYE', time: time(hour, '15') },
      ]),
    );
    const dialogs = [
      'id,start_time,end_time,duration,caller,callee,callid',
      ...hours.map(
        (hour) =>
          `${hour},2026-03-${time(hour, '00')},2026-03-${time(hour, '15')},15.0,12025550143,13035550119,c${hour}`,
      ),
      '',
    ].join('\n');
    const { status, calls, complaints } = await convertCli(
      ['--format', 'auto', '--zone', 'UTC', file('acc.csv', transactions), file('cdrs.csv', dialogs)],
      '',
    );
    expect(status).toBe(0);
    expect(calls).toHaveLength(60);
    for (const call of calls) expect(call).toMatchObject({ talk_ms: 10_000, end_missing: false, derived: [] });
    expect(counted(complaints)).toMatchObject({ rows: 182, calls: 60, joined: 120, aside: 2 });
  });

  it('of other formats are converted in one run, each in its own', async () => {
    const { calls, complaints } = await convertCli(
      [
        '--format',
        'auto',
        '--zone',
        'UTC',
        file('one.csv', acc([{ call: 'x', time: '10 10:00:00', code: 486 }])),
        file(
          'two.log',
          'Call 1,A_1,,2026/03/10 10:02:14,,2026/03/10 10:02:16,TerminatedByDst,Ext.102,+13035550121,102,10001,1\n',
        ),
        file('three.csv', ''),
      ],
      '',
    );
    expect(calls.map(({ outcome }) => outcome)).toEqual(['busy', 'unknown']);
    expect(complaints.join('\n')).toMatch(
      /one\.csv is taken for kamailio-missed[\s\S]*two\.log is taken for 3cx[\s\S]*three\.csv is empty/,
    );
  });
});

describe('a dialog record of Kamailio', () => {
  const dialogs =
    'id,start_time,end_time,duration,caller,callee,callid\n1,2026-03-10 10:00:00,2026-03-10 10:00:14,14.350,12025550143,13035550119,x\n2,2026-03-10 10:00:00,2026-03-10 10:00:02,0.000,12025550143,13035550120,y\n';

  it('counts the ringing into its duration: no talk time is taken from it', async () => {
    const { calls } = await converted('kamailio-cdrs', dialogs);
    expect(calls).toMatchObject([
      { outcome: 'answered', talk_ms: null, derived: ['answer'] },
      { outcome: 'unknown', answer: null, talk_ms: 0 },
    ]);
  });

  it('with cdr_start_on_confirmed, which a mapping file says, is talk time to the millisecond', async () => {
    const mapping = file('confirmed.json', '{"startOnConfirmed": true}');
    const { calls } = await convertCli(['--format', 'kamailio-cdrs', '--zone', 'UTC', '--mapping', mapping], dialogs);
    expect(calls[0]).toMatchObject({ answer: '2026-03-10T10:00:00.000Z', talk_ms: 14_350, talk_rounding: 'exact' });
  });
});

describe('forks and transfers of Asterisk', () => {
  const row = (sequence: number, billsec: number, disposition: string, end: string): string =>
    `"a","12025550143","13035550119","c","","PJSIP/a","PJSIP/b-${sequence}","Dial","x","2026-03-10 10:00:00",${billsec > 0 ? '"2026-03-10 10:00:02"' : ''},"2026-03-10 ${end}",9,${billsec},"${disposition}","DOCUMENTATION","1773151200.1","","","1773151200.1",${sequence}\n`;

  it('are one call, the row that talked longest', async () => {
    const { calls, complaints } = await convertCli(
      ['--format', 'asterisk-csv', '--zone', 'UTC'],
      row(1, 0, 'NO ANSWER', '10:00:02') + row(2, 40, 'ANSWERED', '10:00:42') + row(3, 7, 'ANSWERED', '10:00:49'),
    );
    expect(calls).toMatchObject([{ talk_ms: 40_000, trunk_out: 'PJSIP/b-2', source_row: 2 }]);
    expect(counted(complaints)).toMatchObject({ rows: 3, calls: 1, joined: 2 });
  });
});

describe('events of a channel', () => {
  const event = (type: string, time: string, uniqueid: string, extra: string): string =>
    `"${type}","${time}","Acme","12025550143","","","13035550119","13035550119","c","PJSIP/${uniqueid}","","","D","acme","${uniqueid}","1.1","","","","${extra.replaceAll('"', '""')}"\n`;

  it('an answer that the switch gives itself is none when the callee gave none', async () => {
    const { calls } = await converted(
      'asterisk-cel',
      event('CHAN_START', '1773151331.100000', '1.1', '') +
        event('ANSWER', '1773151331.200000', '1.1', '') +
        event('CHAN_START', '1773151331.300000', '1.2', '') +
        event('HANGUP', '1773151335.000000', '1.2', '{"hangupcause":1}') +
        event('HANGUP', '1773151335.100000', '1.1', '{"hangupcause":16}') +
        event('LINKEDID_END', '1773151335.100000', '1.1', ''),
    );
    expect(calls).toMatchObject([
      { answer: null, q850: 1, outcome: 'invalid_number', end: '2026-03-10T14:02:15.100Z' },
    ]);
  });

  it('whose end is not among the rows are a call whose end is missing', async () => {
    const { calls } = await converted(
      'asterisk-cel',
      event('CHAN_START', '1773151331.100000', '1.1', '') + event('ANSWER', '1773151332.000000', '1.1', ''),
    );
    expect(calls).toMatchObject([{ end: null, end_missing: true, talk_ms: null, outcome: 'answered' }]);
  });
});
