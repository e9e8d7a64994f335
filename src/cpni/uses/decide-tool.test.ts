import { describe, expect, it } from 'vitest';
import { answerTo, ask, emailConsent, lineWith, notice } from './decide-tool.example.ts';
import { decideLines } from './decide-tool.ts';

const encoder = new TextEncoder();

async function* inPieces(text: string, size: number): AsyncIterable<Uint8Array> {
  const bytes = encoder.encode(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const answered = async (text: string, size: number) => {
  let out = '';
  const counts = await decideLines(inPieces(text, size), async (chunk) => {
    await null;
    out += chunk;
  });
  return { ...counts, lines: out.split('\n').slice(0, -1), counted: counts.lines };
};

const detailOf = (line: unknown): unknown => {
  const { error } = answerTo(line);
  return error;
};

const without = (object: object, name: string): object =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

describe('one line', () => {
  it('gives the fields of the contract in their order', () => {
    expect(Object.keys(ask({}))).toEqual([
      ...['id', 'allowed', 'basis', 'cite', 'version', 'missing', 'how', 'clearsAt', 'validUntil', 'reason'],
    ]);
  });
  it('allows the example of the contract by silence until the end of the day in the carrier’s zone', () => {
    expect(ask({})).toEqual({
      id: 'c1',
      allowed: true,
      basis: 'opt-out',
      cite: '47 CFR 64.2007(b)',
      version: 'CPNI-2007',
      missing: [],
      how: null,
      clearsAt: null,
      validUntil: '2026-12-22T00:00:00-06:00',
      reason: expect.stringContaining('silence'),
    });
  });
  it('writes every id so that it can be read again', () => {
    for (const id of ['"', '\\', '\n', '\u2028', '\ud800', '😀', ''])
      expect(answerTo({ ...lineWith({}), id }).id).toBe(id);
  });
});

describe('a line that does not say what the contract asks', () => {
  it('is refused in its place, with the line’s number, the field and the fix', async () => {
    const { lines, bad, counted } = await answered(`{}\nno json\n${JSON.stringify(lineWith({}))}\n`, 7);
    expect([counted, bad]).toEqual([3, 2]);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      id: null,
      line: 1,
      error: { type: 'invalid-facts', detail: expect.stringContaining('id is missing') },
      allowed: false,
      basis: 'none',
      missing: ['invalid-facts'],
    });
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ id: null, line: 2, error: { type: 'invalid-facts' } });
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ id: 'c1', allowed: true });
  });

  const line = lineWith({});
  const parts = { '': line, carrier: line.carrier, customer: line.customer, use: line.use } as const;
  const put = (part: string, changed: object): object => (part === '' ? changed : { ...line, [part]: changed });

  for (const [part, fields] of Object.entries(parts)) {
    for (const name of Object.keys(fields)) {
      const path = part === '' ? name : `${part}.${name}`;
      it(`misses ${path}`, () => {
        expect(detailOf(put(part, without(fields, name)))).toMatchObject({
          detail: expect.stringContaining(`${path} is missing`),
        });
      });
      it(`has another kind of value in ${path}`, () => {
        for (const value of [7, 'no such word', true, {}, [{}], ['x'], null]) {
          const accepted =
            (path === 'id' && typeof value === 'string') ||
            (path === 'use.agreement' && value === true) ||
            (/use.(to|callId)$/.test(path) && (value === null || typeof value === 'string'));
          if (!accepted)
            expect(detailOf(put(part, { ...fields, [name]: value })), `${path} ${JSON.stringify(value)}`).toBeDefined();
        }
      });
    }
    it(`has a field too many in ${part === '' ? 'the line' : part}`, () => {
      expect(detailOf(put(part, { ...fields, extra: 1 }))).toMatchObject({
        detail: expect.stringContaining('extra is not a known field'),
      });
    });
  }

  it('offers nothing while it markets, or offers while it does not', () => {
    expect(ask({ use: { offer: null } }).missing).toEqual(['invalid-facts']);
    expect(ask({ use: { purpose: 'protect' } }).missing).toEqual(['invalid-facts']);
    expect(ask({ use: { purpose: 'provide', offer: null } }).missing).toEqual([]);
  });
  it('names no class of CPNI', () => {
    expect(ask({ use: { cpni: [] } }).missing).toEqual(['invalid-facts']);
  });
  it('names an unknown zone or an offset as a zone', () => {
    for (const zone of ['Mars/Olympus', '+05:00', 'EDT', '', 'america/chicago'])
      expect(ask({ carrier: { zone } }).missing, zone).toEqual(['invalid-facts']);
  });
  it('tells the time without an offset, on a day that is not, or in a leap second', () => {
    for (const at of [
      '2026-12-21T09:00:00',
      '2026-12-21',
      '2026-02-29T09:00:00Z',
      '2016-12-31T23:59:60Z',
      '2026-12-21T24:00:00Z',
      '2026-12-21 09:00:00Z',
      1766325600000,
    ]) {
      expect(answerTo({ ...line, at }).missing, String(at)).toEqual(['invalid-facts']);
      expect(ask({ events: [{ type: 'email-consent', at }] }).missing, String(at)).toEqual(['invalid-facts']);
    }
  });

  const covers = { cpni: ['usage'], recipients: ['self'], purposes: ['market'] };
  const at = '2026-11-01T00:00:00Z';
  const events = {
    'email-consent': { type: 'email-consent', at },
    'email-consent-withdrawn': { type: 'email-consent-withdrawn', at },
    notice,
    bounced: { type: 'bounced', at, notice: 'n1' },
    approved: { type: 'approved', at, notice: 'n1', method: 'written', proof: null },
    refused: { type: 'refused', at, method: 'oral', covers },
    ordered: { type: 'ordered', at, recipient: 'agent', to: 'A', cpni: [], method: 'portal', authenticated: true },
    'one-time': { type: 'one-time', at, callId: 'k', covers },
    'call-ended': { type: 'call-ended', at, callId: 'k' },
  } as const;
  for (const [type, event] of Object.entries(events)) {
    it(`has every event of the kind ${type} whole`, () => {
      expect(ask({ events: [event] }).missing).not.toContain('invalid-facts');
      for (const name of Object.keys(event)) {
        expect(detailOf(lineWith({ events: [emailConsent, without(event, name)] })), name).toMatchObject({
          detail: expect.stringContaining(`events[1].${name} is missing`),
        });
        expect(ask({ events: [{ ...event, [name]: 17.5 }] }).missing, name).toEqual(['invalid-facts']);
      }
      expect(ask({ events: [{ ...event, extra: null }] }).missing).toEqual(['invalid-facts']);
    });
  }
  it('has a coverage that is not whole', () => {
    for (const wrong of [
      null,
      {},
      { ...covers, extra: [] },
      { ...covers, cpni: ['secrets'] },
      { ...covers, purposes: null },
    ])
      expect(ask({ events: [{ ...notice, covers: wrong }] }).missing).toEqual(['invalid-facts']);
    expect(ask({ events: [{ ...events['one-time'], covers: null }] }).missing).toEqual(['invalid-facts']);
    expect(ask({ events: [{ ...events.refused, covers: null }] }).missing).not.toContain('invalid-facts');
  });
  it('leaves the wait of an opt-out notice open, which only an opt-in notice may', () => {
    expect(ask({ events: [{ ...notice, waitDays: null }] }).missing).toEqual(['invalid-facts']);
    expect(ask({ events: [{ ...notice, approval: 'opt-in', waitDays: null }] }).missing).toEqual(['opt-in']);
  });
  it('carries keys that mean something to JavaScript', () => {
    expect(answerTo('{"__proto__":{"id":"x"},"constructor":1}').missing).toEqual(['invalid-facts']);
    expect(answerTo(JSON.stringify(lineWith({})).replace('"to":null', '"to":null,"__proto__":1')).missing).toEqual([
      'invalid-facts',
    ]);
    expect(ask({ events: [{ type: 'constructor', at }] }).missing).toEqual(['invalid-facts']);
    expect(ask({ use: { purpose: 'toString', offer: null } }).missing).toEqual(['invalid-facts']);
  });
});

