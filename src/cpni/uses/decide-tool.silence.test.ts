import { describe, expect, it } from 'vitest';
import { ask, covers, emailConsent, no, notice, yes } from './decide-tool.example.ts';

const chicago = { zone: 'America/Chicago' };
const early = { type: 'email-consent', at: '2001-01-01T00:00:00Z' };
const lec = { kind: 'lec' };

/** The example's notice sent at an instant. */
const sent = (at: string, changes: object = {}) => ({ ...notice, at, ...changes });

const silent = (at: string, notices: readonly object[], carrier: object = {}) =>
  ask({ at, events: [early, ...notices], carrier: { ...lec, ...carrier }, subscribes: ['local'] });

describe('the wait of 64.2008(d)(1)', () => {
  const cases = [
    ['e-mail of 2026-11-20', 'email', 30, '2026-11-20', '2026-12-20', '2026-12-21'],
    ['letter of 2026-11-20', 'mail', 30, '2026-11-20', '2026-12-23', '2026-12-24'],
    ['bill insert of 2026-11-20', 'bill-insert', 30, '2026-11-20', '2026-12-23', '2026-12-24'],
    ['web message of 2026-11-20', 'web', 30, '2026-11-20', '2026-12-20', '2026-12-21'],
    ['text of 2026-11-20', 'text', 30, '2026-11-20', '2026-12-20', '2026-12-21'],
    ['e-mail in the leap year 2028', 'email', 30, '2028-02-01', '2028-03-02', '2028-03-03'],
    ['letter in the leap year 2028', 'mail', 30, '2028-02-01', '2028-03-05', '2028-03-06'],
    ['e-mail of 2027-02-01', 'email', 30, '2027-02-01', '2027-03-03', '2027-03-04'],
    ['e-mail that states 45 days', 'email', 45, '2026-11-20', '2027-01-04', '2027-01-05'],
    ['e-mail that states 29 days', 'email', 29, '2026-11-20', '2026-12-20', '2026-12-21'],
    ['e-mail that states fewer than none', 'email', -5, '2026-11-20', '2026-12-20', '2026-12-21'],
  ] as const;
  for (const [name, method, waitDays, on, last, first] of cases) {
    it(`of an ${name} ends with ${last}`, () => {
      const history = [sent(`${on}T12:00:00-06:00`, { method, waitDays })];
      expect(silent(`${last}T23:59:59.999-06:00`, history)).toMatchObject({
        allowed: false,
        missing: ['waiting-period'],
        cite: '47 CFR 64.2008(d)(1)',
        clearsAt: `${first}T00:00:00-06:00`,
        validUntil: null,
      });
      expect(silent(`${first}T00:00:00-06:00`, history)).toMatchObject({
        allowed: true,
        basis: 'opt-out',
        clearsAt: null,
      });
    });
  }
  it('counts days in the carrier’s zone, whatever offset a time is written with', () => {
    // 2026-11-20 in Chicago, already the 21st in UTC.
    const lateEvening = [sent('2026-11-21T05:30:00Z')];
    expect(silent('2026-12-21T05:59:59Z', lateEvening).missing).toEqual(['waiting-period']);
    expect(silent('2026-12-21T06:00:00Z', lateEvening).allowed).toBe(true);
    expect(silent('2026-12-21T06:00:00Z', lateEvening, { zone: 'UTC' }).missing).toEqual(['waiting-period']);
  });
  it('ends at midnight when the clocks were changed within it', () => {
    expect(silent('2026-11-20T12:00:00-06:00', [sent('2026-10-25T12:00:00-05:00')], chicago).clearsAt).toBe(
      '2026-11-25T00:00:00-06:00',
    );
    expect(silent('2026-03-20T12:00:00-05:00', [sent('2026-02-20T12:00:00-06:00')], chicago).clearsAt).toBe(
      '2026-03-23T00:00:00-05:00',
    );
    // Beirut jumps at midnight: the day begins at one o'clock.
    expect(silent('2026-03-10T12:00:00Z', [sent('2026-02-26T12:00:00Z')], { zone: 'Asia/Beirut' }).clearsAt).toBe(
      '2026-03-29T01:00:00+03:00',
    );
  });
  it('tells the latest of several waits; the first to end permits', () => {
    const both = [sent('2026-11-20T12:00:00-06:00'), sent('2026-11-25T12:00:00-06:00', { id: 'n2' })];
    expect(silent('2026-12-10T12:00:00-06:00', both).clearsAt).toBe('2026-12-26T00:00:00-06:00');
    expect(silent('2026-12-10T12:00:00-06:00', [...both].reverse()).clearsAt).toBe('2026-12-26T00:00:00-06:00');
    expect(silent('2026-12-21T12:00:00-06:00', both).basis).toBe('opt-out');
  });
  it('is the later one where the same notice went out by e-mail and by post', () => {
    const both = [sent('2026-11-20T12:00:00-06:00'), sent('2026-11-20T12:00:00-06:00', { method: 'mail' })];
    for (const history of [both, [...both].reverse()]) {
      expect(silent('2026-12-23T12:00:00-06:00', history)).toMatchObject({
        missing: ['waiting-period'],
        clearsAt: '2026-12-24T00:00:00-06:00',
      });
      expect(silent('2026-12-24T00:00:00-06:00', history).allowed).toBe(true);
    }
  });
});

