import { lintCertification } from './certification/lint-certification.ts';
import { openDocument } from './document.ts';
import type { Finding } from './finding.ts';
import type { PlanRole } from './plan/case.ts';
import { lintPlan } from './plan/lint-plan.ts';

export type FilingKind = 'certification' | 'mitigation-plan';
export type CallRole = PlanRole;

export type LintOptions = {
  /** `null`: guessed from the content. */
  readonly kind: FilingKind | null;
  /** The calendar year that a certification covers; `null`: read from the text. */
  readonly year: number | null;
  /** The day (YYYY-MM-DD) it is or was filed; `null`: not said. A plan is judged by the rules of that day, else of today. */
  readonly filed: string | null;
  readonly today: string;
  /** The filer's place in the call path, for a plan; `null`: read from the text. */
  readonly role: CallRole | null;
};

/** Which kind of filing a text is, by what it speaks of most. */
export const guessKind = (text: string): FilingKind => {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const plan = count(/robocall|stir\s*[/-]\s*shaken|traceback|64\.63\d\d/gi);
  return plan > count(/cpni|proprietary network|64\.20\d\d/gi) ? 'mitigation-plan' : 'certification';
};

/** The defects of a filing's text, in the order of its lines; what is absent comes last. Pure. */
export const lint = (text: string, options: LintOptions): readonly Finding[] => {
  const document = openDocument(text);
  const kind = options.kind ?? guessKind(text);
  const findings =
    kind === 'certification'
      ? lintCertification(document, options.year, options.filed)
      : lintPlan(document, options.filed ?? options.today, options.role);
  const place = (each: Finding): number => each.line ?? Number.MAX_SAFE_INTEGER;
  return [...findings].sort((a, b) => place(a) - place(b));
};
