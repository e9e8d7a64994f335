import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockLines } from './clock-tool.ts';

type Answer = Record<string, unknown>;

async function* chunksOf(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const ask = async (input: string | Uint8Array, size: number) => {
  const written: string[] = [];
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const counts = await clockLines(chunksOf(bytes, size), (chunk) => {
    written.push(chunk);
  });
  const text = written.join('');
  const answers: Answer[] =
    text === ''
      ? []
      : text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line));
  return { ...counts, answers, text };
};

const one = async (facts: unknown): Promise<Answer> => {
  const { answers } = await ask(JSON.stringify(facts), 4096);
  return answers[0] ?? {};
};

const detailOf = ({ error }: Answer): string =>
  typeof error === 'object' && error !== null && 'detail' in error ? String(error.detail) : '';

const reason = async (facts: unknown): Promise<string> => {
  const answer = await one(facts);
  expect(Object.keys(answer)).toEqual(['id', 'line', 'error', 'clock']);
  expect(answer).toMatchObject({ line: 1, error: { type: 'invalid-facts' } });
  return detailOf(answer);
};

describe('A clock asked on the command line', () => {
  it('answers with the fields of the contract, dates written as dates', async () => {
    const facts = { id: 'w1', clock: 'opt-out-wait', sent: '2026-11-20', method: 'email', days: 30 };
    expect(await one(facts)).toEqual({
      id: 'w1',
      clock: 'opt-out-wait',
      due: '2026-12-21',
      cite: '47 CFR 64.2008(d)(1)',
      version: 'CPNI-2007',
      steps: [
        { date: '2026-11-20', counted: false, why: expect.stringContaining('trigger') },
        { date: '2026-11-20', counted: false, why: expect.stringContaining('day 0') },
        { date: '2026-12-20', counted: true, why: expect.stringContaining('last waiting day') },
        { date: '2026-12-21', counted: false, why: expect.stringContaining('first day of use') },
      ],
      lastWaitingDay: '2026-12-20',
    });
  });

  it.each([
    [
      { clock: 'opt-out-wait', sent: '2026-11-20', method: 'mail', days: 30 },
      { due: '2026-12-24', lastWaitingDay: '2026-12-23' },
    ],
    [{ clock: 'biennial-notice', sent: '2028-02-29' }, { due: '2030-02-28' }],
    [{ clock: 'opt-out-failure-letter', detected: '2026-11-23' }, { due: '2026-12-01' }],
    [
      { clock: 'opt-out-failure-letter', detected: '2026-11-23', closures: [{ date: '2026-12-01', why: 'snow' }] },
      { due: '2026-12-02' },
    ],
    [
      { clock: 'breach-report', determined: '2026-12-23' },
      { due: '2027-01-05', promisedDue: null },
    ],
    [
      { clock: 'breach-report', determined: '2026-12-23', promise: null },
      { due: '2027-01-05', promisedDue: null },
    ],
    [
      { clock: 'breach-report', determined: '2026-06-18', promise: { calendarDays: 7 } },
      { due: '2026-06-30', promisedDue: '2026-06-25' },
    ],
    [{ clock: 'breach-customer-notice', reported: '2026-12-02', agencyDelayUntil: null }, { due: '2026-12-12' }],
    [
      { clock: 'breach-customer-notice', reported: '2026-06-30', agencyDelayUntil: '2026-07-30' },
      { due: '2026-07-31' },
    ],
    [
      { clock: 'annual-certification', year: 2031 },
      { due: '2031-03-03', promisedDue: null },
    ],
    [
      { clock: 'annual-certification', year: 2027, promise: { before: true } },
      { due: '2027-03-01', promisedDue: '2027-02-26' },
    ],
    [
      { clock: 'annual-certification', year: 2007, promise: { before: true } },
      { due: null, version: null, promisedDue: '2007-02-28' },
    ],
    [
      { clock: 'registration-update', changed: '2026-12-18' },
      { due: '2027-01-05', version: 'RMD-2026' },
    ],
    [
      { clock: 'registration-recertification', year: 2026 },
      { due: '2026-03-02', windowOpens: '2026-02-01' },
    ],
    [{ clock: 'calea-refile', amended: '2026-12-01' }, { due: '2027-03-01' }],
    [{ clock: 'blocked-list', asked: '2026-11-23' }, { due: '2026-11-27' }],
    [{ clock: 'illegal-traffic-notice', noticed: '2026-11-26', days: 14 }, { due: '2026-12-10' }],
    [{ clock: 'final-determination', released: '2026-11-26' }, { due: '2026-12-26' }],
    [{ clock: 'token-review', revoked: '2026-11-02' }, { due: '2027-01-04' }],
    [{ clock: 'fcc-account-update', changed: '2026-11-20' }, { due: '2026-12-07' }],
    [
      { clock: 'block-dispute', disputed: '2026-11-27T13:30:00-05:00', zone: 'America/Chicago' },
      { due: '2026-11-28T12:30:00-06:00' },
    ],
  ])('%j: %j', async (facts, expected) => expect(await one({ id: 'x', ...facts })).toMatchObject(expected));

  it.each([
    ['America/Chicago', '2026-11-17T10:00:00-06:00', '2026-11-18T10:00:00-06:00'],
    ['America/Chicago', '2026-11-17T16:00:00Z', '2026-11-18T10:00:00-06:00'],
    ['America/New_York', '2026-03-06T15:00:00-05:00', '2026-03-09T15:00:00-04:00'],
    ['America/New_York', '2026-10-30T15:00:00-04:00', '2026-11-02T15:00:00-05:00'],
    ['America/New_York', '2026-03-08T02:30:00-05:00', '2026-03-10T08:00:00-04:00'],
    ['America/New_York', '2026-11-01T01:30:00-05:00', '2026-11-03T08:00:00-05:00'],
    ['America/New_York', '2026-10-30T18:00:00-04:00', '2026-11-03T08:00:00-05:00'],
    ['America/Phoenix', '2026-03-06T15:00:00-07:00', '2026-03-09T15:00:00-07:00'],
    ['Pacific/Honolulu', '2026-07-02T17:30:00-10:00', '2026-07-06T17:30:00-10:00'],
    ['Pacific/Guam', '2026-11-20T08:00:00+10:00', '2026-11-23T08:00:00+10:00'],
    ['America/Puerto_Rico', '2026-11-25T16:00:00-04:00', '2026-11-27T16:00:00-04:00'],
    ['America/Anchorage', '2026-03-06T12:00:00-09:00', '2026-03-09T12:00:00-08:00'],
    ['America/Los_Angeles', '2026-11-18T17:30:00.000-08:00', '2026-11-19T17:30:00-08:00'],
    ['America/Los_Angeles', '2026-11-18T17:30:01-08:00', '2026-11-20T08:00:00-08:00'],
    ['UTC', '2026-11-17T10:00:00Z', '2026-11-18T10:00:00+00:00'],
    // Cairo puts its clocks on in the night to Friday 24 April 2026.
    ['Africa/Cairo', '2026-04-23T15:00:00+02:00', '2026-04-24T16:00:00+03:00'],
  ])('traceback at an office in %s, received %s: due %s', async (zone, received, due) =>
    expect(await one({ id: 't', clock: 'traceback-answer', received, zone })).toMatchObject({
      due,
      version: 'TB-2024',
    }),
  );
});

