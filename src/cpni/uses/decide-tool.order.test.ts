import { describe, expect, it } from 'vitest';
import { ask, covers, emailConsent, no, notice, yes } from './decide-tool.example.ts';

const plain = (purpose: string, changes: object = {}) => ({ purpose, offer: null, ...changes });
const settle = (purpose: string, changes: object = {}) => ask({ use: plain(purpose, changes), events: [] });
const partners = ['joint-venture', 'independent-contractor'] as const;
const outsiders = ['affiliate-communications', 'affiliate-other', ...partners, 'new-carrier'] as const;

describe('what needs no approval', () => {
  const cases = [
    ['listed information', 'other', { identifiable: 'subscriber-list', source: 'other-carrier' }, '47 USC 222(e)'],
    ['aggregates', 'sell', { identifiable: 'aggregate' }, '47 USC 222(c)(3)'],
    ['service itself', 'provide', { recipient: 'third-party' }, '47 USC 222(c)(1)'],
    ['billing', 'bill', { recipient: 'agent' }, '47 USC 222(d)(1)'],
    ['a port request', 'port', { recipient: 'new-carrier', source: 'other-carrier' }, '47 USC 222(c)(1)'],
    ['protection by the carrier', 'protect', {}, '47 USC 222(d)(2)'],
    ['protection by a third party', 'protect', { recipient: 'third-party' }, '47 USC 222(d)(2)'],
    ['protection by the government', 'protect', { recipient: 'government' }, '47 USC 222(d)(2)'],
    ['protection by an agent', 'protect', { recipient: 'agent', agreement: true }, '47 USC 222(d)(2)'],
    ['an emergency', 'emergency', { recipient: 'government', cpni: ['location'] }, '47 USC 222(d)(4)'],
  ] as const;
  for (const [name, purpose, changes, cite] of cases) {
    it(`${name}: ${cite}`, () => {
      expect(settle(purpose, changes)).toMatchObject({ allowed: true, basis: 'no-approval-needed', cite, how: null });
      expect(ask({ use: plain(purpose, changes), events: [no] }).allowed).toBe(true);
    });
  }
  it('is what law compels, to whomever it says', () => {
    for (const recipient of ['government', 'customer', 'third-party', 'self'])
      expect(settle('legal-process', { recipient })).toMatchObject({
        basis: 'legal-process',
        cite: '47 USC 222(c)(1)',
        how: null,
      });
  });
  it('is protection by no other, which falls back on an express yes', () => {
    for (const recipient of [...outsiders, 'agent'])
      expect(settle('protect', { recipient }).missing).toEqual(['notice']);
    const events = [{ ...notice, covers: covers({ recipients: ['affiliate-other'], purposes: ['protect'] }) }, yes];
    expect(ask({ use: plain('protect', { recipient: 'affiliate-other' }), events }).basis).toBe('opt-in');
  });
  it('is in an emergency location and services alone, to who answers it', () => {
    const both = { cpni: ['location', 'services-subscribed'], recipient: 'third-party' };
    expect(settle('emergency', both).allowed).toBe(true);
    expect(settle('emergency', { ...both, cpni: ['location', 'usage'] }).allowed).toBe(false);
    expect(settle('emergency', { ...both, recipient: 'agent' }).allowed).toBe(false);
  });
});

describe('what nothing permits', () => {
  it('is to follow customers who call competitors, even with their yes', () => {
    const events = [{ ...notice, covers: covers({ purposes: ['track-competitors'] }) }, yes];
    expect(ask({ use: plain('track-competitors'), events })).toMatchObject({
      missing: ['prohibited'],
      cite: '47 CFR 64.2005(b)(2)',
    });
    expect(settle('track-competitors', { identifiable: 'aggregate' }).allowed).toBe(true);
  });
  it('is to turn another carrier’s data to other ends, aggregates and a yes included', () => {
    const fine = ['provide', 'bill', 'port', 'protect', 'legal-process'];
    const ends = ['customer-request', 'inbound-help', 'emergency', 'sell', 'track-competitors', 'other'];
    for (const purpose of fine) expect(settle(purpose, { source: 'other-carrier' }).allowed, purpose).toBe(true);
    for (const purpose of ends)
      expect(settle(purpose, { source: 'other-carrier', identifiable: 'aggregate' })).toMatchObject({
        missing: ['prohibited'],
        cite: '47 USC 222(b)',
      });
    expect(ask({ use: { source: 'other-carrier' }, events: [emailConsent, notice, yes] }).missing).toEqual([
      'prohibited',
    ]);
    expect(settle('customer-request', { source: 'other-carrier', recipient: 'customer' }).missing).toEqual([
      'prohibited',
    ]);
  });
});

