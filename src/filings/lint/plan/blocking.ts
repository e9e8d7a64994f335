import { type Finding, finding } from '../finding.ts';
import { type PlanCase, since } from './case.ts';

const list = /\bdo[- ]?not[- ]?originate\b|\bdno\b/i;
const blocks =
  /\b(?:block\w*|reject\w*|refus\w*|drop\w*|not (?:completed|carried|put through|passed)|stopp?\w*|den(?:y|ies|ied))\b/i;
const notInUse = /\b(?:invalid|unallocated|unassigned|unused|inbound[- ]only)\b/gi;
const notice = /\b603\s*\+|\b603\b|\b60[78]\b|\bcause (?:code |value )?21\b/i;
const noAnalyticsBlocking =
  /\b(?:not|never|no)\b[^.]{0,30}\bblock\w*\b[^.]{0,60}\b(?:analytics|analytic|scores?|reasonable analytics)\b|\b(?:not|never|no)\b[^.]{0,40}\banalytics\b[^.]{0,20}\bblock\w*/i;

/** Blocking by a do-not-originate list, and the notice of blocking by analytics (47 CFR 64.1200(o), (k)). */
export const blocking = ({ statements, filed }: PlanCase): readonly Finding[] => {
  const listed = statements.some(
    (each) => list.test(each.said) || (blocks.test(each.text) && new Set(each.text.match(notInUse)).size > 2),
  );
  const told = statements.some((each) => notice.test(each.text) || noAnalyticsBlocking.test(each.text));
  const missing = [
    ...(filed < since.doNotOriginate || listed
      ? []
      : ['blocking of calls from numbers on a reasonable do-not-originate list']),
    ...(filed < since.sip603 || told ? [] : ['SIP code 603+ as the notice of analytics blocking']),
  ];
  return missing.length === 0 ? [] : [finding('002-28', null, `The plan does not mention ${missing.join(' nor ')}.`)];
};
