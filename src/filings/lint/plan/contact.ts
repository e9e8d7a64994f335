import type { Unit } from '../document.ts';
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
export const contact = ({ document: { units } }: PlanCase): readonly Finding[] => {
  const textOf = (of: (unit: Unit) => boolean): string =>
    units
      .filter(of)
      .map((unit) => unit.text)
      .join(' ');
  const named = units.some((unit) => {
    const isAsked = asked.test(unit.text) || asked.test(unit.heading);
    const near = isAsked
      ? textOf(({ index }) => index >= unit.index && index < unit.index + 9)
      : textOf(({ block }) => block === unit.block);
    const reachable = email.test(near) || telephone.test(near);
    return reachable && name.test(near) && (isAsked || post.test(near));
  });
  return named
    ? []
    : [finding('002-10', null, 'No contact person for robocall mitigation is named with title, telephone and e-mail.')];
};