describe('the table of telling the customer', () => {
  const ways = [
    ...['none', 'identity-only', 'password', 'callback-number-of-record', 'sent-to-address-of-record'],
    ...['customer-recited', 'photo-id', 'contract'],
  ];
  const detail = ['call-detail', 'usage'];
  const other = ['usage', 'location'];
  const phone = ['password', 'callback-number-of-record', 'sent-to-address-of-record', 'customer-recited', 'contract'];
  const rows = [
    ['phone-inbound', detail, phone, '47 CFR 64.2010(b)', '47 CFR 64.2010(b)'],
    ['phone-outbound', detail, phone, '47 CFR 64.2010(b)', '47 CFR 64.2010(b)'],
    ['phone-inbound', other, ways.slice(1), '47 CFR 64.2010(a)', '47 CFR 64.2010(b)'],
    ['phone-outbound', other, ways.slice(1), '47 CFR 64.2010(a)', '47 CFR 64.2010(b)'],
    ['online', detail, ['password', 'contract'], '47 CFR 64.2010(c)', '47 CFR 64.2010(c)'],
    ['online', other, ['password', 'contract'], '47 CFR 64.2010(c)', '47 CFR 64.2010(c)'],
    ['store', detail, ['photo-id', 'contract'], '47 CFR 64.2010(d)', '47 CFR 64.2010(d)'],
    ['store', other, ['photo-id', 'contract'], '47 CFR 64.2010(d)', '47 CFR 64.2010(d)'],
    ['none', detail, ['sent-to-address-of-record', 'contract'], '47 CFR 64.2010(a)', '47 CFR 64.2010(a)'],
    ['none', other, ['sent-to-address-of-record', 'contract'], '47 CFR 64.2010(a)', '47 CFR 64.2010(a)'],
  ] as const;
  for (const [channel, cpni, opening, cite, lacking] of rows) {
    it(`${channel}, ${cpni[0]}: ${opening.join(' ')}`, () => {
      for (const authentication of ways) {
        const use = { recipient: 'customer', channel, cpni, authentication };
        const answer = settle('customer-request', use);
        if (!opening.some((way) => way === authentication))
          expect(answer).toMatchObject({ missing: ['authentication'], cite: lacking, how: null });
        else
          expect(answer).toMatchObject({
            basis: 'authenticated',
            cite: authentication === 'contract' ? '47 CFR 64.2010(g)' : cite,
          });
        for (const purpose of ['provide', 'bill', 'sell', 'emergency', 'inbound-help', 'port'])
          expect(settle(purpose, use).allowed, purpose).toBe(answer.allowed);
      }
    });
  }
  it('says how', () => {
    const how = (channel: string, authentication: string, cpni: readonly string[]) =>
      settle('provide', { recipient: 'customer', channel, authentication, cpni }).how;
    expect(how('phone-inbound', 'password', detail)).toBe('speak');
    expect(how('phone-inbound', 'identity-only', other)).toBe('speak');
    expect(how('phone-inbound', 'contract', detail)).toBe('speak');
    expect(how('phone-inbound', 'sent-to-address-of-record', detail)).toBe('send-to-address-of-record');
    expect(how('phone-outbound', 'callback-number-of-record', detail)).toBe('call-number-of-record');
    expect(how('phone-inbound', 'customer-recited', detail)).toBe('recited-items-only');
    expect(how('online', 'password', detail)).toBe('show');
    expect(how('store', 'photo-id', detail)).toBe('show');
    expect(how('none', 'sent-to-address-of-record', detail)).toBe('send-to-address-of-record');
    expect(how('none', 'contract', detail)).toBe('give');
  });
  it('asked before 2007-12-08 only that the carrier knew who it told', () => {
    const at = '2007-12-07T22:59:59-06:00';
    const tell = (when: string, authentication: string) =>
      ask({
        at: when,
        carrier: { kind: 'lec' },
        use: plain('customer-request', { recipient: 'customer', channel: 'online', authentication }),
        events: [],
      });
    expect(tell(at, 'identity-only')).toMatchObject({ basis: 'authenticated', cite: '47 USC 222(a)' });
    expect(tell(at, 'none')).toMatchObject({ missing: ['authentication'], cite: '47 USC 222(a)' });
    expect(tell('2007-12-07T23:00:00-06:00', 'identity-only').missing).toEqual(['authentication']);
  });
});

