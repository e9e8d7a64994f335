import { placeIn } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import type { PlanCase } from './case.ts';

type Row = '002-05' | '002-14' | '002-15' | '002-19' | '002-29' | '002-30' | '002-31';

const acts =
  '(?:verif|vet|check|screen|monitor|review|investigat|watch|examin|validat|confirm|analy[sz]|assess|inspect)\\w*';
const discretion =
  '(?:(?:as|where|when|whenever|wherever|if|to the extent) (?:appropriate|needed|necessary|possible|practicable|feasible|practical|warranted|reasonable|deemed \\w+|(?:it|we|management|staff|the company) (?:deems?|sees?|finds?|thinks?|considers?)\\b[^.;,]{0,20}|time permits|resources (?:allow|permit))|from time to time|at (?:its|our) discretion)';

const efforts: readonly (readonly [Row, RegExp, string])[] = [
  [
    '002-05',
    /\b(?<it>most of|many of|some of)\s+(?:[A-Z][\w']*|our|its)\s+(?:\w+\s+)?(?:carriers?|providers?|customers?|calls?|vendors?)/i,
    'is no quantity; list them or give the number',
  ],
  [
    '002-14',
    /\b(?<it>commercially reasonable|best[- ]efforts?|(?<!all )(?:reasonable|good[- ]faith|diligent) (?:efforts?|endeavou?rs?|attempts?)(?![^.]*\b(?:911|psaps?|public safety|emergency)\b)|to the extent (?:practicable|feasible|possible)|wherever possible|(?:endeavou?rs?|strives?|tries|try|attempts|seeks) to (?:verify|check|monitor|detect|prevent|stop|identify|review|watch|keep|avoid|know|screen|respond|block))\b/i,
    'is a vague standard; say what is done',
  ],
  [
    '002-14',
    /\b(?<it>(?:various|a variety of|a number of|numerous|assorted|certain) (?:\w+ (?:and \w+ )?)?(?:systems|tools|methods|measures|techniques|means|processes))\b(?![^.]*\d)/i,
    'names nothing; say which',
  ],
  [
    '002-14',
    /\b(?<it>(?:takes?|taking|taken) (?:appropriate|suitable|necessary|reasonable|proper) (?:action|measures|steps))(?=[^.,;:(]*\.)/i,
    'says nothing of what is done; name it',
  ],
  [
    '002-15',
    new RegExp(`\\b(?<it>${discretion},? ${acts}|${acts}\\b[^.;:]{0,60}?\\b${discretion})`, 'i'),
    'leaves the step to discretion; say when it is done and against which source',
  ],
  [
    '002-15',
    new RegExp(`\\b(?<it>(?:used|applied|deployed|employed|taken|done|performed) ${discretion})`, 'i'),
    'leaves the step to discretion; say when it is done',
  ],
  [
    '002-19',
    /\b(?<it>calls coming into its network)\b/i,
    'speaks of incoming calls; the duty concerns calls that are originated',
  ],
  ['002-29', /\b(?<it>likely to be associated)\b/i, 'gives no threshold'],
  ['002-30', /\b(?<it>that customers' traffic)\b/i, 'should read "that customer\'s"'],
  ['002-31', /\b(?<it>one warning)\b(?![^.]*\b(?:within|days|months|year)\b)/i, 'gives no time window or reset'],
];

/** Words of effort that promise nothing one could test (47 CFR 64.6305(a)(2), (d)(2)(ii)). */
export const unspecificEfforts = ({ document }: PlanCase): readonly Finding[] =>
  document.units.flatMap((unit) => {
    const seen = new Set<Row>();
    return efforts.flatMap(([row, pattern, says]) => {
      const place = seen.has(row) ? null : placeIn(document, unit, pattern);
      if (place === null) return [];
      seen.add(row);
      return [finding(row, place, `"${place.quote}" ${says}.`)];
    });
  });
