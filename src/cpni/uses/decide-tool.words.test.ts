import { describe, expect, it } from 'vitest';
import { ask, covers, emailConsent, no, notice, yes } from './decide-tool.example.ts';

const missing = (...events: object[]) => ask({ events }).missing;
const basis = (...events: object[]) => ask({ events }).basis;
const oral = { ...yes, method: 'oral' };

describe('a yes', () => {
  it('opens the use at once, during the wait of the notice it answers', () => {
    const at = '2026-11-25T10:00:00-06:00';
    expect(ask({ at, events: [emailConsent, notice, yes] })).toMatchObject({
      basis: 'opt-in',
      cite: '47 CFR 64.2007(b)',
    });
    expect(ask({ at: '2026-11-25T09:59:59.999-06:00', events: [emailConsent, notice, yes] }).missing).toEqual([
      'waiting-period',
    ]);
  });
  it('answers notices of either kind and form, lost or not, of any age', () => {
    const back = { type: 'bounced', at: '2026-11-21T00:00:00Z', notice: 'n1' };
    expect(basis({ ...notice, approval: 'opt-in' }, yes)).toBe('opt-in');
    expect(basis(notice, yes)).toBe('opt-in');
    expect(basis({ ...notice, method: 'oral' }, yes)).toBe('opt-in');
    expect(basis(emailConsent, notice, back, yes)).toBe('opt-in');
    expect(ask({ at: '2041-01-01T00:00:00Z', events: [notice, yes] }).basis).toBe('opt-in');
  });
  it('answers only a notice that went out at or before it and covers the use', () => {
    expect(basis({ ...notice, at: yes.at }, yes)).toBe('opt-in');
    expect(missing({ ...notice, at: '2026-11-25T10:00:01-06:00', approval: 'opt-in' }, yes)).toEqual(['opt-in']);
    expect(missing({ ...notice, covers: covers({ cpni: ['usage'] }) }, yes)).toEqual(['scope']);
    expect(missing(yes)).toEqual(['notice']);
    const twice = [
      { ...notice, approval: 'opt-in' },
      { ...notice, approval: 'opt-in', covers: covers({ cpni: ['usage'] }) },
    ];
    expect(missing(...twice, yes)).toEqual(['opt-in']);
  });
  it('must be proven when it was spoken', () => {
    const asking = { ...notice, approval: 'opt-in' };
    expect(ask({ events: [asking, oral] })).toMatchObject({ missing: ['proof'], cite: '47 CFR 64.2007(a)(1)' });
    expect(missing(asking, { ...oral, proof: '' })).toEqual(['proof']);
    expect(missing(asking, { ...oral, proof: false })).toEqual(['proof']);
    expect(basis(asking, { ...oral, proof: 'recording 17' })).toBe('opt-in');
    expect(basis(asking, { ...oral, proof: true })).toBe('opt-in');
    expect(basis(asking, { ...yes, method: 'written' })).toBe('opt-in');
    expect(basis(emailConsent, notice, oral)).toBe('opt-out');
  });
  it('is before silence what the answer rests on', () => {
    expect(basis(emailConsent, notice, yes)).toBe('opt-in');
  });
});