describe('an answer that is yes', () => {
  it('is good until the end of the local day, however long that day is', () => {
    const long = [sent('2026-09-01T12:00:00-05:00')];
    expect(silent('2026-11-01T00:30:00-05:00', long).validUntil).toBe('2026-11-02T00:00:00-06:00');
    expect(silent('2026-12-21T23:59:59.999-06:00', long).validUntil).toBe('2026-12-22T00:00:00-06:00');
  });
  it('is good no longer than the rules it rests on', () => {
    const old = [sent('2007-10-01T12:00:00-05:00')];
    expect(silent('2007-12-07T12:00:00-06:00', old)).toMatchObject({
      version: 'CPNI-2002',
      validUntil: '2007-12-07T23:00:00-06:00',
    });
    expect(silent('2007-12-07T23:00:00-06:00', old)).toMatchObject({
      version: 'CPNI-2007',
      validUntil: '2007-12-08T00:00:00-06:00',
    });
  });
});

describe('renewal after two years, 64.2008(d)(2)', () => {
  const first = sent('2024-11-20T10:00:00-06:00');
  const onTime = sent('2026-11-20T23:59:00-06:00', { id: 'n2' });
  const late = sent('2026-11-21T00:00:00-06:00', { id: 'n2' });
  it('is missing from the day after the second anniversary', () => {
    expect(silent('2026-11-20T23:59:59.999-06:00', [first]).basis).toBe('opt-out');
    expect(silent('2026-11-21T00:00:00-06:00', [first])).toMatchObject({
      missing: ['renewal'],
      cite: '47 CFR 64.2008(d)(2)',
      clearsAt: null,
    });
  });
  it('falls on 28 February for a notice of 29 February', () => {
    const leap = sent('2024-02-29T10:00:00-06:00');
    expect(silent('2026-02-28T23:59:59-06:00', [leap]).allowed).toBe(true);
    expect(silent('2026-03-01T00:00:00-06:00', [leap]).missing).toEqual(['renewal']);
  });
  it('counts from the day a letter was mailed, not from the start of its wait', () => {
    const letter = sent('2024-11-20T10:00:00-06:00', { method: 'mail' });
    expect(silent('2026-11-20T12:00:00-06:00', [letter]).allowed).toBe(true);
    expect(silent('2026-11-21T12:00:00-06:00', [letter]).missing).toEqual(['renewal']);
  });
  it('carries silence on without a new wait when sent on the anniversary', () => {
    expect(silent('2026-11-21T00:00:00-06:00', [first, onTime]).basis).toBe('opt-out');
    expect(silent('2028-11-20T12:00:00-06:00', [first, onTime]).basis).toBe('opt-out');
    expect(silent('2028-11-21T12:00:00-06:00', [first, onTime]).missing).toEqual(['renewal']);
  });
  it('starts anew with its own wait when sent a day later', () => {
    expect(silent('2026-12-21T12:00:00-06:00', [first, late])).toMatchObject({
      missing: ['renewal'],
      clearsAt: '2026-12-22T00:00:00-06:00',
    });
    expect(silent('2026-12-22T00:00:00-06:00', [first, late]).basis).toBe('opt-out');
  });
  it('is no renewal when it bounced: the old approval runs to its anniversary', () => {
    const back = { type: 'bounced', at: '2026-11-21T08:00:00-06:00', notice: 'n2' };
    const bounced = [first, sent('2026-11-10T10:00:00-06:00', { id: 'n2' }), back];
    expect(silent('2026-11-20T23:00:00-06:00', bounced).basis).toBe('opt-out');
    expect(silent('2026-11-21T08:00:00-06:00', bounced).missing).toEqual(['renewal']);
  });
  it('is no renewal when it covers less, was oral, or asked for opt-in', () => {
    const less = { covers: covers({ recipients: ['agent'] }) };
    for (const other of [less, { method: 'oral' }, { approval: 'opt-in' }])
      expect(
        silent('2026-11-25T12:00:00-06:00', [first, { ...onTime, ...other }]).missing,
        JSON.stringify(other),
      ).toEqual(['renewal']);
  });
});

