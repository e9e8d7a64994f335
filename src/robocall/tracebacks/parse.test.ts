// Requests in many wordings: every field that a mail names is read as it was meant.
import { describe, expect, it } from 'vitest';
import { type FieldName, readRequest } from './parse.ts';
import { instantRead } from './read-time.ts';

type Expected = { readonly [N in FieldName]?: string };

const [calling, called] = ['+1 202 555 0143', '+1 303 555 0120'];
const labelWays: readonly (readonly [string, string, string, string])[] = [
  ['Traceback ID', 'Call date/time', 'Calling number', 'Called number'],
  ['Reference', 'Timestamp', 'From', 'To'],
  ['Ref #', 'Date and time', 'ANI', 'DNIS'],
  ['Ticket', 'Time of call', 'Caller ID', 'Destination'],
  ['Case No.', 'When', 'Originating number', 'Terminating number'],
  ['Trace number', 'Call time (UTC)', 'Calling party', 'Called party'],
];
const timeWays = [
  '2026-03-10 14:02:13 UTC',
  '2026-03-10T14:02:13Z',
  'March 10, 2026 10:02:13 AM EDT',
  '3/10/2026 9:02:13 am CT',
  '10 Mar 2026 14:02:13 GMT',
];
const numberWays = [
  [calling, called],
  ['(202) 555-0143', '(303) 555-0120'],
  ['12025550143', '13035550120'],
  ['202.555.0143', '303.555.0120'],
] as const;
const separators = [': ', ' = ', ':\t'];

const written = labelWays.flatMap(([reference, at, from, to], way) =>
  timeWays.map((time, n) => {
    const [a, b] = numberWays[(way + n) % numberWays.length] ?? numberWays[0];
    const by = separators[(way * 2 + n) % 2] ?? ': ';
    const quote = n % 2 === 0 ? '' : '> ';
    const lines = [
      `${reference}${by}98231`,
      `Campaign${by}Auto-Warranty-P1`,
      `${at}${by}${time}`,
      `${from}${by}${a}`,
      `${to}${by}${b}`,
    ];
    const text = [
      ...lines,
      `Hop${by}2`,
      `Received from you by${by}CARRIER A LLC`,
      `Respond at${by}https://portal.example/tb/98231`,
    ];
    const expected: Expected = {
      reference: '98231',
      campaign: 'Auto-Warranty-P1',
      at: time,
      calling: a,
      called: b,
      hop: '2',
      downstream: 'CARRIER A LLC',
    };
    return [
      text.map((line) => `${quote}${line}`).join('\n'),
      { ...expected, respondAt: 'https://portal.example/tb/98231' },
    ] as const;
  }),
);

const sentences: readonly (readonly [string, Expected])[] = [
  [
    'Please trace a call from +1 202 555 0143 to +1 303 555 0120 on March 10, 2026 at 10:02 AM EDT. Our reference #A-771.',
    { calling, called, at: 'March 10, 2026 at 10:02 AM EDT. Our reference #A-771.', reference: 'A-771' },
  ],
  [
    'Case 4711: a recording reached 303-555-0120, caller ID 202-555-0143. Answer here: https://portal.example/4711.',
    { called: '303-555-0120', calling: '202-555-0143', reference: '4711', respondAt: 'https://portal.example/4711' },
  ],
];

