import { describe, expect, test } from 'vitest';
import { check, lacking } from './check.ts';
import * as examples from './examples/notices.ts';
import type { NoticeContent } from './record.ts';

const all = {
  'the formal e-mail': examples.formalNotice,
  'the letter': examples.letterNotice,
  'questions and answers': examples.shortNotice,
  'the customary wording': examples.customaryNotice,
  'the friendly card': examples.friendlyNotice,
  'the opt-in that may be read out': examples.spokenNotice,
  'the Spanish e-mail': examples.spanishNotice,
} as const;
type Name = keyof typeof all;

const faults = (notice: NoticeContent): string[] =>
  lacking(check(notice, examples.exampleCarrier, [])).map(({ item }) => item);

test.each(Object.entries(all))('%s is complete', (_, notice) => {
  expect(lacking(check(notice, examples.exampleCarrier, []))).toEqual([]);
});

test.each(Object.entries(all))('%s: every span quotes the place it names', (_, notice) => {
  for (const { item, span } of check(notice, examples.exampleCarrier, [])) {
    if (span === null) continue;
    const source = item.startsWith('subject') ? (notice.subject ?? '') : notice.body;
    expect(source.slice(span.from, span.to)).toBe(span.quote);
  }
});

test.each(Object.entries(all))('%s: without the words that hold a demand, the demand is not held', (_, notice) => {
  const held = check(notice, examples.exampleCarrier, []).filter(({ held, span }) => held && span !== null);
  expect(held.length).toBeGreaterThan(15);
  for (const { item, cite } of held) {
    let damaged = notice;
    // a demand held in several places falls when the last of them is gone
    for (let cut = 0; cut < 20; cut += 1) {
      const span = check(damaged, examples.exampleCarrier, []).find((f) => f.item === item && f.cite === cite)?.span;
      if (span === undefined || span === null) break;
      damaged = item.startsWith('subject')
        ? { ...damaged, subject: `${damaged.subject?.slice(0, span.from)}${damaged.subject?.slice(span.to)}` }
        : { ...damaged, body: `${damaged.body.slice(0, span.from)}${damaged.body.slice(span.to)}` };
    }
    const after = check(damaged, examples.exampleCarrier, []).find((f) => f.item === item && f.cite === cite);
    expect(after?.held, `${cite} ${item}`).not.toBe(true);
  }
});

