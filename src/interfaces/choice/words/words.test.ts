import { expect, test } from 'vitest';
import { accountNoticeRow } from '../../../cpni/account-changes/record.ts';
import { covers, cpniClass, purpose, recipient } from '../../../cpni/approvals/record.ts';
import { complaintCategory } from '../../../cpni/complaints/record.ts';
import { accountChange } from '../../../cpni/customers/record.ts';
import { channelKind } from '../../../cpni/opt-out-channels/record.ts';
import {
  categories,
  complaintFailedPage,
  complaintForm,
  complaintReceived,
  manyComplaintsPage,
  noFormPage,
} from '../complaint-pages.ts';
import { choicePage, type Opened, savedPage } from '../pages.ts';
import { downPage, entryPage, failedPage, manyPage, refusedPage, unknownPage, unopenedPage } from '../plain-pages.ts';
import { codeSentPage, codeWays, type Fault, provePage } from '../proof-pages.ts';
import { historyPage, type OwnRecord } from '../record-pages.ts';
import { type SecretFault, secretPage, secretSavedPage, sentNews } from '../secret-pages.ts';
import { noReceiptPage, verifiedPage, verifyPage } from '../verify-pages.ts';
import { filled, type Language, preferred, told, type Words, wordsIn } from './words.ts';

const { en, es } = wordsIn;
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('Spanish says everything that English says, with the same values filled in, and nothing is left in English', () => {
  expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
  for (const key of Object.keys(en) as (keyof Words)[]) {
    expect(es[key].trim(), key).not.toBe('');
    expect(names(es[key]), key).toEqual(names(en[key]));
    expect(es[key], key).not.toBe(en[key]);
  }
});

test('every word that a notice may cover has its words in both languages', () => {
  expect(Object.keys(covers.shape)).toEqual(['cpni', 'recipients', 'purposes']);
  for (const words of [en, es]) {
    for (const word of cpniClass.options) expect(told(words, 'cpni', word)).not.toBe('');
    for (const word of recipient.options) expect(told(words, 'recipient', word)).not.toBe('');
    for (const word of purpose.options) expect(told(words, 'purpose', word)).not.toBe('');
    for (const word of complaintCategory.options) expect(told(words, 'complaint', word)).not.toBe('');
    for (const word of otherWays) expect(told(words, 'way', word)).not.toBe('');
  }
});

// the page itself is the way by web
const otherWays = channelKind.options.filter((kind) => kind !== 'web');

const opened: Opened = {
  carrier: { name: 'Peñasco Voice', zone: 'America/Denver', demo: true },
  notice: {
    cpni: cpniClass.options,
    recipients: recipient.options,
    purposes: purpose.options,
    entities: [],
  },
  status: { state: 'waiting', on: '2026-12-24' },
  complaints: '01a1f0c2-7b00-7000-8000-000000000001',
  ways: otherWays.map((kind) => ({ kind, address: '+18005550147', alwaysOpen: kind === 'phone', hours: 'Monday' })),
};
const found = {
  number: 'R-7F3K-20QX-9MAB',
  carrier: 'Peñasco Voice',
  recordedAt: '2026-11-21T21:14:07-06:00',
  leaf: 'ab',
  integrated: true,
  index: 4,
  checkpoint: 'note',
  proof: [],
} as const;

const form = (language: Language) => ({ language, path: '/complaints/x', carrier: 'Peñasco Voice', demo: true });
const typed = { category: '', summary: '', contact: '', key: '', fault: '' };

/** Everything that a try to prove oneself may be answered with. */
const faultsIn = (language: Language): readonly Fault[] => {
  const { passwordWrong, passwordLocked, oneTimeWrong, oneTimeLocked, oneTimeNoMore, notSentYet } = wordsIn[language];
  return [
    { at: 'nowhere', says: '' },
    ...[passwordWrong, passwordLocked, notSentYet].map((says) => ({ at: 'password' as const, says })),
    ...[oneTimeWrong, oneTimeLocked, oneTimeNoMore].map((says) => ({ at: 'code' as const, says })),
  ];
};

const ownRecord: OwnRecord = {
  items: [
    ...['phone', 'agent', 'email-reply', 'mail', 'text', 'campaign-stop'].map((method) => ({
      ...{ at: found.recordedAt, asked: null, choice: 'no' as const, method, number: found.number },
    })),
    {
      ...{ at: found.recordedAt, asked: { purposes: purpose.options }, choice: 'yes', number: found.number },
      method: 'electronic',
    },
  ],
  given: purpose.options.map((one) => ({ at: found.recordedAt, to: 'Acme', purpose: one, cpni: cpniClass.options })),
  changes: accountChange.shape.what.options.flatMap((what) =>
    [...accountNoticeRow.shape.way.options, null].map((told) => ({ at: found.recordedAt, what, told })),
  ),
};

