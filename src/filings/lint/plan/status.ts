import { type OpenDocument, type Place, placeIn } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { type PlanCase, since } from './case.ts';
import type { Statement } from './statements.ts';
import { framework, recital } from './words.ts';

const duty = /\bimplementation obligations?\b|\b(?:obligat\w+|duty|duties|required) to implement\b[^.,;]*/gi;

const whole = '(?:full(?:y)?|complete(?:ly|d)?|entire(?:ly|ty)?|throughout|100 ?(?:%|percent)|one hundred percent)';
const done = '(?:implement\\w*|deploy\\w*|install\\w*|sign\\w*|authenticat\\w*|operational|in place|stir|shaken)';
const everyCall = '(?:all|every|each|100 ?%|one hundred percent)\\b[^.;]{0,50}\\bcalls?';
const full: readonly RegExp[] = [
  new RegExp(`\\b${whole}\\b[^.]{0,70}\\b${done}|\\b${done}\\b[^.]{0,90}\\b${whole}\\b`, 'i'),
  /\b(?:stir|shaken|framework|it) (?:is|are|has been|have been)(?: now)? (?:fully )?(?:implemented|deployed|installed|in (?:place|service|operation|production|use)|operational|live|running|active|enabled)\b/i,
  /\b(?:has|have)(?: now| also| already)? (?:implemented|deployed|installed|completed|adopted|put)\b/i,
  /\bimplement(?:ed|ation)\b[^.]{0,60}\b(?:across|all (?:of )?(?:its|our|the)|its ip|our ip)\b/i,
  new RegExp(
    `\\b(?:signs?|signed|authenticates?)\\b[^.;]{0,30}\\b${everyCall}|\\b${everyCall}\\b[^.;]{0,70}\\b(?:signed|signature|authenticated)\\b`,
    'i',
  ),
];
const partial = /\bpartial(?:ly)?\b|\bin part\b|\bpartly\b|\bportions?\b|\bpart of (?:its|our|the) network\b/i;
const none =
  /\b(?:has|have|had|is|are|was) not(?: yet)?(?: been)? (?:implement|deploy|sign)\w*|\bno (?:stir|shaken|implementation|caller)\b|\b(?:cannot|can not|unable to|does not|do not) (?:\w+ ){0,2}(?:implement|deploy|sign)\b|\bnot (?:yet )?implemented\b|\bnone\b/i;

const underWay =
  /\b(?<it>(?:has|have) not (?:yet )?(?:been )?(?:completed|finished)(?: that process| the process| (?:its |the )?(?:implementation|deployment))?|(?:is|are|remains?|continues?)\b[^.,;]{0,25}\b(?:pursuing|in the process of|working (?:on|towards?)|implementing|deploying|installing|rolling out|testing|preparing)|(?:is|are) (?:now |still |currently )?being (?:implemented|deployed|installed|rolled out|tested)|in progress|under ?way|(?:expects?|plans?|intends?|anticipates?|hopes?|aims?) to (?:implement|complete|deploy|finish|have|sign|begin|start)|will (?:soon |then |be )?(?:implement|deploy|complet|install|roll|begin|start)\w*)\b/i;

const speaksOf = (each: Statement): boolean => framework.test(each.said.replace(duty, '')) && !recital.test(each.text);

const openPlace = (document: OpenDocument, open: Statement): Place | null =>
  placeIn(document, open, /\b(?<it>(?:has|have) not (?:yet )?completed(?: that process)?)\b/i) ??
  placeIn(document, open, underWay);

/** The plan must state one of: full, partial, none (47 CFR 64.6305(d)(1)). */
export const status = ({ document, statements, filed }: PlanCase): readonly Finding[] => {
  const about = statements.filter(speaksOf);
  const states = (...kinds: readonly RegExp[]): boolean =>
    about.some((each) => kinds.some((kind) => kind.test(each.said.replace(duty, ''))) && !underWay.test(each.text));
  const open = about.find((each) => underWay.test(each.text));
  const place = open ? openPlace(document, open) : null;
  const stated = states(...full, partial, none);
  if (!stated && !open)
    return [
      finding(
        'P1',
        null,
        'The plan does not state whether STIR/SHAKEN is implemented in full, in part or not at all. State exactly one.',
      ),
    ];
  const vague = stated
    ? []
    : [
        finding(
          '002-03',
          place,
          `"${place?.quote ?? ''}" is no status. State exactly one: full, partial or no implementation.`,
        ),
      ];
  const stale =
    open && filed >= since.extensionEnded && !states(partial, none)
      ? [
          finding(
            'P1-stale',
            place,
            `"${place?.quote ?? ''}" tells of a deployment under way after every extension for small providers ended (2023-06-30). Bring the status up to date.`,
          ),
        ]
      : [];
  return [...vague, ...stale];
};