describe('A bad line is answered by naming the field and the fix', () => {
  const base = { id: 'b', clock: 'breach-report', determined: '2026-11-20' };
  const wait = { id: 'b', clock: 'opt-out-wait', sent: '2026-11-20', method: 'email', days: 30 };
  const traced = { id: 'b', clock: 'traceback-answer', received: '2026-11-20T10:00:00Z', zone: 'UTC' };
  const told = { id: 'b', clock: 'breach-customer-notice', reported: '2026-11-20', agencyDelayUntil: null };

  it.each([
    [{ ...base, determined: '2026-11-20T10:00:00Z' }, /^determined is an instant, not a date: write .*YYYY-MM-DD/],
    [{ ...base, determined: '2026-02-29' }, /^determined is no date/],
    [{ ...base, determined: '20261120' }, /^determined is no date/],
    [{ ...base, determined: 20_261_120 }, /^determined is no date/],
    [{ ...base, determined: null }, /^determined is no date/],
    [{ ...base, determined: '9999-12-31' }, /^determined is out of range/],
    [{ ...base, determined: '0000-12-31' }, /^determined is out of range/],
    [{ id: 'b', clock: 'breach-report' }, /^determined is missing/],
    [{ ...base, detected: '2026-11-20' }, /^"detected" is no field of breach-report: it takes .*determined/],
    [{ ...base, a: 1, b: 2 }, /^"a", "b" are no fields/],
    [
      JSON.parse('{"id":"b","clock":"breach-report","determined":"2026-11-20","__proto__":1}'),
      /^"__proto__" is no field/,
    ],
    [{ ...base, promise: { before: true } }, /^"before" is no field of promise/],
    [{ ...base, promise: { calendarDays: 0 } }, /^promise.calendarDays is out of range/],
    [{ ...base, promise: {} }, /^promise.calendarDays is missing/],
    [{ ...base, promise: 7 }, /^promise is no object/],
    [{ ...base, closures: {} }, /^closures is no list/],
    [{ ...base, closures: ['2026-12-24'] }, /^closures\[0\] is no object/],
    [{ ...base, closures: [{ date: '2026-12-24' }] }, /^closures\[0\].why is missing/],
    [{ ...base, closures: [{ date: '2026-12-24', why: ' ' }] }, /^closures\[0\].why is no reason/],
    [{ ...base, closures: [{ date: '24.12.2026', why: 'snow' }] }, /^closures\[0\].date is no date/],
    [{ ...base, closures: [{ date: '2026-12-24', why: 'snow', hours: 4 }] }, /^"hours" is no field of closures\[0\]/],
    [{ id: 'b', clock: 'annual-certification', year: '2027' }, /^year is out of range: write a whole number/],
    [{ id: 'b', clock: 'annual-certification', year: 2027.5 }, /^year is out of range/],
    [{ id: 'b', clock: 'annual-certification', year: 2027, promise: { before: false } }, /^promise.before is not true/],
    [{ ...wait, days: 29 }, /^days is out of range: write a whole number from 30/],
    [{ ...wait, days: '30' }, /^days is out of range/],
    [{ ...wait, method: 'oral' }, /^method is no way this clock knows: write "email" or "mail"/],
    [{ id: 'b', clock: 'opt-out-wait', sent: '2026-11-20', method: 'email' }, /^days is missing/],
    [{ ...wait, closures: 'none' }, /^closures is no list/],
    [{ ...traced, received: '2026-11-20' }, /^received is a date, not an instant: write RFC 3339/],
    [{ ...traced, received: '2026-11-20T10:00:00' }, /^received is no instant/],
    [{ ...traced, received: '9999-12-31T23:59:59Z' }, /^received is out of range/],
    [{ ...traced, zone: '+05:00' }, /^zone is no time zone: write the IANA name/],
    [{ ...traced, zone: 'Mars/Olympus' }, /^zone is no time zone/],
    [{ ...traced, zone: null }, /^zone is no time zone/],
    [{ id: 'b', clock: 'breach-customer-notice', reported: '2026-11-20' }, /^agencyDelayUntil is missing: .*null/],
    [{ ...told, agencyDelayUntil: '2026-13-01' }, /^agencyDelayUntil is no date/],
    [{ id: 'b', clock: 'breach' }, /^clock is none we know: write one of opt-out-wait,/],
    [{ id: 'b', clock: 'toString' }, /^clock is none we know/],
    [{ id: 'b', clock: ['breach-report'] }, /^clock is none we know/],
    [{ id: 'b' }, /^clock is missing/],
    [{ clock: 'breach-report', determined: '2026-11-20' }, /^id is missing/],
    [{ ...base, id: { a: 1 } }, /^id is neither text nor number/],
    [[base], /^the line is no JSON object/],
    ['breach-report', /^the line is no JSON object/],
    [null, /^the line is no JSON object/],
  ])('%j', async (facts, expected) => expect(await reason(facts)).toMatch(expected));

  it('keeps the id and the clock where the line had them', async () => {
    expect(await one({ id: 7, clock: 'nonsense' })).toMatchObject({ id: 7, clock: 'nonsense', line: 1 });
    expect(await one({ id: [], clock: {} })).toMatchObject({ id: null, clock: null, line: 1 });
  });
});