const secretFaults = (language: Language): readonly SecretFault[] => {
  const words = wordsIn[language];
  return [
    { at: 'nowhere', says: '' },
    ...[words.oneTimeWrong, words.oneTimeLocked, words.oneTimeNoMore].map((says) => ({ at: 'code' as const, says })),
    { at: 'password', says: words.newDigitsUnfit },
    { at: 'login', says: words.loginUnfit },
    { at: 'prompt', says: words.promptUnfit },
    { at: 'secretAnswer', says: words.answerUnfit },
  ];
};

/** Every page there is, in one language. */
const pages = (language: Language): readonly string[] => {
  const place = { language, path: '/choice/K7QF-29XM-0TB4-HN8W' };
  const states = ['waiting', 'in-use', 'said-no', 'said-yes', 'not-in-use'] as const;
  return [
    ...states.map((state) =>
      choicePage(place, { ...opened, status: { state, on: '2026-12-24' } }, wordsIn[language].chooseOne),
    ),
    savedPage(place, opened, { number: found.number, at: found.recordedAt, choice: 'no' }),
    savedPage(place, opened, { number: found.number, at: found.recordedAt, choice: 'yes' }),
    ...faultsIn(language).flatMap((fault) =>
      (['yes', 'history'] as const).map((wants) => provePage(place, opened, wants, fault, 'letter')),
    ),
    ...codeWays.map((way) => codeSentPage(place, opened, 'yes', way)),
    historyPage(place, opened, { items: [], given: [], changes: [] }),
    historyPage(place, opened, ownRecord),
    ...secretFaults(language).flatMap((fault) =>
      (['password', 'backup'] as const).map((sets) =>
        secretPage(place, opened, { sets, came: 'letter', fault, before: { login: '', prompt: '' }, news: '' }),
      ),
    ),
    ...codeWays.map((way) => {
      const news = sentNews(wordsIn[language], way);
      const before = { login: '', prompt: '' };
      return secretPage(place, opened, {
        sets: 'password',
        came: way,
        fault: { at: 'nowhere', says: '' },
        before,
        news,
      });
    }),
    secretSavedPage(place, opened, 'password'),
    secretSavedPage(place, opened, 'backup'),
    ...(['no', 'yes'] as const).flatMap((choice) => [
      ...(['no answer', 'refused'] as const).flatMap((why) => [
        failedPage(place, opened.ways, { choice, why, attempt: 'kept' }),
        failedPage(place, [], { choice, why, attempt: 'none' }),
      ]),
    ]),
    unopenedPage(place),
    ...[entryPage, unknownPage, manyPage, refusedPage, downPage, verifyPage, noReceiptPage].map((page) =>
      page(language),
    ),
    ...[...categories, ''].map((category) =>
      complaintForm(form(language), { ...typed, category, fault: wordsIn[language].complaintCategoryMissing }),
    ),
    complaintForm(form(language), { ...typed, fault: wordsIn[language].complaintSummaryMissing }),
    complaintForm(form(language), { ...typed, fault: wordsIn[language].complaintNumbers }),
    complaintReceived(form(language), { number: 'C-7F3K-20QX-9MAB', receivedOn: '2026-11-21' }),
    ...[noFormPage, manyComplaintsPage, complaintFailedPage].map((page) => page(language)),
    ...(['same', 'different', 'none'] as const).map((document) => verifiedPage(language, { ...found, document })),
    verifiedPage(language, { ...found, document: 'none', integrated: false }),
  ];
};

test.each(['en', 'es'] as const)('no page in %s holds a sentence of the other language', (language) => {
  const other = Object.entries(wordsIn[language === 'en' ? 'es' : 'en']).map(([key, text]) => [
    key,
    text.split('{')[0]?.trim() ?? '',
  ]);
  const own = Object.values(wordsIn[language]).join('\n');
  for (const page of pages(language)) {
    expect(page).toContain(`<html lang="${language}">`);
    for (const [key, text = ''] of other)
      if (text.length > 3 && !own.includes(text)) expect(page.includes(`>${text}`), `${key}: ${text}`).toBe(false);
  }
});

test('the hours that a carrier wrote in English stand on no page in Spanish', () => {
  expect(pages('en').join()).toContain('(hours: Monday)');
  expect(pages('es').join()).not.toContain('Monday');
});

test('every sentence stands on some page', () => {
  const all = pages('en').join('\n');
  const escaped = (text: string) => text.replaceAll("'", '&#39;');
  for (const [key, text] of Object.entries(en)) {
    const piece = (text.split(/\{\w+\}/).sort((a, b) => b.length - a.length)[0] ?? '').trim();
    expect(all.includes(escaped(piece)), key).toBe(true);
  }
});

test('a browser that asks for Spanish first gets it, any other English', () => {
  expect(preferred('es-MX,es;q=0.9,en;q=0.8')).toBe('es');
  expect(preferred('en-US,es;q=0.5')).toBe('en');
  expect(preferred(undefined)).toBe('en');
  expect(filled('{a} and {b}', { a: '1' })).toBe('1 and ');
});
