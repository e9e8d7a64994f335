import { plain } from './concept.ts';
import { conceptOf } from './map-filing.ts';
import { type PromiseCode, promiseCode } from './record.ts';

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
const ofCode: Partial<Readonly<Record<PromiseCode, string>>> = {
  'no-sharing-beyond-service': 'sharing-within-service',
  'opt-in-for-partners': 'partner-opt-in-always',
  'phone-release-three-ways': 'phone-release-three-ways',
};

const everyCode: ReadonlySet<PromiseCode> = new Set(promiseCode.options);

/**
 * Controls that prove what is said under these numbers, each once: those of its rules, and what the codes that bind ask beyond
 * them. The one mapping, for the check of promises and for the sentences of a filing alike.
 */
export const controlsOf = (concepts: readonly string[], codes: ReadonlySet<PromiseCode>): string[] => {
  const all = concepts.flatMap((concept) => {
    const code = ofConcept[concept];
    const stricter = code === undefined || !codes.has(code) ? undefined : ofCode[code];
    return [...(conceptOf(concept)?.controls ?? []), ...(stricter === undefined ? [] : [stricter])];
  });
  return [...new Set(all)];
};

/** Controls of a number where its promise binds at its strictest. */
export const strictestControlsOf = (concept: string): string[] => controlsOf([concept], everyCode);
