import { ban, type Checked, demand, type Finding, outside } from './finding.ts';
import { find, type Span, spanOf } from './text.ts';

const leastWait = 30;

const numberOf = (said: string, numbers: Readonly<Record<string, number>>): number =>
  /^\d/.test(said) ? Number(said) : (numbers[said.replaceAll('-', ' ')] ?? Number.NaN);

type Printed = { readonly days: number; readonly span: Span };

/** Every count of days in sentences about the wait. */
const printedWaits = ({ text, words }: Checked): Printed[] =>
  text.sentences
    .filter((sentence) => words.waiting.test(sentence.words))
    .flatMap((sentence) =>
      [...sentence.words.matchAll(words.days)].map((hit) => ({
        days: numberOf(hit[1] ?? '', words.numbers),
        span: spanOf(text, sentence.from + hit.index, sentence.from + hit.index + hit[0].length),
      })),
    );

const wait = (checked: Checked): Finding[] => {
  const { notice, text, words } = checked;
  const printed = printedWaits(checked);
  const same = printed.find(({ days }) => days === notice.waitDays)?.span ?? null;
  const other = printed.find(({ days }) => days !== notice.waitDays)?.span ?? null;
  const short = text.sentences.find((s) => words.waiting.test(s.words) && words.notCalendarDays.test(s.words));
  return [
    outside('(d)(1)', 'least-wait', notice.waitDays >= leastWait, `Wait at least ${leastWait} days.`),
    demand('(d)(1)', 'wait-printed', same, `Print the wait that applies: ${notice.waitDays} days.`),
    ban('(d)(1)', 'wait-applied', other, `Print one wait only, the one that applies: ${notice.waitDays} days.`),
    ban(
      '(d)(1)',
      'calendar-days',
      short === undefined ? null : spanOf(text, short.from, short.to),
      'Count calendar days: the wait knows no business days.',
    ),
  ];
};

// 900 numbers and the like bill the caller; only these are free to every caller
const tollFree = /\b8(00|33|44|55|66|77|88)\b/;

const everyHour = (checked: Checked): Finding[] => {
  const { notice, text, words } = checked;
  const line = find(text, 1, words.channels.phone);
  const free = line !== null && tollFree.test(line.quote);
  const onPaper = notice.methods.some((method) => method === 'mail' || method === 'bill-insert');
  const anyone = onPaper
    ? notice.channels.includes('phone') && free
    : notice.channels.some((way) => way !== 'mail' && (way !== 'phone' || free));
  return [
    demand('(d)(3)(v)', 'free', find(text, 2, words.free), 'Say that saying no costs nothing.'),
    demand(
      '(d)(3)(v)',
      'every-hour',
      find(text, 2, words.always),
      'Say that saying no works at every hour of every day.',
    ),
    outside(
      '(d)(3)(v)',
      'every-customer',
      anyone,
      onPaper
        ? 'Offer a toll-free number: who reads paper may have no internet.'
        : 'Offer a free way that is open at every hour: the web, a reply or a toll-free number.',
    ),
  ];
};

/** 64.2008(d): never spoken, the wait printed is the wait applied, free ways at every hour for every customer. */
export const optOut = (checked: Checked): Finding[] =>
  checked.notice.kind === 'opt-in'
    ? []
    : [
        outside(
          '(d)',
          'written-or-electronic',
          !checked.notice.methods.includes('oral'),
          "Take 'oral' out of the methods: an opt-out notice is written or electronic.",
        ),
        ...wait(checked),
        ...everyHour(checked),
      ];