describe('a no', () => {
  it('stands against everything that needs approval until a later yes', () => {
    expect(ask({ events: [emailConsent, notice, no] })).toMatchObject({
      missing: ['refused'],
      cite: '47 CFR 64.2007(a)(2)',
      clearsAt: null,
    });
    expect(missing(emailConsent, notice, yes, no)).toEqual(['refused']);
    expect(missing(no)).toEqual(['refused']);
    const later = { ...yes, at: '2026-11-27T10:00:00-06:00' };
    expect(basis(emailConsent, notice, no, later)).toBe('opt-in');
    expect(missing(emailConsent, notice, no, later, { ...no, at: '2026-11-28T10:00:00-06:00' })).toEqual(['refused']);
  });
  it('comes last at the same instant, in whatever order it is written', () => {
    const same = { ...no, at: yes.at };
    expect(missing(emailConsent, notice, yes, same)).toEqual(['refused']);
    expect(missing(same, yes, notice, emailConsent)).toEqual(['refused']);
    expect(basis(emailConsent, notice, { ...no, at: '2026-11-25T09:59:59.999-06:00' }, yes)).toBe('opt-in');
  });
  it('counts from its own instant', () => {
    const at = '2026-12-21T09:00:00-05:00';
    expect(missing(emailConsent, notice, { ...no, at })).toEqual(['refused']);
    expect(basis(emailConsent, notice, { ...no, at: '2026-12-21T09:00:00.001-05:00' })).toBe('opt-out');
  });
  it('is not lifted by a yes without proof, nor by one to a notice that covers less', () => {
    const later = { ...oral, at: '2026-11-27T10:00:00-06:00' };
    expect(missing(emailConsent, notice, no, later)).toEqual(['refused']);
    const less = { ...notice, id: 'n2', covers: covers({ cpni: ['usage'] }) };
    expect(missing(emailConsent, notice, less, no, { ...later, notice: 'n2', method: 'written' })).toEqual(['refused']);
  });
  it('with limits stands where any class, the recipient and the purpose are within them', () => {
    const use = { cpni: ['call-detail', 'location'] };
    const wide = { ...notice, covers: covers(use) };
    const limited = (changes: object) => ({ ...no, covers: covers(changes) });
    const left = (refusal: object) => ask({ use, events: [emailConsent, wide, refusal] }).missing;
    expect(left(limited({ cpni: ['location'] }))).toEqual(['refused']);
    expect(left(limited({ cpni: ['usage'] }))).toEqual([]);
    expect(left(limited({ cpni: ['location'], recipients: ['agent'] }))).toEqual([]);
    expect(left(limited({ cpni: ['location'], purposes: ['sell'] }))).toEqual([]);
    expect(left(limited({ cpni: [] }))).toEqual([]);
  });
  it('that names contractors stops an agent without agreement, judged as one', () => {
    const refusal = { ...no, covers: covers({ recipients: ['independent-contractor'] }) };
    const wide = { ...notice, covers: covers({ recipients: ['agent', 'independent-contractor'] }) };
    const to = (agreement: boolean) =>
      ask({ use: { recipient: 'agent', agreement }, events: [emailConsent, wide, yes, refusal] });
    expect(to(false).missing).toEqual(['refused']);
    expect(to(true).basis).toBe('opt-in');
  });
  it('may come in any way a customer can reach the carrier', () => {
    for (const method of ['written', 'electronic', 'oral', 'email', 'mail', 'web', 'text'])
      expect(missing(emailConsent, notice, { ...no, method })).toEqual(['refused']);
    expect(missing(emailConsent, notice, { ...no, method: 'telepathy' })).toEqual(['invalid-facts']);
  });
});

describe('a yes for one call, 64.2008(f)', () => {
  const once = { type: 'one-time', at: '2026-12-21T08:59:00-05:00', callId: 'k1', covers: covers({ recipients: [] }) };
  const ended = { type: 'call-ended', at: '2026-12-21T09:00:00-05:00', callId: 'k1' };
  const call = { callId: 'k1', channel: 'phone-outbound' };
  const onCall = (use: object, ...events: object[]) => ask({ use: { ...call, ...use }, events });
  it('serves the carrier itself on that call, called or calling, without any notice', () => {
    for (const channel of ['phone-inbound', 'phone-outbound'])
      expect(onCall({ channel }, once)).toMatchObject({ basis: 'one-time', cite: '47 CFR 64.2008(f)', how: null });
  });
  it('serves a customer who refused, and changes nothing for later', () => {
    expect(onCall({}, no, once).basis).toBe('one-time');
    expect(onCall({}, { ...no, at: '2026-12-21T08:59:30-05:00' }, once).basis).toBe('one-time');
    expect(onCall({}, no, once, ended).missing).toEqual(['refused']);
  });
  it('ends with the call, at that very instant', () => {
    expect(onCall({}, once, ended)).toMatchObject({ missing: ['call'], cite: '47 CFR 64.2008(f)(1)' });
    expect(onCall({}, once, { ...ended, at: once.at }).missing).toEqual(['call']);
    expect(onCall({}, once, { ...ended, at: '2026-12-21T09:00:00.001-05:00' }).basis).toBe('one-time');
    expect(onCall({}, once, { ...ended, callId: 'k2' }).basis).toBe('one-time');
  });
  it('when it is over, still tells when the wait of a notice ends', () => {
    const early = { ...once, at: '2026-12-01T09:00:00-06:00' };
    const hungUp = { ...ended, at: '2026-12-01T09:05:00-06:00' };
    expect(
      ask({ at: '2026-12-02T09:00:00-06:00', use: call, events: [emailConsent, notice, early, hungUp] }),
    ).toMatchObject({ missing: ['call'], clearsAt: '2026-12-21T00:00:00-06:00' });
  });
  it('serves no other call and nothing that is no telephone call', () => {
    expect(onCall({ callId: 'k2' }, once).missing).toEqual(['call']);
    expect(onCall({ callId: null }, once).missing).toEqual(['call']);
    for (const channel of ['none', 'online', 'store']) expect(onCall({ channel }, once).missing).toEqual(['call']);
    expect(onCall({ callId: null, channel: 'none' }, once).allowed).toBe(false);
  });
  it('serves within what it covers', () => {
    expect(onCall({ cpni: ['usage'] }, once).missing).toEqual(['scope']);
    expect(onCall({ recipient: 'affiliate-other' }, once).missing).toEqual(['scope']);
    const named = { ...once, covers: covers({ recipients: ['affiliate-other'] }) };
    expect(onCall({ recipient: 'affiliate-other' }, named).basis).toBe('one-time');
    expect(onCall({}, named).basis).toBe('one-time');
  });
  it('never serves to sell', () => {
    const sale = { ...once, covers: covers({ purposes: ['sell'] }) };
    expect(onCall({ purpose: 'sell', offer: null }, sale).missing).toEqual(['notice']);
  });
});

