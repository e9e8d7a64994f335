import type { Covers } from '../../../approvals/record.ts';
import type { AllOf } from '../text.ts';

/** How one language says what a notice must say; matched on folded text (small letters, no accents). */
export type Words = {
  readonly right: readonly AllOf[];
  readonly duty: readonly AllOf[];
  readonly federalLaw: readonly AllOf[];
  /** CPNI, or what this carrier calls it. */
  readonly term: RegExp;
  /** A sentence that says what CPNI is. */
  readonly definition: readonly AllOf[];
  /** A sentence that names what the one before it told of. */
  readonly looksBack: RegExp;
  /** A sentence that goes on with the one before. */
  readonly continues: RegExp;
  readonly classes: Readonly<Record<Covers['cpni'][number], RegExp>>;
  readonly purposes: Readonly<Record<Covers['purposes'][number], readonly AllOf[]>>;
  readonly sharing: RegExp;
  readonly notSharing: RegExp;
  readonly unnamed: RegExp;
  readonly refuse: readonly AllOf[];
  readonly withdraw: readonly AllOf[];
  readonly stepsToDeny: readonly AllOf[];
  readonly silenceGrants: readonly AllOf[];
  readonly stepsToGrant: readonly AllOf[];
  readonly channels: Readonly<Record<'phone' | 'web' | 'email-reply' | 'mail', readonly AllOf[]>>;
  readonly serviceUnaffected: readonly AllOf[];
  readonly serviceAffected: readonly AllOf[];
  readonly loaded: readonly AllOf[];
  readonly misleading: RegExp;
  readonly reward: readonly AllOf[];
  readonly freeze: readonly AllOf[];
  readonly duration: readonly AllOf[];
  readonly ends: readonly AllOf[];
  readonly earlierNo: readonly AllOf[];
  readonly request: { readonly 'opt-out': readonly AllOf[]; readonly 'opt-in': readonly AllOf[] };
  /** A number of days, in figures or words; the first group holds it. */
  readonly days: RegExp;
  readonly numbers: Readonly<Record<string, number>>;
  readonly notCalendarDays: RegExp;
  /** A sentence about the wait. */
  readonly waiting: RegExp;
  readonly free: readonly AllOf[];
  readonly always: readonly AllOf[];
  readonly doNotReply: RegExp;
  readonly subjectNames: RegExp;
  readonly subjectPromotes: RegExp;
  /** Words by which a subject line is known to be in this language, beside the small ones. */
  readonly subjectWords: RegExp;
  /** Frequent small words of this language: tells sentences of another one. */
  readonly smallWords: RegExp;
};
