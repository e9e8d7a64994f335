import type { Cite } from '../citation.ts';

/** The paragraphs that each question may ask; a test compares them with what it has asked. */
export const weighs: ReadonlyMap<string, readonly Cite[]> = new Map([
  [
    'may-use-cpni',
    [
      '47 USC 222(a)',
      '47 USC 222(b)',
      '47 USC 222(c)(1)',
      '47 USC 222(c)(2)',
      '47 USC 222(c)(3)',
      '47 USC 222(d)(1)',
      '47 USC 222(d)(2)',
      '47 USC 222(d)(3)',
      '47 USC 222(d)(4)',
      '47 USC 222(e)',
      '47 CFR 64.2003(o)',
      '47 CFR 64.2005(a)',
      '47 CFR 64.2005(a)(1)',
      '47 CFR 64.2005(b)(1)',
      '47 CFR 64.2005(b)(2)',
      '47 CFR 64.2005(c)(1)',
      '47 CFR 64.2005(c)(3)',
      '47 CFR 64.2007(a)(1)',
      '47 CFR 64.2007(a)(2)',
      '47 CFR 64.2007(b)',
      '47 CFR 64.2007(b)(2)',
      '47 CFR 64.2008(a)(1)',
      '47 CFR 64.2008(c)(2)',
      '47 CFR 64.2008(d)',
      '47 CFR 64.2008(d)(1)',
      '47 CFR 64.2008(d)(2)',
      '47 CFR 64.2008(d)(3)(i)',
      '47 CFR 64.2008(d)(3)(iii)',
      '47 CFR 64.2008(f)(1)',
      '47 CFR 64.2010(a)',
      '47 CFR 64.2010(b)',
      '47 CFR 64.2010(c)',
      '47 CFR 64.2010(d)',
      '47 CFR 64.2010(g)',
    ],
  ],
  [
    'attestation-for',
    [
      '47 CFR 64.1200(n)(4)',
      '47 CFR 64.6301(a)(2)',
      '47 CFR 64.6301(b)(1)',
      '47 CFR 64.6301(b)(2)',
      '47 CFR 64.6301(b)(3)',
      '47 CFR 64.6301(c)',
      '47 CFR 64.6302(b)',
      '47 CFR 64.6302(c)',
      '47 CFR 64.6302(d)',
      '47 CFR 64.6302(e)',
      '47 CFR 64.6304(d)',
    ],
  ],
  [
    'may-sign-for',
    [
      '47 CFR 64.6301(a)(2)',
      '47 CFR 64.6301(b)(1)',
      '47 CFR 64.6301(b)(2)',
      '47 CFR 64.6301(b)(3)',
      '47 CFR 64.6301(c)',
    ],
  ],
  [
    'may-carry-call',
    [
      '47 CFR 64.1200(k)(1)',
      '47 CFR 64.1200(k)(2)',
      '47 CFR 64.1200(k)(3)',
      '47 CFR 64.1200(k)(5)',
      '47 CFR 64.1200(k)(6)',
      '47 CFR 64.1200(n)(4)',
      '47 CFR 64.1200(o)',
      '47 CFR 64.6305(a)(2)',
    ],
  ],
  [
    'upstream-listed',
    [
      '47 CFR 64.6305(g)(1)',
      '47 CFR 64.6305(g)(2)',
      '47 CFR 64.6305(g)(3)',
      '47 CFR 64.6305(g)(4)',
      '47 CFR 64.6305(g)(5)',
    ],
  ],
  ['order-against-provider', ['47 CFR 64.1200(n)(3)']],
  ['strike-consequence', ['47 CFR 64.6305(a)(2)']],
]);

/** Names of the questions that ask a paragraph for which `concerns` holds. */
export const questionsThatWeigh = (concerns: (cite: Cite) => boolean): readonly string[] =>
  [...weighs].filter(([, cites]) => cites.some(concerns)).map(([name]) => name);
