import { plain } from './concept.ts';
import type { PromiseCode } from './record.ts';

const ofConcept: Readonly<Record<string, PromiseCode>> = {
  P2: 'no-cpni-marketing',
  P4: 'no-sharing-beyond-service',
  P13: 'opt-in-only',
  P18: 'refusal-stops-all-marketing',
  P36: 'agreement-for-partners',
  P37: 'opt-in-for-partners',
  P38: 'written-authorization-for-new-carrier',
  P39: 'no-sale',
  P40: 'phone-release-three-ways',
};

/**
 * The codes that a promise makes binding on decisions. Opt-in for partners "for marketing purposes" is what 64.2007(b) asks
 * anyway: it makes no code, since the code would bind every other purpose too.
 */
export const codesOf = ({
  text,
  concepts,
}: {
  readonly text: string;
  readonly concepts: readonly string[];
}): PromiseCode[] =>
  concepts.flatMap((concept) => {
    const code = ofConcept[concept];
    const marketingOnly = concept === 'P37' && /\bfor marketing purposes\b/i.test(plain(text));
    return code === undefined || marketingOnly ? [] : [code];
  });

// where a code binds more than its rule, more is asked of the records
const ofCode: Partial<Readonly<Record<PromiseCode, string>>> = { 'opt-in-for-partners': 'partner-opt-in-always' };

/** Controls that the codes of a promise add to those of its concepts. */
export const controlsOfCodes = (codes: readonly PromiseCode[]): string[] => codes.flatMap((code) => ofCode[code] ?? []);