/** Notice, words in it, what stands there instead, and the demand that must notice. */
const damages: readonly (readonly [Name, string, string, string])[] = [
  ['the formal e-mail', 'you have a right, and we have a duty, to protect', 'we have a duty to protect', 'right'],
  ['the formal e-mail', 'you have a right, and we have a duty, to protect', 'you have a right to protect', 'duty'],
  ['the formal e-mail', 'Under federal law, you', 'You', 'federal-law'],
  [
    'the formal e-mail',
    'the telephone numbers you call and the time and length of your calls, ',
    '',
    'types:call-detail',
  ],
  ['the formal e-mail', 'the services to which you subscribe, ', '', 'types:services-subscribed'],
  ['the formal e-mail', 'how much you use them, ', '', 'types:usage'],
  ['the formal e-mail', 'the charges on your bill, ', '', 'types:billing'],
  ['the formal e-mail', ', and the technical configuration of your service', '', 'types:technical-configuration'],
  [
    'the formal e-mail',
    'to offer you other communications services that you do not have from us today',
    'for our purposes',
    'purposes:market',
  ],
  [
    'the formal e-mail',
    'we will not disclose it to anybody else',
    'we share it with our trusted partners',
    'entities:unnamed',
  ],
  [
    'the formal e-mail',
    'You have the right to disapprove these uses, and to deny or withdraw access to your CPNI at any time. ',
    '',
    'withdraw',
  ],
  ['the formal e-mail', 'deny or withdraw access to your CPNI at any time', 'deny access to your CPNI', 'withdraw'],
  ['the formal e-mail', 'will not affect the provision', 'may affect the provision', 'services-unaffected'],
  ['the formal e-mail', 'will not affect the provision', 'may affect the provision', 'services-affected'],
  [
    'the formal e-mail',
    'reply to this e-mail with the words "opt out", call 1-800-555-0142, or go to https://choice.prairievoice.example',
    'contact us',
    'steps-to-deny',
  ],
  ['the formal e-mail', 'call 1-800-555-0142, or', 'or', 'channel:phone'],
  ['the formal e-mail', ', or go to https://choice.prairievoice.example', '', 'channel:web'],
  ['the formal e-mail', 'within 30 days', 'within 60 days', 'wait-printed'],
  ['the formal e-mail', 'within 30 days', 'within 60 days', 'wait-applied'],
  ['the formal e-mail', 'within 30 days', 'within 30 business days', 'calendar-days'],
  ['the formal e-mail', 'within 30 days after we send this notice', 'soon', 'wait-printed'],
  ['the formal e-mail', 'free of charge and ', '', 'free'],
  ['the formal e-mail', 'open 24 hours a day, seven days a week', 'open', 'every-hour'],
  ['the formal e-mail', 'is valid until you affirmatively revoke or limit it', 'is valid for two years', 'duration'],
  ['the formal e-mail', 'is valid until you affirmatively revoke or limit it', 'is valid for two years', 'no-end'],
  [
    'the formal e-mail',
    'Your approval may help us to offer products and services tailored to your needs.',
    'If you approve, you get a discount on your bill.',
    'reward',
  ],
  [
    'the formal e-mail',
    'Each of these ways',
    'Please do not reply to this message. Each of these ways',
    'reply-allowed',
  ],
  [
    'the formal e-mail',
    'To deny access, ',
    'We recommend that you freeze access by other companies. To deny access, ',
    'freeze',
  ],
  [
    'the formal e-mail',
    'To deny access, ',
    'We suggest that you ask us to block all other carriers from your records. To deny access, ',
    'freeze',
  ],
  [
    'the formal e-mail',
    'A denial of approval',
    'If you opt out, you will miss out on our best offers. A denial of approval',
    'neutral-consequences',
  ],
  ['the formal e-mail', 'A denial of approval', 'To avoid interruption, act now. A denial of approval', 'misleading'],
  [
    'the formal e-mail',
    'A denial of approval',
    'Para no dar su permiso usted puede llamar a la oficina de la empresa. A denial of approval',
    'one-language',
  ],
  ['the letter', ', Prairie Wireless LLC,', '', 'entities:Prairie Wireless LLC'],
  ['the letter', 'Keeping it confidential is your right and our duty under that law. ', '', 'right'],
  ['the letter', 'forty-five (45) days', 'thirty (30) days', 'wait-printed'],
  ['the letter', 'You may say no to this. You may also say yes now and change your mind at any time. ', '', 'withdraw'],
  [
    'the letter',
    'Saying no changes nothing about the services you have with us: they stay exactly as they are. ',
    '',
    'services-unaffected',
  ],
  ['the letter', ', or write to us at P.O. Box 410, Des Moines, IA 50309', '', 'channel:mail'],
  [
    'the letter',
    'How to say yes: do nothing. We wait forty-five (45) days after mailing this letter to hear from you; then we take it that you agree.',
    'We wait forty-five (45) days to hear from you.',
    'steps-to-grant',
  ],
  ['the letter', 'your choice stays in force until you tell us otherwise', 'your choice is noted', 'duration'],
  ['the letter', 'toll-free at 1-888-555-0177', 'at 1-515-555-0177', 'every-customer'],
  ['the letter', 'whom you call, when and for how long; ', '', 'types:call-detail'],
  ['questions and answers', 'Your decision has no effect on the service you receive.', '', 'services-unaffected'],
  ['questions and answers', ', and you can revoke your permission whenever you like', '', 'withdraw'],
  ['questions and answers', 'thirty-five days', 'ten days', 'wait-applied'],
  ['questions and answers', 'By federal law you', 'You', 'federal-law'],
  ['questions and answers', 'Reply "no" to this message, use', 'Use', 'reply'],
  [
    'questions and answers',
    'We want to tell you about additional products and services of ours. ',
    '',
    'purposes:market',
  ],
  [
    'questions and answers',
    'Your yes or no about services beyond those you already have remains in effect until you change it.',
    '',
    'duration',
  ],
  [
    'the opt-in that may be read out',
    'May we share it with Acme Mail Services, a company that works for us? Acme Mail Services and',
    'May we share it with a contractor of ours?',
    'entities:Acme Mail Services',
  ],
  ['the opt-in that may be read out', ' and the location of your phone when you use it', '', 'types:location'],
  [
    'the opt-in that may be read out',
    'To agree, say or write "I agree", or go to choice.prairievoice.example and choose "I agree". ',
    '',
    'steps-to-grant',
  ],
  ['the Spanish e-mail', 'Según la ley federal, usted', 'Usted', 'federal-law'],
  ['the Spanish e-mail', 'no afectará ninguno', 'puede afectar algunos', 'services-unaffected'],
  ['the Spanish e-mail', 'de los 30 días', 'de los 20 días', 'wait-printed'],
  [
    'the Spanish e-mail',
    'Usted tiene derecho a rechazar estos usos, y puede negar o retirar el acceso a su CPNI en cualquier momento.',
    'You have the right to refuse these uses, and you can deny or withdraw access to your CPNI at any time.',
    'one-language',
  ],
  ['the Spanish e-mail', 'es válida hasta que usted la revoque o la limite', 'es válida durante dos años', 'duration'],
  ['the Spanish e-mail', 'es gratuita y ', '', 'free'],
];

test.each(damages)('%s: "%s" → "%s" is found as %s', (name, words, instead, item) => {
  const notice = all[name];
  expect(notice.body).toContain(words);
  expect(faults({ ...notice, body: notice.body.replace(words, instead) })).toContain(item);
});

