import type { Excused, RuleLike } from './coverage.ts';

/** The paragraphs of 47 CFR 1.4 that `src/law/calendar.ts` carries out as arithmetic, in the shape of rules. */
export const rules: readonly RuleLike[] = [
  {
    cite: '47 CFR 1.4(b)',
    duty: 'The first day counted is the day after public notice (addBusinessDays)',
    effective: { from: 'always' },
  },
  {
    cite: '47 CFR 1.4(c)',
    duty: 'The first day counted is the day after the act or event (addBusinessDays)',
    effective: { from: 'always' },
  },
  {
    cite: '47 CFR 1.4(e)(1)',
    duty: 'Saturdays, Sundays, legal holidays and closures are holidays (whyNoBusinessDay)',
    effective: { from: 'always' },
  },
  {
    cite: '47 CFR 1.4(e)(2)',
    duty: 'Every other day is a business day (isBusinessDay)',
    effective: { from: 'always' },
  },
  {
    cite: '47 CFR 1.4(j)',
    duty: 'A last day that is a holiday moves to the next business day (rollForward)',
    effective: { from: 'always' },
  },
];

/** Paragraphs of 47 CFR 1.4 that no clock of ours needs. */
export const notEncoded: readonly Excused[] = [
  {
    cite: '47 CFR 1.4(g)',
    why: 'Our only filing period under seven days, 64.2009(f), is stated in business days and leaves holidays out itself.',
  },
  {
    cite: '47 CFR 1.4(h)',
    why: 'It lengthens answers to pleadings served by mail; no clock of ours answers one.',
  },
];