describe('A stream of lines', () => {
  const good = '{"id":"é","clock":"biennial-notice","sent":"2026-11-20"}';

  it('gives one answer a line, in order, empty and broken lines too', async () => {
    const { answers, lines, bad } = await ask(`${good}\n\n{\n${good}\r\n${good}`, 4096);
    expect([lines, bad]).toEqual([5, 2]);
    expect(answers.map((answer) => answer.due ?? answer.line)).toEqual([
      '2028-11-20',
      2,
      3,
      '2028-11-20',
      '2028-11-20',
    ]);
    expect(answers[1]?.error).toEqual({
      type: 'invalid-facts',
      detail: 'the line is no JSON object: write one JSON object a line',
    });
  });

  it('is read past the mark that some editors put before a text', async () => {
    expect((await ask(`\uFEFF${good}\n`, 2)).answers).toMatchObject([{ due: '2028-11-20' }]);
  });

  it.each([1, 2, 3, 7, 64])('does not depend on where its bytes were cut (%i a chunk)', async (size) => {
    const input = `${good}\n${good}\n`;
    expect(await ask(input, size)).toEqual(await ask(input, 4096));
  });

  it('is empty for an empty input', async () => expect(await ask('', 1)).toMatchObject({ lines: 0, bad: 0, text: '' }));

  it('answers a line that is too long, or no UTF-8, and goes on', async () => {
    const input = Buffer.concat([
      Buffer.alloc(17_000_000, 'x'),
      Buffer.from('\n'),
      Buffer.from([0x22, 0xff, 0x22, 10]),
      Buffer.from(good),
    ]);
    const { answers, bad } = await ask(input, 65_536);
    expect(bad).toBe(2);
    expect(answers.map((answer) => answer.id)).toEqual([null, null, 'é']);
    expect(answers.slice(0, 2).map(detailOf)).toEqual([
      expect.stringContaining('longer than'),
      expect.stringContaining('no JSON object'),
    ]);
  });

  it('survives a line nested a hundred thousand deep', async () => {
    const deep = `{"id":"d","clock":"biennial-notice","sent":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect((await ask(`${deep}\n${good}`, 65_536)).answers.at(-1)).toMatchObject({ due: '2028-11-20' });
  });

  it('never fails, whatever JSON or text a line holds', async () => {
    const names = fc.constantFrom(
      'breach-report',
      'opt-out-wait',
      'traceback-answer',
      'annual-certification',
      'calea-refile',
    );
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('2026-11-20', '2026-11-20T10:00:00Z', 'UTC', 30, 2027, { before: true }),
    );
    const facts = fc.record(
      {
        id: odd,
        clock: fc.oneof(names, odd),
        sent: odd,
        determined: odd,
        received: odd,
        zone: odd,
        year: odd,
        days: odd,
        method: odd,
        promise: odd,
        closures: odd,
      },
      { requiredKeys: ['clock'] },
    );
    const line = fc.oneof(
      facts.map((each) => JSON.stringify(each)),
      fc.string({ unit: 'binary' }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 5 }), async (texts) => {
        const clean = texts.map((each) => each.replaceAll('\n', ' '));
        const { answers, lines } = await ask(`${clean.join('\n')}\n`, 100);
        expect([answers.length, lines]).toEqual([clean.length, clean.length]);
        for (const answer of answers) expect('due' in answer || detailOf(answer) !== '').toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('says the same to the same lines', async () => {
    const input = `${good}\n{"id":1,"clock":"breach-report","determined":"2026-11-20"}\n`;
    expect((await ask(input, 10)).text).toBe((await ask(input, 10)).text);
  });
});
