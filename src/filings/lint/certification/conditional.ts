import { type OpenDocument, placeIn, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import type { CertificationCase } from './case.ts';
import { refusesOnline } from './portals.ts';

const ready =
  /(?<it>\b(?:is|are|stands?|remains?)\s+(?:fully\s+|always\s+)?(?:prepared|ready|willing|poised|equipped)\s+to\s+\w+)\b/i;
const hedge =
  /\b(?<it>(?:where|when|if|whenever|as)\s+(?:(?:reasonably|commercially|operationally)\s+)?(?:practicable|feasible|convenient|time permits|practical|possible|resources (?:permit|allow)|budgets? (?:permits?|allows?)|it sees fit|appropriate in its judgment))\b/i;
const duty =
  /\b(?:authenticat\w*|notif\w*|train\w*|report\w*|password|verif\w*|supervis\w*|record\w*|opt-?out|discipl\w*|approv\w*|test|review\w*)\b/i;
/** A way of access told as if it might come to be: "if the portal is ever opened, customers may log in with a password". */
const unsureChannel =
  /\b(?<it>(?:if|should|when) (?:the |a |an |its |any |it |we )*(?:\w+ )?(?:portal|online|on-line|web ?site|app|stores?|retail|password|it|we|company)\b.{0,30}\b(?:ever|one day|at some point|eventually)\b[^;]*?\b(?:may|would|will|could|can)\b)/i;

/** Readiness, or a channel that may come to be, told in place of a procedure. */
const unsure = (document: OpenDocument): readonly Finding[] => [
  ...unitsWith(document, ready).map((unit) => {
    const place = placeIn(document, unit, ready);
    return finding(
      '001-14',
      place,
      `"${place?.quote.replace(/\s+/g, ' ') ?? ''}" tells of readiness, not of a procedure. Say what is done.`,
    );
  }),
  ...unitsWith(document, unsureChannel, /\b(?:password|log in|authenticat\w*|identif\w*|verif\w*|photo)\b/i)
    .filter(() => !refusesOnline(document))
    .map((unit) => {
      const place = placeIn(document, unit, unsureChannel);
      return finding(
        'C3-channel-unsure',
        place,
        `"${place?.quote ?? ''}" leaves open whether there is such access. Say that there is none, or how customers prove themselves now.`,
      );
    }),
];

/** Duties told as conditions or readiness instead of practice (catalogue C3). */
export const conditional = ({ document, practice }: CertificationCase): readonly Finding[] => {
  const { condition, marketing, denial } = practice;
  const findings: Finding[] = [];
  if (condition && marketing !== 'affirmed') {
    const why = denial
      ? 'takes back the denial of any use in marketing and makes every procedure conditional'
      : 'leaves open whether CPNI is used in marketing';
    findings.push(
      finding(
        denial ? '004-11' : '001-13',
        condition,
        `"${condition.quote.replace(/\s+/g, ' ')}" ${why}. Say which it is.`,
      ),
    );
  }
  for (const unit of unitsWith(document, hedge, duty)) {
    if (/\bas soon as\b|\bpracticabl\w* (?:but|and) (?:in no|no|not|within)/i.test(unit.text)) continue;
    const place = placeIn(document, unit, hedge);
    findings.push(
      finding(
        '2009(b)-hedge',
        place,
        `"${place?.quote ?? ''}" makes a duty depend on convenience. Say what is always done.`,
      ),
    );
  }
  return [...findings, ...unsure(document)];
};