describe('which notice counts', () => {
  const at = '2026-12-24T12:00:00-06:00';
  const missing = (...events: object[]) => ask({ at, events }).missing;
  it('is none without any, and none that is sent later', () => {
    expect(ask({ at, events: [] })).toMatchObject({ missing: ['notice'], cite: '47 CFR 64.2008(a)(1)' });
    expect(missing(emailConsent, sent('2026-12-24T12:00:00.001-06:00'))).toEqual(['notice']);
  });
  it('is one that covers every class, the recipient and the purpose together', () => {
    const part = [
      { covers: covers({ cpni: ['usage'] }) },
      { covers: covers({ recipients: ['agent'] }) },
      { covers: covers({ purposes: ['other'] }) },
    ];
    for (const less of part) {
      expect(ask({ at, events: [emailConsent, { ...notice, ...less }] })).toMatchObject({
        missing: ['scope'],
        cite: '47 CFR 64.2008(c)(2)',
      });
    }
    const two = { cpni: ['call-detail', 'usage'] };
    const halves = [notice, { ...notice, id: 'n2', covers: covers({ cpni: ['usage'] }) }];
    expect(ask({ at, use: two, events: [emailConsent, ...halves] }).missing).toEqual(['scope']);
    expect(ask({ at, use: two, events: [emailConsent, { ...notice, covers: covers(two) }] }).allowed).toBe(true);
  });
  it('is never an oral one', () => {
    expect(ask({ at, events: [{ ...notice, method: 'oral' }] })).toMatchObject({
      missing: ['form'],
      cite: '47 CFR 64.2008(d)',
    });
  });
  it('is one by e-mail only to whom agreed to that before and still did', () => {
    const consent = (type: string, when: string) => ({ type, at: when });
    const [before, same, after] = ['2026-11-20T15:59:59Z', '2026-11-20T16:00:00Z', '2026-11-20T16:00:01Z'] as const;
    const withdrawn = 'email-consent-withdrawn';
    expect(ask({ at, events: [notice] })).toMatchObject({
      missing: ['email-consent'],
      cite: '47 CFR 64.2008(d)(3)(i)',
    });
    expect(missing(consent('email-consent', before), notice)).toEqual([]);
    expect(missing(consent('email-consent', same), notice)).toEqual([]);
    expect(missing(consent('email-consent', same), consent(withdrawn, same), notice)).toEqual(['email-consent']);
    expect(missing(consent('email-consent', after), notice)).toEqual(['email-consent']);
    expect(missing(emailConsent, consent(withdrawn, before), notice)).toEqual(['email-consent']);
    expect(missing(emailConsent, consent(withdrawn, same), notice)).toEqual(['email-consent']);
    expect(missing(emailConsent, consent(withdrawn, after), notice)).toEqual([]);
    expect(missing(consent('email-consent', before), consent(withdrawn, before), notice)).toEqual(['email-consent']);
    expect(missing({ ...notice, method: 'mail' })).toEqual([]);
    expect(missing({ ...notice, method: 'text' })).toEqual([]);
  });
  it('is none that came back, from the instant it did', () => {
    const back = (when: string) => ({ type: 'bounced', at: when, notice: 'n1' });
    expect(missing(emailConsent, notice, back('2026-12-24T18:00:00Z'))).toEqual(['delivery']);
    expect(missing(emailConsent, notice, back('2026-12-24T18:00:00.001Z'))).toEqual([]);
    expect(missing(emailConsent, notice, back(notice.at))).toEqual(['delivery']);
    expect(missing({ ...notice, method: 'mail' }, back('2026-12-01T18:00:00Z'))).toEqual(['delivery']);
    expect(ask({ at, events: [emailConsent, notice, back('2026-12-19T18:00:00Z')] }).cite).toBe(
      '47 CFR 64.2008(d)(3)(iii)',
    );
  });
  it('is the same notice sent again in another form, with a new wait', () => {
    const back = { type: 'bounced', at: '2026-11-20T16:05:00Z', notice: 'n1' };
    const letter = { ...notice, method: 'mail', at: '2026-11-21T16:00:00Z' };
    expect(ask({ at, events: [emailConsent, notice, back, letter] })).toMatchObject({
      missing: ['waiting-period'],
      clearsAt: '2026-12-25T00:00:00-06:00',
    });
  });
  it('is spoken of by how far it got: scope, form, delivery, waiting, renewal', () => {
    const outOfScope = { ...notice, id: 'a', covers: covers({ recipients: ['agent'] }) };
    const oral = { ...notice, id: 'b', method: 'oral' };
    const lost = { ...notice, id: 'c' };
    const back = { type: 'bounced', at: '2026-11-21T00:00:00Z', notice: 'c' };
    const waiting = { ...notice, id: 'd', at: '2026-12-20T12:00:00-06:00' };
    const lapsed = { ...notice, id: 'e', at: '2024-11-20T12:00:00-06:00' };
    const consent = { type: 'email-consent', at: '2020-01-01T00:00:00Z' };
    const steps = [[outOfScope], [oral], [lost, back], [waiting], [lapsed]];
    const codes = ['scope', 'form', 'delivery', 'waiting-period', 'renewal'];
    steps.forEach((_, index) => {
      const events = [consent, ...steps.slice(0, index + 1).flat()];
      expect(missing(...events)).toEqual([codes[index]]);
      expect(missing(...events.reverse())).toEqual([codes[index]]);
    });
  });
  it('permits although another does not', () => {
    const back = { type: 'bounced', at: '2026-11-21T00:00:00Z', notice: 'n2' };
    expect(missing(emailConsent, notice, { ...notice, id: 'n2' }, back)).toEqual([]);
  });
  it('is none for a customer who refused, whatever was sent after', () => {
    expect(missing(emailConsent, no, sent('2026-11-23T10:00:00-06:00'))).toEqual(['refused']);
    expect(
      ask({ at: '2027-12-24T12:00:00-06:00', events: [emailConsent, no, sent('2027-10-01T12:00:00Z')] }).missing,
    ).toEqual(['refused']);
  });
  it('opens what asks for an express yes to nobody who is silent', () => {
    const sale = { purpose: 'sell', offer: null };
    const forSale = { ...notice, covers: covers({ purposes: ['sell'] }) };
    expect(ask({ at, use: sale, events: [emailConsent, forSale] })).toMatchObject({
      missing: ['opt-in'],
      cite: '47 CFR 64.2007(b)',
      clearsAt: null,
    });
    expect(ask({ at, use: sale, events: [emailConsent, forSale, yes] }).basis).toBe('opt-in');
  });
});