const fields: readonly (readonly [string, Partial<NoticeContent>, string])[] = [
  ['an opt-out notice read out by telephone', { methods: ['oral'] }, 'written-or-electronic'],
  ['a wait of 29 days', { waitDays: 29 }, 'least-wait'],
  ['a text that prints 30 days while 45 are applied', { waitDays: 45 }, 'wait-applied'],
  ['a no-reply sender', { sender: 'no-reply@prairievoice.example' }, 'sender'],
  ['no sender', { sender: null }, 'sender'],
  ['no subject line', { subject: null }, 'subject-names'],
  ['a subject line that says nothing of it', { subject: 'An update from Prairie Voice' }, 'subject-names'],
  ['a subject line that promotes', { subject: 'Your CPNI: exclusive savings inside' }, 'subject-promotes'],
  ['a subject line that feigns an answer', { subject: 'Re: your CPNI' }, 'subject-promotes'],
  ['a subject line in capitals', { subject: 'YOUR CPNI RIGHTS AND CHOICES' }, 'subject-clear'],
  ['a class that the text does not name', { cpni: ['location'] }, 'types:location'],
  ['a recipient without a name', { recipients: ['self', 'joint-venture'] }, 'entities:joint-venture'],
  [
    'a name that the text does not hold',
    { entities: [{ recipient: 'agent', name: 'Elm Agency' }] },
    'entities:Elm Agency',
  ],
  ['print in 8 points', { methods: ['mail'], typePoints: 8 }, 'type-size'],
  ['print of unknown size', { methods: ['mail'], typePoints: null }, 'type-size'],
  ['mail as the only way to say no', { channels: ['mail'] }, 'every-customer'],
  ['e-mail without reply among the ways', { channels: ['phone', 'web'] }, 'reply-offered'],
];

describe('what stands outside the text', () => {
  test.each(fields)('%s', (_, changed, item) => {
    expect(faults({ ...examples.formalNotice, ...changed })).toContain(item);
  });

  const spanishSubjects: readonly (readonly [string, string | null])[] = [
    ['Sus registros de llamadas: una decisión que es suya', null],
    ['Prairie Voice: cómo usamos la información de su cuenta, y cómo decir que no', null],
    ['Aviso sobre su CPNI y sus derechos', null],
    ['Novedades de Prairie Voice', 'subject-names'],
    ['Su CPNI: aproveche por tiempo limitado', 'subject-promotes'],
    ['Su CPNI: un premio para usted', 'subject-promotes'],
    ['¡Su privacidad, su decisión', 'subject-promotes'],
    ['RB: su CPNI', 'subject-promotes'],
    ['Su CPNI: exclusive savings inside', 'subject-promotes'],
    ['SUS DERECHOS SOBRE SU CPNI', 'subject-clear'],
    ['Your CPNI: a choice you may make', 'subject-language'],
    ['CPNI notice from Prairie Voice', 'subject-language'],
  ];

  test.each(spanishSubjects)('the Spanish subject line “%s” is weighed as the English one: %s', (subject, item) => {
    const wrong = faults({ ...examples.spanishNotice, subject });
    expect(wrong).toEqual(item === null ? [] : expect.arrayContaining([item]));
  });

  test('an English notice under a Spanish subject line is not whole in one language', () => {
    const subject = 'Sus registros telefónicos (CPNI): una decisión que puede tomar';
    expect(faults({ ...examples.formalNotice, subject })).toContain('subject-language');
  });

  test('a translation that covers more is not the same notice', () => {
    const wider = { ...examples.spanishNotice, cpni: ['location' as const] };
    const both = (other: NoticeContent) =>
      lacking(check(examples.formalNotice, examples.exampleCarrier, [other])).map(({ item }) => item);
    expect(both(examples.spanishNotice)).toEqual([]);
    expect(both(wider)).toEqual(['same-in-every-language']);
  });

  test('running text in capitals is not legible', () => {
    const { body } = examples.formalNotice;
    expect(faults({ ...examples.formalNotice, body: body.toUpperCase() })).toContain('capitals');
  });

  test('a notice that hides what it is about behind a page of greetings is not readily apparent', () => {
    const greetings = 'We thank you for being with us and wish you well. '.repeat(14);
    expect(faults({ ...examples.formalNotice, body: greetings + examples.formalNotice.body })).toContain(
      'readily-apparent',
    );
  });

  test('an opt-out notice without the word about an earlier no is advised, not blocked', () => {
    const body = examples.formalNotice.body.replace(
      'If you have opted out before, no further action is needed to keep that choice.',
      '',
    );
    const findings = check({ ...examples.formalNotice, body }, examples.exampleCarrier, []);
    expect(lacking(findings)).toEqual([]);
    expect(findings.find(({ item }) => item === 'earlier-no')).toMatchObject({ held: false, weight: 'advice' });
  });
});