describe('the customer’s order, 222(c)(2)', () => {
  const order = {
    type: 'ordered',
    at: '2026-12-01T10:00:00-06:00',
    recipient: 'third-party',
    to: 'Ann Lee, CPA',
    cpni: ['call-detail', 'billing'],
    method: 'portal',
    authenticated: true,
  };
  const wanted = plain('customer-request', { recipient: 'third-party', to: 'Ann Lee, CPA' });
  const by = (...events: object[]) => ask({ use: wanted, events });
  it('founds disclosure to the person it names', () => {
    expect(by(order)).toMatchObject({ basis: 'customer-request', cite: '47 USC 222(c)(2)', how: 'give' });
    expect(by({ ...order, method: 'signed' }).allowed).toBe(true);
  });
  it('must be authenticated and name recipient, person and every class', () => {
    const wrong = [
      { authenticated: false },
      { recipient: 'new-carrier' },
      { to: 'Ann Lee' },
      { to: null },
      { cpni: ['billing'] },
      { cpni: [] },
      { at: '2026-12-22T10:00:00-06:00' },
    ];
    for (const changes of wrong)
      expect(by({ ...order, ...changes }), JSON.stringify(changes)).toMatchObject({
        missing: ['order'],
        cite: '47 USC 222(c)(2)',
      });
    expect(ask({ use: { ...wanted, to: null }, events: [{ ...order, to: null }] }).missing).toEqual(['order']);
    expect(by({ ...order, cpni: ['billing'] }, { ...order, cpni: ['usage'] }).missing).toEqual(['order']);
  });
  it('ends with a later refusal that reaches it, and with one of the same instant', () => {
    const refused = { ...no, at: order.at };
    expect(by(order, refused).missing).toEqual(['order']);
    expect(by(order, { ...refused, at: '2026-12-01T09:59:59-06:00' }).allowed).toBe(true);
    expect(by(order, { ...refused, covers: covers({}) }).allowed).toBe(true);
    const reaching = covers({ recipients: ['third-party'], purposes: ['customer-request'] });
    expect(by(order, { ...refused, covers: reaching }).missing).toEqual(['order']);
    expect(by(order, refused, { ...order, at: '2026-12-02T10:00:00-06:00' }).allowed).toBe(true);
  });
  it('is not replaced by any approval', () => {
    const events = [
      { ...notice, covers: covers({ recipients: ['third-party'], purposes: ['customer-request'] }) },
      yes,
    ];
    expect(ask({ use: wanted, events }).missing).toEqual(['order']);
  });
});

describe('help on a call the customer began, 222(d)(3)', () => {
  const call = { callId: 'k1', channel: 'phone-inbound' };
  const agreed = {
    type: 'one-time',
    at: '2026-12-21T08:59:00-05:00',
    callId: 'k1',
    covers: covers({ recipients: [], purposes: ['inbound-help'] }),
  };
  const help = (use: object, ...events: object[]) => ask({ use: plain('inbound-help', { ...call, ...use }), events });
  it('lasts while the call does and the customer agreed to it', () => {
    expect(help({}, agreed)).toMatchObject({ basis: 'one-time', cite: '47 USC 222(d)(3)' });
    const lacking = { missing: ['call'], cite: '47 USC 222(d)(3)' };
    expect(help({})).toMatchObject(lacking);
    expect(help({}, agreed, { type: 'call-ended', at: '2026-12-21T09:00:00-05:00', callId: 'k1' })).toMatchObject(
      lacking,
    );
    expect(help({ channel: 'phone-outbound' }, agreed)).toMatchObject(lacking);
    expect(help({ callId: 'k2' }, agreed)).toMatchObject(lacking);
    expect(help({ cpni: ['location'] }, agreed)).toMatchObject(lacking);
    expect(help({ recipient: 'agent', agreement: true }, agreed)).toMatchObject(lacking);
  });
});

