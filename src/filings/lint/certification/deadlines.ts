import { type OpenDocument, placeIn, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';

const files = /\b(?:fil(?:e|es|ed|ing)|submi\w*|certif\w*|due|lodg\w*)\b/i;
const march = '(?:march|mar\\.)\\s+(?:1(?:st)?|first)\\b(?!\\d|,?\\s+(?:19|20)\\d\\d)';
const sooner = new RegExp(`\\b(?<it>(?:prior to|before|in advance of)\\s+${march})`, 'i');
const exactly = new RegExp(
  `\\b(?<it>(?:annually|each year|every year|yearly)?\\s*(?<!\\bor before )(?<!\\bor prior to )on\\s+${march})`,
  'i',
);
const otherDay =
  /\b(?:by|before|on or before|no later than|not later than|on|until|prior to)\s+(?<it>(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+(?!1\b|1st\b|first\b)(?:\d{1,2}(?:st|nd|rd|th)?)|(?:january|february|april|may|june|july|august|september|october|november|december)\s+(?:1|1st|first))\b(?!,?\s+(?:19|20)\d\d)/i;
const yearly = /\b(?:annual\w*|each year|every year|yearly)\b/i;

/** What is said of the day the certification is due: on or before March 1 (47 CFR 64.2009(e), 1.4(j)). */
export const deadlines = (document: OpenDocument): readonly Finding[] =>
  unitsWith(document, files).flatMap((unit) => {
    const early = placeIn(document, unit, sooner);
    const exact = placeIn(document, unit, exactly);
    const wrong =
      yearly.test(unit.text) && /\b(?:fcc|commission|certif\w*|06-36)\b/i.test(unit.text)
        ? placeIn(document, unit, otherDay)
        : null;
    return [
      ...(early
        ? [
            finding(
              '001-20',
              early,
              `"${early.quote}" promises an earlier day than the rule, which says on or before March 1.`,
            ),
          ]
        : []),
      ...(exact && !early
        ? [
            finding(
              '000-28',
              exact,
              `"${exact.quote.trim()}": the rule says on or before March 1; on that very day fails when it is a holiday.`,
            ),
          ]
        : []),
      ...(wrong
        ? [
            finding(
              '2009(e)-day',
              wrong,
              `"${wrong.quote}" is not the day: the certification is due on or before March 1.`,
            ),
          ]
        : []),
    ];
  });
