import { email } from './check/email.ts';
import type { Checked, Finding } from './check/finding.ts';
import { lasting } from './check/lasting.ts';
import { optOut } from './check/opt-out.ts';
import { plain } from './check/plain.ts';
import { rightAndDuty } from './check/right-and-duty.ts';
import { scope } from './check/scope.ts';
import { steps } from './check/steps.ts';
import { textOf } from './check/text.ts';
import { translation } from './check/translation.ts';
import { wordsOf } from './check/words/of-language.ts';
import type { NoticeContent } from './record.ts';

const families: readonly ((checked: Checked) => Finding[])[] = [
  rightAndDuty,
  scope,
  steps,
  plain,
  translation,
  lasting,
  optOut,
  email,
];

/**
 * Every demand of 64.2008(c) and (d) on a notice, each with the words that hold or break it. It sees words, not truth: that
 * the steps work, that names are whole and that print is well placed the approver answers for.
 */
export const check = (
  notice: NoticeContent,
  carrierNames: readonly string[],
  translations: readonly NoticeContent[],
): Finding[] => {
  const checked: Checked = {
    notice,
    text: textOf(notice.body),
    words: wordsOf[notice.language],
    carrierNames,
    translations,
  };
  return families.flatMap((family) => family(checked));
};

/** What stands in the way of approval. */
export const lacking = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ held, weight }) => !held && weight === 'must');