describe('exempt offers, 64.2005', () => {
  const offer = (kind: string, category: string | null = null) => ({ offer: { kind, category } });
  const made = (kind: string, carrier: string, use: object = {}, subscribes = ['local']) =>
    ask({ carrier: { kind: carrier }, subscribes, use: { ...offer(kind), ...use }, events: [] });
  const kinds = ['lec', 'interexchange', 'cmrs', 'interconnected-voip'];
  const table = [
    ['adjunct-to-basic', '47 CFR 64.2005(c)(3)', ['lec', 'cmrs', 'interconnected-voip']],
    ['cpe', '47 CFR 64.2005(b)(1)', kinds],
    ['messaging-and-protocol', '47 CFR 64.2005(b)(1)', ['lec', 'interexchange', 'interconnected-voip']],
    ['information-service', '47 CFR 64.2005(b)(1)', ['cmrs']],
    ['inside-wiring', '47 CFR 64.2005(c)(1)', ['lec', 'interexchange', 'interconnected-voip']],
    ['non-communications', '', []],
    ['communications-related', '', []],
  ] as const;
  for (const [kind, cite, exempt] of table) {
    it(`${kind}: ${exempt.join(' ') || 'nowhere'}`, () => {
      for (const carrier of kinds) {
        const named = exempt.some((one) => one === carrier);
        expect(made(kind, carrier), carrier).toMatchObject(
          named ? { basis: 'no-approval-needed', cite } : { missing: ['notice'] },
        );
        expect(made(kind, carrier, { recipient: 'agent', agreement: true }).allowed).toBe(named);
        for (const recipient of ['agent', 'third-party', ...outsiders])
          expect(made(kind, carrier, { recipient }).allowed, recipient).toBe(false);
        expect(made(kind, carrier, {}, []).allowed).toBe(false);
      }
    });
  }
  it('offers in a category the customer buys need none from the carrier and its agent under agreement', () => {
    const same = offer('communications-related', 'local');
    expect(made('', 'lec', same)).toMatchObject({ basis: 'no-approval-needed', cite: '47 CFR 64.2005(a)' });
    expect(made('', 'lec', { ...same, recipient: 'agent', agreement: true }).allowed).toBe(true);
    expect(made('', 'lec', { ...same, recipient: 'agent' }).allowed).toBe(false);
    for (const recipient of [...partners, 'affiliate-other', 'third-party'])
      expect(made('', 'lec', { ...same, recipient, agreement: true, recipientServes: ['local'] }).allowed).toBe(false);
    expect(made('', 'lec', offer('communications-related', 'cmrs')).allowed).toBe(false);
    expect(made('', 'lec', offer('non-communications', 'local')).allowed).toBe(false);
  });
  it('and from an affiliate only that serves a customer of several categories', () => {
    const shared = { ...offer('communications-related', 'local'), recipient: 'affiliate-communications' };
    const serving = { ...shared, recipientServes: ['cmrs'] };
    expect(made('', 'lec', serving, ['local', 'cmrs'])).toMatchObject({ allowed: true, cite: '47 CFR 64.2005(a)(1)' });
    expect(made('', 'lec', serving, ['local']).allowed).toBe(false);
    expect(made('', 'lec', serving, ['local', 'local']).allowed).toBe(false);
    expect(made('', 'lec', shared, ['local', 'cmrs']).allowed).toBe(false);
  });
  it('elsewhere are judged as communications-related of another category', () => {
    const events = [emailConsent, { ...notice, covers: covers({ recipients: ['affiliate-communications'] }) }];
    for (const kind of ['cpe', 'adjunct-to-basic', 'inside-wiring', 'messaging-and-protocol', 'information-service'])
      expect(ask({ use: { ...offer(kind), recipient: 'affiliate-communications' }, events }).basis, kind).toBe(
        'opt-out',
      );
  });
});
