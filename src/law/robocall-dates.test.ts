import { describe, expect, it } from 'vitest';
import { inForce, type LegalDate } from './rule.ts';
import { sections } from './sections.ts';

const all = sections.flatMap(({ rules }) => rules);
/** The duties of a paragraph on a date. */
const duties = (cite: string, date: LegalDate): readonly string[] =>
  all.filter((rule) => rule.cite === cite && inForce(rule, date, 'not-set')).map(({ duty }) => duty);

describe('The law of robocall mitigation on both sides of each change', () => {
  it.each([
    ['providers sign', '64.6301(a)(2)', '2021-06-29', '2021-06-30'],
    ['own token and certificate (AUTH-2025)', '64.6301(c)', '2025-09-17', '2025-09-18'],
    ['third parties sign on conditions', '64.6301(b)(1)', '2025-09-17', '2025-09-18'],
    ['gateways sign', '64.6302(d)', '2023-06-29', '2023-06-30'],
    ['the first intermediate provider signs', '64.6302(e)', '2023-12-30', '2023-12-31'],
    ['gateways have a program', '64.6305(b)', '2023-01-10', '2023-01-11'],
    ['other intermediate providers have one', '64.6305(c)', '2024-02-25', '2024-02-26'],
    ['calls only from listed providers', '64.6305(g)(1)', '2021-09-27', '2021-09-28'],
    ['calls only from listed gateways', '64.6305(g)(3)', '2023-04-10', '2023-04-11'],
    ['calls only from listed intermediate providers', '64.6305(g)(4)', '2024-05-27', '2024-05-28'],
    ['recertification each year', '64.6305(h)', '2026-02-04', '2026-02-05'],
    ['do-not-originate lists', '64.1200(o)', '2025-12-14', '2025-12-15'],
    ['notices of suspected illegal traffic', '64.1200(n)(2)', '2024-01-07', '2024-01-08'],
  ] as const)('%s (%s): not on %s, from %s on', (_, paragraph, before, from) => {
    expect(duties(`47 CFR ${paragraph}`, before)).toEqual([]);
    expect(duties(`47 CFR ${paragraph}`, from)).toHaveLength(1);
    expect(duties(`47 CFR ${paragraph}`, '2026-11-26')).toHaveLength(1);
  });

  it.each([
    ['64.1200(n)(1)', '2024-01-07', /fully and in time/, '2024-01-08', /within 24 hours/],
    ['64.1200(k)(9)', '2026-03-24', /603, 607 or 608/, '2026-03-25', /603\+/],
    ['64.6305(a)(1)', '2024-02-25', /part of its traffic that it does not sign/, '2024-02-26', /all its traffic/],
    ['64.6305(d)(2)(iii)', '2024-02-25', /timely/, '2024-02-26', /within 24 hours/],
    ['64.6304(a)', '2022-06-30', /need not sign yet$/, '2022-07-01', /facilities of its own$/],
    ['64.1604(a)', '2020-02-04', /in the United States/, '2020-02-05', /from abroad/],
  ] as const)('%s says on %s: %s, and on %s: %s', (paragraph, before, old, from, today) => {
    expect(duties(`47 CFR ${paragraph}`, before)).toEqual([expect.stringMatching(old)]);
    expect(duties(`47 CFR ${paragraph}`, from)).toEqual([expect.stringMatching(today)]);
  });

  it('excused small providers through 2023-06-30, and nobody since', () => {
    expect(duties('47 CFR 64.6304(a)', '2023-06-30')).toHaveLength(1);
    expect(duties('47 CFR 64.6304(a)', '2023-07-01')).toEqual([]);
  });
});
