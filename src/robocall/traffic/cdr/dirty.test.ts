import { describe, expect, it } from 'vitest';
import { convertCli, converted, counted } from '../../../../test/cdr.ts';

const freeswitch = (fields: Readonly<Record<string, string>>): string => {
  const row = {
    name: 'Acme Dental',
    from: '12025550143',
    to: '13035550119',
    context: 'public',
    start: '2026-03-10 10:02:11',
    answer: '2026-03-10 10:02:17',
    end: '2026-03-10 10:03:52',
    duration: '101',
    billsec: '95',
    cause: 'NORMAL_CLEARING',
    uuid: '7f3c2a00-1c8e-4d51-9b7a-0a2c5e11004f',
    ...fields,
  };
  return `${Object.values(row)
    .map((value) => `"${value}"`)
    .join(',')},"","acme-dental","PCMU","PCMU"\n`;
};

const asterisk = (fields: Readonly<Record<string, string>>): string => {
  const row = {
    start: '2026-03-10 10:02:17',
    answer: '',
    end: '2026-03-10 10:02:17',
    disposition: 'NO ANSWER',
    userfield: '',
    ...fields,
  };
  return `"acme-dental","12025550144","13035550123","from-customer","""Acme"" <12025550144>","PJSIP/a-1","PJSIP/b-1","Dial","x,60","${row.start}",${row.answer},"${row.end}",0,0,"${row.disposition}","DOCUMENTATION","1773151337.108","${row.userfield}"\n`;
};

describe('FreeSWITCH writes values as they are', () => {
  it.each(['Smith, "Bob" & Sons', '"', 'Acme","12025550100","13035550100","public', 'a, b, c, d', '""Acme""'])(
    'a caller named %s does not move the columns',
    async (name) => {
      const { status, calls } = await converted('freeswitch-csv', freeswitch({ name }));
      expect(status).toBe(0);
      expect(calls).toMatchObject([
        { from: '+12025550143', to: '+13035550119', talk_ms: 95_000, account_ref: 'acme-dental' },
      ]);
    },
  );

  it('a normal clearing without an answer stamp is no answered call', async () => {
    const { calls } = await converted('freeswitch-csv', freeswitch({ answer: '', billsec: '0' }));
    expect(calls).toMatchObject([{ answer: null, outcome: 'unknown', talk_ms: 0 }]);
  });

  it('with epochs in the template needs no zone and keeps milliseconds', async () => {
    const columns = [
      'caller_id_name',
      'caller_id_number',
      'destination_number',
      'start_stamp',
      'start_uepoch',
      'answer_uepoch',
      'end_uepoch',
      'billmsec',
      'hangup_cause',
      'sip_call_id',
    ]
      .map((name) => `"$\{${name}}"`)
      .join(',');
    const row =
      '"A","12025550143","13035550120","2026-11-01 01:30:00","1793511000050000","1793511008900000","1793511014400000","5500","NORMAL_CLEARING","x@y"';
    const { calls } = await convertCli(['--format', 'freeswitch-template', '--columns', columns], row);
    expect(calls).toMatchObject([
      {
        start: '2026-11-01T05:30:00.050Z',
        talk_ms: 5500,
        talk_precision_ms: 1,
        talk_rounding: 'exact',
        call_key: 'x@y',
      },
    ]);
  });
});

describe('Asterisk', () => {
  it('NO ANSWER is no invalid number, and the source is told not to know', async () => {
    const { calls, complaints } = await converted('asterisk-csv', asterisk({}));
    expect(calls).toMatchObject([{ outcome: 'no_answer', q850: null, disposition_raw: 'NO ANSWER' }]);
    expect(complaints.join('\n')).toContain('cannot tell invalid_number');
  });

  it('a cause in the userfield says that the number was invalid', async () => {
    const { calls } = await converted('asterisk-csv', asterisk({ userfield: '1;16' }));
    expect(calls).toMatchObject([{ outcome: 'invalid_number', q850: 1, derived: [] }]);
  });
});

describe('the hour that the clocks put back or forward', () => {
  it('01:30 of 1 November happened twice in New York and is quarantined with its line', async () => {
    const { status, calls, complaints } = await converted(
      'freeswitch-csv',
      freeswitch({}) + freeswitch({ start: '2026-11-01 01:30:00', answer: '', end: '2026-11-01 01:31:00' }),
    );
    expect([status, calls.length]).toEqual([1, 1]);
    expect(complaints[0]).toMatch(/^-, line 2: start_stamp: 2026-11-01 01:30:00 happened twice in America\/New_York/);
    expect(counted(complaints)).toMatchObject({ rows: 2, calls: 1, quarantined: 1 });
  });

  it('FreeSWITCH: an epoch of the start and the durations tell what the other stamps mean', async () => {
    const columns =
      'uuid,caller_id_number,destination_number,start_epoch,answer_stamp,end_stamp,duration,billsec,hangup_cause';
    const row =
      'a-1,12025550143,13035550121,1793514600,2026-11-01 01:30:05,2026-11-01 01:31:00,60,55,NORMAL_CLEARING\n';
    const { calls } = await convertCli(
      ['--format', 'freeswitch-csv', '--zone', 'America/New_York', '--columns', columns],
      row,
    );
    expect(calls).toMatchObject([
      { start: '2026-11-01T06:30:00.000Z', answer: '2026-11-01T06:30:05.000Z', end: '2026-11-01T06:31:00.000Z' },
    ]);
  });

  it('02:30 of 8 March never was', async () => {
    const { status, complaints } = await converted('freeswitch-csv', freeswitch({ start: '2026-03-08 02:30:00' }));
    expect(status).toBe(1);
    expect(complaints[0]).toContain('does not exist in America/New_York');
  });

  it('Asterisk: the epoch in uniqueid tells which of the two it was', async () => {
    const row = asterisk({ start: '2026-11-01 01:30:00', end: '2026-11-01 01:30:00' });
    const second = await converted('asterisk-csv', row.replace('1773151337.108', '1793514600.108'));
    expect(second.calls).toMatchObject([{ start: '2026-11-01T06:30:00.000Z' }]);
    const none = await converted('asterisk-csv', row);
    expect(none.status).toBe(1);
  });
});

