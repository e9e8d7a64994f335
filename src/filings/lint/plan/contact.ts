import { type Finding, finding } from '../finding.ts';
import type { PlanCase } from './case.ts';

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const telephone = /(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\b\d{3}[ .-])\d{3}[ .-]\d{4}\b/;
const name = /\b[A-Z][a-z'-]+(?:\s+[A-Z]\.)?\s+[A-Z][\w'-]+/;
const asked =
  /\bcontact\b|\b(?:questions|inquiries|enquiries|correspondence)\b|\bresponsible\b|\bpoint of\b|\bperson\b|\bwhom?\b|\breach(?:ed)?\b|\bspeak\b/i;
const post =
  /\b(?:manager|officer|president|counsel|director|member|owner|treasurer|secretary|administrator|partner|chief|head|lead|engineer|attorney|coordinator|supervisor)\b/i;

/** One person who answers for robocalls, with a way to reach them (47 CFR 64.6305(d)(4)). */
export const contact = ({ document, statements }: PlanCase): readonly Finding[] => {
  const named = statements.some((each, at) => {
    const following = statements.slice(at, at + (asked.test(each.said) ? 9 : 1));
    const text = following.map((one) => one.text).join(' ');
    const around = asked.test(each.said) ? text : each.passage;
    const reachable = email.test(text) || telephone.test(text);
    return reachable && name.test(around) && (asked.test(each.said) || post.test(around));
  });
  const underHeading = document.units.some(
    (unit) =>
      unit.kind === 'heading' &&
      /\bcontact\b/i.test(unit.text) &&
      [email, name].every((pattern) =>
        document.units.slice(unit.index, unit.index + 9).some((each) => pattern.test(each.text)),
      ),
  );
  return named || underHeading
    ? []
    : [finding('002-10', null, 'No contact person for robocall mitigation is named with title, telephone and e-mail.')];
};
