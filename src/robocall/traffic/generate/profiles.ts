import { account, blast, dialer, notices, office, type Profile } from './profile.ts';

// Fifteen lawful kinds of account and eleven unlawful ones (traffic.md 7.3), from the figures of traffic.md 7.2. Half of them are left
// out of fitting, chosen before anything was fitted: kinds of their own and not shades of those that are fitted.

const legal: readonly Profile[] = [
  account('normal-business', 'legal', 'fit', 'business conversation', office),
  account('contact-centre-sales', 'legal', 'fit', 'contact-centre sales', dialer),
  account('collections', 'legal', 'fit', 'debt collections', {
    ...dialer,
    perDay: 1200,
    called: { kind: 'customers', people: 2500 },
    answered: 0.25,
    invalid: 0.06,
    complaints: 40,
  }),
  account('appointment-reminders', 'legal', 'fit', 'appointment reminders', notices),
  account('charity', 'legal', 'fit', 'charity fundraising', {
    ...dialer,
    perDay: 900,
    answered: 0.38,
    hours: [12, 21],
    called: { kind: 'list', repeats: 0.3 },
    complaints: 20,
  }),
  account('inbound-support', 'legal', 'fit', 'inbound support', {
    ...office,
    perDay: 600,
    week: [0.7, 1, 1, 1, 1, 1, 0.8],
    hours: [7, 22],
    inbound: 0.8,
  }),
  {
    ...account('clean-reseller', 'legal', 'fit', 'wholesale reseller', { ...office, perDay: 500 }),
    streams: [
      { ...office, perDay: 450 },
      { ...notices, perDay: 300 },
      { ...dialer, perDay: 500 },
    ],
    declaredPerDay: 1600,
  },
  account('survey', 'legal', 'left-out', 'opinion surveys', {
    ...dialer,
    perDay: 1400,
    answered: 0.19,
    invalid: 0.16,
    hours: [10, 21],
    called: { kind: 'list', repeats: 0.05 },
    talk: [
      [0.5, 4.5, 0.5],
      [0.36, 12, 0.6],
      [0.14, 300, 0.6],
    ],
    complaints: 25,
  }),
  account('school-alerts', 'legal', 'left-out', 'school alerts', {
    ...notices,
    perDay: 900,
    week: [0.05, 1, 0.3, 0.3, 0.3, 1, 0.05],
    hours: [6, 19],
    answered: 0.64,
  }),
  account('political', 'legal', 'left-out', 'political campaign calls', {
    ...dialer,
    perDay: 2600,
    answered: 0.28,
    invalid: 0.09,
    talk: [
      [0.52, 4.5, 0.5],
      [0.4, 14, 0.5],
      [0.08, 90, 0.7],
    ],
    complaints: 45,
  }),
  account('delivery-notices', 'legal', 'left-out', 'delivery notices', {
    ...notices,
    perDay: 1300,
    called: { kind: 'list', repeats: 0.2 },
    answered: 0.58,
    talk: [
      [0.25, 4.5, 0.4],
      [0.65, 16, 0.4],
      [0.1, 60, 0.6],
    ],
  }),
  account('one-time-codes', 'legal', 'left-out', 'one-time passcodes by voice', {
    ...notices,
    perDay: 800,
    week: [1, 1, 1, 1, 1, 1, 1],
    hours: [0, 24],
    called: { kind: 'list', repeats: 0.1 },
    answered: 0.85,
    talk: [[1, 17, 0.3]],
  }),
  {
    ...account('seasonal-shop', 'legal', 'left-out', 'retail shop, seasonal', {
      ...office,
      perDay: 90,
      week: [0.5, 1, 1, 1, 1, 1.2, 1.4],
    }),
    declaredPerDay: 600,
    growth: 1.09,
  },
  account('hospital', 'legal', 'left-out', 'hospital staff and patients', {
    ...office,
    perDay: 500,
    week: [0.6, 1, 1, 1, 1, 1, 0.6],
    hours: [5, 26],
    shown: { kind: 'own', numbers: 40, exchanges: 1 },
  }),
  account('conference-bridge', 'legal', 'left-out', 'conference bridge', {
    ...office,
    perDay: 420,
    called: { kind: 'one' },
    answered: 0.97,
    talk: [[1, 1500, 0.6]],
  }),
];

const illegal: readonly Profile[] = [
  account('blast-own-numbers', 'illegal', 'fit', 'contact-centre sales', blast),
  account('blast-spoofed', 'illegal', 'fit', 'contact-centre sales', { ...blast, shown: { kind: 'any' } }),
  account('wangiri', 'illegal', 'fit', 'business conversation', {
    ...blast,
    perDay: 2500,
    hours: [1, 8],
    ringOnce: 0.82,
    answered: 0.05,
    shown: { kind: 'pool', numbers: 40 },
  }),
  {
    ...account('low-and-slow', 'illegal', 'fit', 'business conversation', { ...blast, perDay: 160, hours: [9, 18] }),
    streams: [{ ...office, perDay: 240 }],
    declaredPerDay: 550,
  },
  account('invalid-hunting', 'illegal', 'fit', 'market survey', {
    ...blast,
    perDay: 3000,
    called: { kind: 'sequential' },
    invalid: 0.45,
    answered: 0.22,
  }),
  account('neighbour-spoofing', 'illegal', 'left-out', 'contact-centre sales', {
    ...blast,
    shown: { kind: 'neighbour' },
    answered: 0.3,
  }),
  account('snowshoe', 'illegal', 'left-out', 'lead generation calls', {
    ...blast,
    perDay: 4000,
    shown: { kind: 'rotating', numbers: 500, exchanges: 120 },
    answered: 0.24,
    blocked: 0.02,
  }),
  account('telephony-denial', 'illegal', 'left-out', 'business conversation', {
    ...blast,
    perDay: 1800,
    hours: [10, 13],
    called: { kind: 'one' },
    invalid: 0,
    blocked: 0,
    answered: 0.45,
  }),
  {
    ...account('compromised-switch', 'illegal', 'left-out', 'business conversation', office),
    streams: [office],
    bad: {
      fromDay: 8,
      stream: {
        ...blast,
        perDay: 500,
        hours: [23, 30],
        week: [1, 1, 1, 1, 1, 1, 1],
        called: { kind: 'abroad' },
        shown: { kind: 'own', numbers: 8, exchanges: 1 },
        answered: 0.8,
        invalid: 0.05,
        blocked: 0,
        talk: [[1, 240, 0.6]],
        complaints: 0,
      },
    },
  },
  {
    ...account('reseller-mix', 'illegal', 'left-out', 'wholesale reseller', { ...blast, perDay: 350 }),
    streams: [
      { ...office, perDay: 700 },
      { ...notices, perDay: 400 },
      { ...dialer, perDay: 500 },
    ],
    declaredPerDay: 2400,
  },
  account('government-impostor', 'illegal', 'left-out', 'appointment reminders', {
    ...blast,
    perDay: 2200,
    shown: { kind: 'pool', numbers: 3 },
    answered: 0.42,
    invalid: 0.08,
    complaints: 200,
    tracebacks: 3,
    talk: [
      [0.5, 5, 0.4],
      [0.4, 12, 0.4],
      [0.1, 120, 0.9],
    ],
  }),
];

/** Every kind of account that traffic is generated from. */
export const profiles: readonly Profile[] = [...legal, ...illegal];