describe('a file as it comes', () => {
  it('BOM, CRLF, empty lines, a header and a last line without its end are read', async () => {
    const header =
      'caller_id_name,caller_id_number,destination_number,context,start_stamp,answer_stamp,end_stamp,duration,billsec,hangup_cause,uuid,bleg_uuid,accountcode,read_codec,write_codec';
    const text = `\uFEFF${header}\r\n\r\n${freeswitch({}).replace('\n', '\r\n')}\r\n${freeswitch({ uuid: 'aa' }).trimEnd()}`;
    const { status, calls } = await converted('freeswitch-csv', text);
    expect(status).toBe(0);
    expect(calls.map(({ source_row }) => source_row)).toEqual([3, 5]);
  });

  it('a header that comes again, where files were put together, is set aside each time', async () => {
    const header = 'uuid,caller_id_number,destination_number,start_stamp,end_stamp,hangup_cause\n';
    const row = 'a-1,12025550143,13035550121,2026-03-10 10:02:14,2026-03-10 10:02:16,USER_BUSY\n';
    const acc = 'id,method,callid,sip_code,time\n';
    const missed = '1,INVITE,x,486,2026-03-10 10:02:14\n';
    for (const [format, text] of [
      ['freeswitch-csv', header + row + header],
      ['kamailio-missed', acc + missed + acc],
    ] as const) {
      const { status, complaints } = await converted(format, text);
      expect([status, counted(complaints)]).toEqual([0, expect.objectContaining({ calls: 1, aside: 2 })]);
    }
  });

  it('a last line that is cut off is quarantined', async () => {
    for (const [format, text] of [
      ['freeswitch-csv', freeswitch({})],
      ['asterisk-csv', asterisk({})],
    ] as const) {
      const { status, calls, complaints } = await converted(format, text + text.slice(0, 90));
      expect([status, calls.length]).toEqual([1, 1]);
      expect(complaints.join('\n')).toContain('line 2: the last line is cut off');
    }
  });

  it('bytes that are no UTF-8 stop nothing', async () => {
    const bytes = Buffer.from(freeswitch({ name: 'Caf\u00e9' }) + freeswitch({ uuid: 'bb' }), 'latin1');
    const { status, calls } = await converted('freeswitch-csv', bytes);
    expect([status, calls.length]).toEqual([0, 2]);
  });

  it('the same row again is a double and no second call', async () => {
    const { calls, complaints } = await converted('freeswitch-csv', freeswitch({}) + freeswitch({}));
    expect(calls).toHaveLength(1);
    expect(counted(complaints)).toMatchObject({ rows: 2, calls: 1, doubles: 1, quarantined: 0 });
  });

  it.each([
    ['2025550143', '+12025550143', null],
    ['+442071838750', '+442071838750', null],
    ['anonymous', null, 'withheld'],
    ['101', null, 'extension'],
    ['911', null, 'emergency_number'],
    ['10005550143', null, 'impossible_number'],
    ['', null, 'empty'],
  ])('a caller %s is %s', async (from, number, reason) => {
    const { calls } = await converted('freeswitch-csv', freeswitch({ from }));
    expect(calls).toMatchObject([{ from: number, from_invalid_reason: reason }]);
  });
});

describe('how the command is called', () => {
  it.each([
    [['--format', 'freeswitch-csv'], /--zone is needed/],
    [['--format', 'freeswitch-csv', '--zone', 'EST5'], /no zone: write its IANA name/],
    [['--zone', 'UTC'], /--format is needed: one of auto, freeswitch-csv/],
    [['--format', 'nothing'], /--format is one of/],
    [['--format', 'auto', '/nowhere/at/all.csv'], /no such file/],
    [['--format', 'auto', '--zone', 'UTC', '--columns', '"'], /--columns names no columns/],
    [['--format', 'auto', '--speed', '9'], /speed/],
  ])('%j is answered in a sentence', async (args, why) => {
    const { status, complaints } = await convertCli(args, 'no call\n');
    expect(status).toBe(2);
    expect(complaints.join('\n')).toMatch(why);
  });

  it('auto says when it cannot tell', async () => {
    const { status, complaints } = await convertCli(['--format', 'auto', '--zone', 'UTC'], 'dear diary\n');
    expect([status, complaints[0]]).toEqual([2, expect.stringContaining('name it with --format')]);
  });
});
