import { describe, expect, it } from 'vitest';
import { type Asked, ask, covers, emailConsent, no, notice, yes } from './decide-tool.example.ts';

/** The answer without promises, then with one. */
const asked = (promise: string, changes: Partial<Asked>) => ({
  before: ask(changes).allowed,
  after: ask({ ...changes, carrier: { ...changes.carrier, promises: [promise] } }),
});

const turns = (promise: string, changes: Partial<Asked>, cite: string): void => {
  const { before, after } = asked(promise, changes);
  expect(before).toBe(true);
  expect(after).toMatchObject({
    allowed: false,
    basis: 'none',
    missing: ['promise'],
    cite,
    how: null,
    validUntil: null,
  });
};

const keeps = (promise: string, changes: Partial<Asked>): void => {
  const { before, after } = asked(promise, changes);
  expect([before, after.allowed]).toEqual([true, true]);
};

const plain = (purpose: string, changes: object = {}) => ({ purpose, offer: null, ...changes });
const sameCategory = { offer: { kind: 'communications-related', category: 'interconnected-voip' } };
const wide = {
  ...notice,
  covers: covers({
    recipients: [
      'self',
      'agent',
      'affiliate-other',
      'joint-venture',
      'independent-contractor',
      'third-party',
      'new-carrier',
    ],
    purposes: ['market', 'sell', 'provide', 'other'],
  }),
};
const approved = [emailConsent, wide, yes];
const ordered = (recipient: string, method: string) => ({
  type: 'ordered',
  at: '2026-12-01T10:00:00-06:00',
  recipient,
  to: 'B',
  cpni: ['call-detail'],
  method,
  authenticated: true,
});

describe('opt-in-only', () => {
  const promise = 'opt-in-only';
  it('closes silence and nothing else', () => {
    turns(promise, {}, '47 CFR 64.2007(b)');
    keeps(promise, { events: approved });
    keeps(promise, { use: sameCategory, events: [] });
  });
  it('accepts a yes for one call', () => {
    const once = { type: 'one-time', at: '2026-12-01T10:00:00-06:00', callId: 'k', covers: covers({}) };
    keeps(promise, { use: { callId: 'k', channel: 'phone-inbound' }, events: [once] });
  });
  it('is named only where it alone turns the answer', () => {
    expect(ask({ carrier: { promises: [promise] }, events: [] }).missing).toEqual(['notice']);
    expect(ask({ carrier: { promises: [promise] }, events: [emailConsent, notice, no] }).missing).toEqual(['refused']);
  });
});

describe('no-cpni-marketing', () => {
  const promise = 'no-cpni-marketing';
  it('refuses to market and to sell what identifies a customer, approved or exempt', () => {
    turns(promise, { events: approved }, '47 CFR 64.2007(b)');
    turns(promise, { use: sameCategory, events: [] }, '47 CFR 64.2005(a)');
    turns(promise, { use: plain('sell'), events: approved }, '47 CFR 64.2007(b)');
    keeps(promise, { use: { identifiable: 'aggregate' } });
    keeps(promise, { use: { identifiable: 'subscriber-list' } });
    keeps(promise, { use: plain('other'), events: approved });
  });
});

describe('no-sale', () => {
  it('refuses every sale', () => {
    turns('no-sale', { use: plain('sell'), events: approved }, '47 CFR 64.2007(b)');
    turns('no-sale', { use: plain('sell', { identifiable: 'aggregate' }) }, '47 USC 222(c)(3)');
    keeps('no-sale', { events: approved });
  });
});

describe('agreement-for-partners and opt-in-for-partners', () => {
  for (const recipient of ['joint-venture', 'independent-contractor']) {
    it(`ask of any disclosure to a ${recipient} their own`, () => {
      turns('agreement-for-partners', { use: plain('provide', { recipient }) }, '47 USC 222(c)(1)');
      turns('agreement-for-partners', { use: { recipient }, events: approved }, '47 CFR 64.2007(b)');
      keeps('agreement-for-partners', { use: plain('provide', { recipient, agreement: true }) });
      turns('opt-in-for-partners', { use: plain('provide', { recipient }) }, '47 USC 222(c)(1)');
      keeps('opt-in-for-partners', { use: plain('provide', { recipient }), events: approved });
      turns(
        'opt-in-for-partners',
        { use: plain('provide', { recipient }), events: [...approved, no] },
        '47 USC 222(c)(1)',
      );
      for (const promise of ['agreement-for-partners', 'opt-in-for-partners']) {
        keeps(promise, { use: plain('legal-process', { recipient }) });
        keeps(promise, { use: plain('port', { recipient }) });
      }
    });
  }
  it('ask it of an agent without an agreement, who is judged as a contractor', () => {
    turns('agreement-for-partners', { use: plain('provide', { recipient: 'agent' }) }, '47 USC 222(c)(1)');
    keeps('agreement-for-partners', { use: plain('provide', { recipient: 'agent', agreement: true }) });
    turns('opt-in-for-partners', { use: plain('bill', { recipient: 'agent' }) }, '47 USC 222(d)(1)');
    keeps('opt-in-for-partners', { use: plain('bill', { recipient: 'agent', agreement: true }) });
  });
  it('close the silence that served partners in 2007', () => {
    const then = {
      at: '2007-12-01T12:00:00-06:00',
      carrier: { kind: 'lec' },
      use: { recipient: 'joint-venture', agreement: true },
      events: [{ ...wide, method: 'mail', at: '2007-10-01T12:00:00-05:00' }],
    };
    turns('opt-in-for-partners', then, '47 CFR 64.2007(b)');
    keeps('agreement-for-partners', then);
  });
});