describe('A request', () => {
  it('is read in at least thirty wordings, 99 fields of 100 right', () => {
    const corpus = [...written, ...sentences];
    const wrong: string[] = [];
    let fields = 0;
    for (const [text, expected] of corpus) {
      const read = readRequest(text);
      for (const [name, field] of Object.entries(read)) {
        const wanted = Object.entries(expected).find(([other]) => other === name)?.[1];
        if (wanted === undefined) continue;
        fields += 1;
        if (field?.value.trim() !== wanted) wrong.push(`${name}: ${field?.value ?? 'none'} for ${wanted}`);
      }
    }
    expect(corpus.length).toBeGreaterThanOrEqual(30);
    expect(fields).toBeGreaterThanOrEqual(240);
    expect(wrong.slice(0, Math.max(0, wrong.length - Math.floor(fields / 100)))).toEqual([]);
  });

  it('that lacks a field has none there: nothing is guessed', () => {
    const read = readRequest('Good morning, please call us about your invoice of last week. Kind regards');
    expect(Object.values(read).every((field) => field === null)).toBe(true);
  });

  it('keeps mail addresses apart from telephone numbers', () => {
    const read = readRequest('From: desk@traceback.example\nTo: noc@prairie.example\nCalled: 303-555-0120');
    expect(read.calling).toBeNull();
    expect(read.called?.value).toBe('303-555-0120');
    expect(read.requester).toMatchObject({ value: 'desk@traceback.example', confidence: 'likely' });
  });
});

it.each([
  ['2026-03-10 14:02:13 UTC', '2026-03-10T14:02:13.000Z', 'UTC'],
  ['2026-03-08 01:59:59 ET', '2026-03-08T06:59:59.000Z', 'ET'],
  ['2026-03-08 03:00:00 ET', '2026-03-08T07:00:00.000Z', 'ET'],
  ['2026-11-01 12:00 CST', '2026-11-01T18:00:00.000Z', 'CST'],
  ['3/10/2026 2:02 PM Pacific', '2026-03-10T21:02:00.000Z', 'Pacific'],
  ['2026-03-10 14:02:13 -0500', '2026-03-10T19:02:13.000Z', '-0500'],
  ['2026-03-10 14:02:13', '2026-03-10T14:02:13.000Z', null],
])('The words %s name the instant %s, in the zone as written', (words, at, zone) => {
  const read = instantRead(words);
  expect(read === null ? null : new Date(read.at).toISOString()).toBe(at);
  expect(read?.zone).toBe(zone);
});

describe('a crafted mail', () => {
  const size = 190_000;
  const many = (part: string): string => part.repeat(Math.floor(size / part.length));
  it.each([
    ['nothing but empty lines', many('\n')],
    ['lines of nothing but quotes', many('>\n')],
    ['a reference and spaces without end', `ref${many(' ')}`],
    ['a reference and empty lines without end', `ref${many('\n')}`],
    ['a hop and spaces without end', `hop${many(' ')}!`],
    ['references in a chain', many('ref-')],
    ['a caller and spaces without end', `from${many(' ')}`],
    ['callers without end', many('from +1 ')],
    ['a downstream that never ends', many('sent to A ')],
    ['a labelled reference of digits without end', `Reference: ${many('1')}!`],
    ['a labelled number with remarks without end', `Called number: ${many('dnc')}\r.`],
    ['a label without end', `${many('a ')}:`],
    ['addresses without end', `From: ${many('@')}\u2028`],
    ['links without end', many('http://.')],
    ['years without end', many('2026-03-10 ')],
    ['every kind of white space', many('from\u00a0\v\f\u2028')],
  ])('is read with two seconds of computing, though it is %s', (_what, text) => {
    // what this process computes: a clock on the wall counts what other programs do meanwhile
    const before = process.cpuUsage();
    expect(readRequest(text).called).toBeNull();
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
  });

  it('has the request read that stands after all its white space', () => {
    const read = readRequest(`${'\n \t'.repeat(30_000)}Traceback ID: 98231\nCalled number: 303-555-0120\n`);
    expect([read.reference?.value, read.called?.value]).toEqual(['98231', '303-555-0120']);
  });

  it('names no field by words longer than a field may have', () => {
    expect(readRequest(`Campaign: ${'x'.repeat(301)}`).campaign).toBeNull();
    expect(readRequest(`Campaign: ${'x'.repeat(300)}`).campaign?.value).toHaveLength(300);
  });
});
