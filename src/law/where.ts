import { type Cite, citeFrom, isWithin } from './citation.ts';
import { questionsThatWeigh } from './questions/weighs.ts';
import type { Effective, NotEncoded, Rule } from './rule.ts';
import { sections } from './sections.ts';

/** Something of the system that names the paragraphs it follows, such as an operation. */
export type Citing = { readonly name: string; readonly law: readonly string[] };

/** One paragraph and everything that knows of it. */
export type Place = {
  readonly cite: Cite;
  readonly rules: readonly Rule<never>[];
  readonly notEncoded: readonly NotEncoded[];
  readonly questions: readonly string[];
  readonly operations: readonly string[];
};

/**
 * Where a paragraph, and what lies under it, stands in the system; null when the text is no citation of an encoded section.
 * `operations` are those that name it, a part of it or a paragraph it belongs to.
 */
export const where = (text: string, operations: readonly Citing[]): Place | null => {
  const cite = citeFrom(text);
  if (cite === null) return null;
  const concerns = (other: Cite): boolean => isWithin(other, cite);
  return {
    cite,
    rules: sections.flatMap(({ rules }) => rules.filter((rule) => concerns(rule.cite))),
    notEncoded: sections.flatMap(({ notEncoded }) => notEncoded.filter((left) => concerns(left.cite))),
    questions: questionsThatWeigh(concerns),
    operations: operations
      .filter(({ law }) =>
        law.some((named) => {
          const other = citeFrom(named);
          return other !== null && (isWithin(other, cite) || isWithin(cite, other));
        }),
      )
      .map(({ name }) => name),
  };
};

const period = (effective: Effective): string => {
  if (effective.from === 'delayed') return `adopted ${effective.adopted}, in force on no day until a date is set`;
  return 'until' in effective ? `in force ${effective.from} to ${effective.until}` : `in force since ${effective.from}`;
};

const listed = (title: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${title}: ${names.join(', ')}`];

/** A place as lines for a person. */
export const whereLines = (place: Place): readonly string[] => {
  const nothing = place.rules.length === 0 && place.notEncoded.length === 0;
  return [
    ...(nothing ? [`${place.cite}: no rule here, and none left out under this citation`] : []),
    ...place.rules.flatMap((rule) => [rule.cite, `  ${rule.duty}.`, `  ${period(rule.effective)}`]),
    ...place.notEncoded.flatMap(({ cite, why }) => [cite, `  not a rule here: ${why}`]),
    ...listed('questions', place.questions),
    ...listed('operations', place.operations),
  ];
};
