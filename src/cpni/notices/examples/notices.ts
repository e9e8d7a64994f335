import type { NoticeContent } from '../record.ts';
import { customary, formal, friendly, letter, short, spanish, spoken } from './texts.ts';

const everything: NoticeContent['cpni'] = [
  'call-detail',
  'services-subscribed',
  'usage',
  'billing',
  'technical-configuration',
];

const emailed: NoticeContent = {
  kind: 'opt-out',
  language: 'en',
  subject: 'Your phone-record information (CPNI): a choice you may make by reply',
  sender: 'privacy@prairievoice.example',
  body: '',
  waitDays: 30,
  cpni: everything,
  recipients: ['self'],
  purposes: ['market'],
  entities: [],
  channels: ['phone', 'web', 'email-reply'],
  methods: ['email'],
  typePoints: null,
  inUseSince: null,
};

/** In the words of the rule, sent by e-mail, 30 days. */
export const formalNotice: NoticeContent = { ...emailed, body: formal };

/** A letter in everyday words that names an affiliate, 45 days, on paper. */
export const letterNotice: NoticeContent = {
  ...emailed,
  subject: null,
  sender: null,
  body: letter,
  waitDays: 45,
  cpni: ['call-detail', 'services-subscribed', 'billing'],
  recipients: ['self', 'affiliate-communications'],
  entities: [{ recipient: 'affiliate-communications', name: 'Prairie Wireless LLC' }],
  channels: ['phone', 'web', 'mail'],
  methods: ['mail', 'bill-insert'],
  typePoints: 11,
};

/** Short questions and answers, e-mail and web, 33 days in words. */
export const shortNotice: NoticeContent = {
  ...emailed,
  subject: 'Prairie Voice: how we use your account information, and how to say no',
  body: short,
  waitDays: 35,
  cpni: ['services-subscribed', 'usage'],
  channels: ['phone', 'web', 'email-reply'],
  methods: ['email', 'web'],
};

/** The wording that many carriers share, by e-mail. */
export const customaryNotice: NoticeContent = {
  ...emailed,
  subject: 'CPNI notice from Prairie Voice',
  body: customary,
  cpni: ['services-subscribed', 'usage', 'billing', 'technical-configuration'],
  channels: ['phone', 'email-reply'],
};

/** A friendly card with contractions and a list, on paper, for an affiliate. */
export const friendlyNotice: NoticeContent = {
  ...letterNotice,
  body: friendly,
  waitDays: 33,
};

/** Opt-in, read out by telephone or printed, for a named contractor. */
export const spokenNotice: NoticeContent = {
  ...emailed,
  kind: 'opt-in',
  subject: null,
  sender: null,
  body: spoken,
  waitDays: 0,
  cpni: ['call-detail', 'services-subscribed', 'location'],
  recipients: ['self', 'independent-contractor'],
  entities: [{ recipient: 'independent-contractor', name: 'Acme Mail Services' }],
  channels: ['phone', 'web'],
  methods: ['oral', 'mail'],
  typePoints: 12,
};

/** The formal notice in Spanish. */
export const spanishNotice: NoticeContent = {
  ...emailed,
  language: 'es',
  subject: 'Sus registros telefónicos (CPNI): una decisión que puede tomar respondiendo a este correo',
  body: spanish,
};

const onPaper = {
  subject: null,
  sender: null,
  channels: ['phone', 'web'],
  methods: ['mail'],
  typePoints: 11,
} satisfies Partial<NoticeContent>;

/** The formal notice on paper: no reply, all else the same. */
export const formalOnPaper: NoticeContent = {
  ...formalNotice,
  ...onPaper,
  body: formal.replace('reply to this e-mail with the words "opt out", call', 'call'),
};

/** The Spanish notice on paper. */
export const spanishOnPaper: NoticeContent = {
  ...spanishNotice,
  ...onPaper,
  body: spanish.replace('responda a este correo con la palabra "no", llame', 'llame'),
};

/** The names by which the carrier of the examples calls itself. */
export const exampleCarrier: readonly string[] = ['Prairie Voice LLC', 'Prairie Voice'];