describe('refusal-stops-all-marketing', () => {
  const promise = 'refusal-stops-all-marketing';
  it('lets a refusal stop offers that need no approval', () => {
    keeps(promise, { use: sameCategory, events: [] });
    turns(promise, { use: sameCategory, events: [no] }, '47 CFR 64.2005(a)');
    turns(promise, { use: { offer: { kind: 'cpe', category: null } }, events: [no] }, '47 CFR 64.2005(b)(1)');
    keeps(promise, { use: sameCategory, events: [{ ...no, covers: covers({ purposes: ['sell'] }) }] });
    keeps(promise, { use: sameCategory, events: [no, wide, { ...yes, at: '2026-12-01T00:00:00Z' }] });
    keeps(promise, { use: plain('bill'), events: [no] });
    keeps(promise, { use: { identifiable: 'aggregate' }, events: [no] });
  });
});

describe('phone-release-three-ways', () => {
  const promise = 'phone-release-three-ways';
  const tell = (channel: string, authentication: string, cpni = ['usage']) => ({
    use: plain('customer-request', { recipient: 'customer', channel, authentication, cpni }),
  });
  it('asks a password, the address of record or a call-back for any CPNI told by telephone', () => {
    for (const channel of ['phone-inbound', 'phone-outbound']) {
      for (const way of ['password', 'sent-to-address-of-record', 'callback-number-of-record'])
        keeps(promise, tell(channel, way));
      for (const way of ['identity-only', 'customer-recited', 'photo-id'])
        turns(promise, tell(channel, way), '47 CFR 64.2010(a)');
      turns(promise, tell(channel, 'contract'), '47 CFR 64.2010(g)');
      turns(promise, tell(channel, 'customer-recited', ['call-detail']), '47 CFR 64.2010(b)');
    }
    keeps(promise, tell('store', 'photo-id'));
    keeps(promise, tell('online', 'contract'));
  });
});

describe('no-sharing-beyond-service', () => {
  const promise = 'no-sharing-beyond-service';
  const outsiders = ['agent', 'affiliate-other', 'joint-venture', 'independent-contractor', 'third-party'];
  it('gives to agents, affiliates and third parties only for service, law or an order', () => {
    for (const recipient of outsiders) {
      turns(promise, { use: { recipient, agreement: true }, events: approved }, '47 CFR 64.2007(b)');
      for (const purpose of ['provide', 'bill', 'port', 'legal-process'])
        keeps(promise, { use: plain(purpose, { recipient, agreement: true }) });
    }
    keeps(promise, { use: plain('protect', { recipient: 'third-party' }) });
    const order = {
      use: plain('customer-request', { recipient: 'third-party', to: 'B' }),
      events: [ordered('third-party', 'portal')],
    };
    keeps(promise, order);
    turns(promise, { use: plain('emergency', { recipient: 'third-party', cpni: ['location'] }) }, '47 USC 222(d)(4)');
    keeps(promise, { use: plain('emergency', { recipient: 'government', cpni: ['location'] }) });
    keeps(promise, {});
  });
});

describe('written-authorization-for-new-carrier', () => {
  const promise = 'written-authorization-for-new-carrier';
  it('gives a new carrier more than a port needs only by signed order', () => {
    keeps(promise, { use: plain('port', { recipient: 'new-carrier' }) });
    turns(promise, { use: plain('provide', { recipient: 'new-carrier' }) }, '47 USC 222(c)(1)');
    turns(promise, { use: plain('other', { recipient: 'new-carrier' }), events: approved }, '47 CFR 64.2007(b)');
    const use = plain('customer-request', { recipient: 'new-carrier', to: 'B' });
    turns(promise, { use, events: [ordered('new-carrier', 'portal')] }, '47 USC 222(c)(2)');
    keeps(promise, { use, events: [ordered('new-carrier', 'signed')] });
    keeps(promise, { use, events: [ordered('new-carrier', 'portal'), ordered('new-carrier', 'signed')] });
    keeps(promise, { use: plain('legal-process', { recipient: 'new-carrier' }) });
  });
});