describe('what is no error', () => {
  it('names a notice or a call that is not among the events', () => {
    const at = '2026-12-01T00:00:00Z';
    const strangers = [
      { type: 'bounced', at, notice: 'other' },
      { type: 'approved', at, notice: 'other', method: 'written', proof: null },
      { type: 'call-ended', at, callId: 'other' },
    ];
    expect(ask({ events: strangers }).missing).toEqual(['notice']);
    expect(ask({ events: [emailConsent, notice, ...strangers] }).basis).toBe('opt-out');
  });
  it('waits beyond the end of time', () => {
    const forever = { ...notice, waitDays: Number.MAX_SAFE_INTEGER };
    expect(ask({ events: [emailConsent, forever] })).toMatchObject({ missing: ['waiting-period'], clearsAt: null });
    expect(ask({ at: '9999-12-31T23:59:59Z', use: { purpose: 'bill', offer: null } }).allowed).toBe(true);
    expect(ask({ at: '0000-01-01T00:00:00+14:00' }).missing).toEqual(['not-applicable']);
  });
});

describe('a stream', () => {
  const good = JSON.stringify(lineWith({}));
  it('is answered line by line in order, however its bytes are cut', async () => {
    const text = Array.from({ length: 40 }, (_, index) => good.replace('c1', `é😀${index}`)).join('\n');
    const whole = await answered(text, 1_000_000);
    expect(whole.lines.map((answer) => JSON.parse(answer).id)).toEqual(
      Array.from({ length: 40 }, (_, index) => `é😀${index}`),
    );
    for (const size of [1, 2, 3, 1000]) expect((await answered(text, size)).lines).toEqual(whole.lines);
  });
  it('may begin with a byte order mark, end its lines the way of Windows and lack the last newline', async () => {
    expect(await answered(`\uFEFF${good}\r\n${good}`, 5)).toMatchObject({ counted: 2, bad: 0 });
  });
  it('may be empty; an empty line in it is a bad one', async () => {
    expect(await answered('', 5)).toMatchObject({ counted: 0, bad: 0 });
    expect(await answered(`\n${good}\n`, 5)).toMatchObject({ counted: 2, bad: 1 });
  });
  it('is not stopped by a line too long to read', async () => {
    const { lines, bad } = await answered(`${'x'.repeat(16_777_217)}\n${good}\n`, 1_048_576);
    expect(bad).toBe(1);
    expect(lines[0]).toContain('longer than');
    expect(JSON.parse(lines[1] ?? '').allowed).toBe(true);
  });
  it('waits for its reader', async () => {
    let waiting = 0;
    let most = 0;
    const text = `${good}\n`.repeat(2000);
    await decideLines(inPieces(text, 100_000), async () => {
      waiting += 1;
      most = Math.max(most, waiting);
      await new Promise((resolve) => setTimeout(resolve, 1));
      waiting -= 1;
    });
    expect(most).toBe(1);
  });
});