describe('which approval is enough', () => {
  const all = ['self', 'agent', 'affiliate-communications', 'affiliate-other', 'joint-venture'];
  const recipients = [...all, 'independent-contractor', 'third-party', 'new-carrier', 'government'];
  const purposes = ['market', 'other', 'sell', 'provide', 'emergency', 'protect', 'bill'];
  const wide = { ...notice, method: 'mail', at: '2003-01-02T00:00:00Z', covers: covers({ recipients, purposes }) };
  const answered = { ...yes, at: '2003-01-03T00:00:00Z' };
  const lec = { kind: 'lec' };
  const to = (at: string, recipient: string, agreement: boolean, ...events: object[]) =>
    ask({ at, carrier: lec, subscribes: ['local'], use: { recipient, agreement }, events });

  it('since 2007-12-08: silence for the carrier, its agents and such affiliates, a yes for all others', () => {
    const now = '2026-12-21T09:00:00-05:00';
    const recent = { ...wide, at: '2026-10-01T00:00:00Z' };
    for (const recipient of recipients) {
      const silence = ['self', 'agent', 'affiliate-communications'].includes(recipient);
      expect(to(now, recipient, true, recent), recipient).toMatchObject(
        silence ? { basis: 'opt-out' } : { missing: ['opt-in'], cite: '47 CFR 64.2007(b)' },
      );
      expect(to(now, recipient, true, wide, answered), recipient).toMatchObject({ basis: 'opt-in' });
    }
    expect(to(now, 'agent', false, recent).missing).toEqual(['opt-in']);
    expect(to(now, 'agent', false, wide, answered).basis).toBe('opt-in');
  });
  it('to 2007-12-07: partners and contractors too, under an agreement', () => {
    const last = '2007-12-07T23:59:59-05:00';
    const recent = { ...wide, at: '2007-10-01T00:00:00Z' };
    for (const recipient of ['joint-venture', 'independent-contractor']) {
      expect(to(last, recipient, true, recent)).toMatchObject({ basis: 'opt-out', version: 'CPNI-2002' });
      expect(to(last, recipient, false, recent)).toMatchObject({
        missing: ['agreement'],
        cite: '47 CFR 64.2007(b)(2)',
      });
      expect(to('2007-12-08T00:00:00-05:00', recipient, true, recent)).toMatchObject({
        missing: ['opt-in'],
        version: 'CPNI-2007',
      });
      expect(to(last, recipient, false).missing).toEqual(['notice', 'agreement']);
    }
    for (const recipient of ['affiliate-other', 'third-party'])
      expect(to(last, recipient, true, recent).missing).toEqual(['opt-in']);
    expect(to(last, 'agent', false, recent).missing).toEqual(['agreement']);
  });
  it('the new text begins at midnight Eastern wherever the carrier is', () => {
    const recent = { ...wide, at: '2007-10-01T00:00:00Z' };
    const partner = (at: string, zone: string) =>
      ask({
        at,
        carrier: { kind: 'lec', zone },
        subscribes: ['local'],
        use: { recipient: 'joint-venture', agreement: true },
        events: [recent],
      }).version;
    for (const zone of ['Pacific/Honolulu', 'America/New_York', 'Pacific/Auckland', 'UTC']) {
      expect(partner('2007-12-08T04:59:59.999Z', zone)).toBe('CPNI-2002');
      expect(partner('2007-12-08T05:00:00Z', zone)).toBe('CPNI-2007');
    }
  });
  it('before 2003-02-24 nothing that needs approval was provided for', () => {
    const last = '2003-02-23T23:59:59.999-05:00';
    const first = '2003-02-24T00:00:00-05:00';
    expect(to(last, 'self', false, wide, answered)).toMatchObject({
      missing: ['not-applicable'],
      version: 'CPNI-1998',
      cite: '47 CFR 64.2005(a)',
    });
    expect(to(first, 'self', false, wide, answered)).toMatchObject({ basis: 'opt-in', version: 'CPNI-2002' });
    expect(to(first, 'self', false, wide)).toMatchObject({ basis: 'opt-out' });
    const offer = { kind: 'communications-related', category: 'local' };
    expect(ask({ at: last, carrier: lec, subscribes: ['local'], use: { offer }, events: [] }).cite).toBe(
      '47 CFR 64.2005(a)',
    );
    expect(ask({ at: last, carrier: lec, use: { purpose: 'bill', offer: null }, events: [] }).allowed).toBe(true);
  });
  it('before 2007-12-08 nothing bound or freed an interconnected VoIP provider', () => {
    for (const use of [
      { identifiable: 'subscriber-list' },
      { purpose: 'provide', offer: null },
      { recipient: 'customer' },
    ]) {
      expect(ask({ at: '2007-12-07T23:59:59-05:00', use }).missing).toEqual(['not-applicable']);
      expect(ask({ at: '2007-12-08T00:00:00-05:00', use }).missing).not.toEqual(['not-applicable']);
    }
  });
  it('before 64.2005 the statute alone answered, and before the statute nothing', () => {
    const bill = { purpose: 'bill', offer: null };
    const at = (when: string, use: object) => ask({ at: when, carrier: lec, subscribes: ['local'], use, events: [] });
    expect(at('1998-05-25T23:59:59-04:00', bill)).toMatchObject({ allowed: true, version: 'STATUTE-1996' });
    const offer = { offer: { kind: 'cpe', category: null } };
    expect(at('1998-05-25T23:59:59-04:00', offer).missing).toEqual(['not-applicable']);
    expect(at('1998-05-26T00:00:00-04:00', offer)).toMatchObject({ allowed: true, version: 'CPNI-1998' });
    expect(at('1996-02-07T23:59:59-05:00', bill)).toMatchObject({ missing: ['not-applicable'], version: null });
  });
  it('is a yes for what is no communications-related marketing and for other purposes that a notice names', () => {
    const now = '2026-12-21T09:00:00-05:00';
    const recent = { ...wide, at: '2026-10-01T00:00:00Z' };
    const uses = [
      { offer: { kind: 'non-communications', category: null } },
      { purpose: 'sell', offer: null },
      { purpose: 'other', offer: null },
    ];
    for (const at of [now, '2007-12-01T00:00:00Z']) {
      for (const use of uses) {
        const sentThen = { ...recent, at: at === now ? recent.at : '2007-10-01T00:00:00Z' };
        expect(ask({ at, carrier: lec, use, events: [sentThen] }).missing).toEqual(['opt-in']);
        expect(ask({ at, carrier: lec, use, events: [wide, answered] }).basis).toBe('opt-in');
      }
    }
    const unnamed = { ...recent, covers: covers({}) };
    expect(ask({ use: { purpose: 'other', offer: null }, events: [unnamed, yes] }).missing).toEqual(['scope']);
  });
});
