import { type CpniClass, cpniClasses, type Purpose, purposes, type Recipient, recipients, type Use } from './facts.ts';

/**
 * What a notice, a yes or a no reaches: classes of CPNI × recipients × purposes, as 28 bits (6 classes, 10 recipients,
 * 12 purposes), so that asking whether it covers a use is one operation.
 */
export type Coverage = number;

const recipientShift = cpniClasses.length;
const purposeShift = recipientShift + recipients.length;

const anyClass = (1 << recipientShift) - 1;
const anyRecipient = ((1 << recipients.length) - 1) << recipientShift;
const anyPurpose = ((1 << purposes.length) - 1) << purposeShift;

/** Every class, recipient and purpose: a refusal without limits. */
export const everything: Coverage = anyClass | anyRecipient | anyPurpose;
/** No class, recipient or purpose: covers and touches no use. */
export const nothing: Coverage = 0;

const bits = <Word extends string>(words: readonly Word[], shift: number): ReadonlyMap<string, number> =>
  new Map(words.map((word, index) => [word, 1 << (shift + index)]));

/** The bit of each word. */
export const classBits = bits(cpniClasses, 0);
export const recipientBits = bits(recipients, recipientShift);
export const purposeBits = bits(purposes, purposeShift);

const selfBit = recipientBits.get('self') ?? 0;
const contractorBit = recipientBits.get('independent-contractor') ?? 0;

const masked = (words: readonly string[], of: ReadonlyMap<string, number>): number =>
  words.reduce((mask, word) => mask | (of.get(word) ?? 0), 0);

/** Classes of CPNI as bits. */
export const classesMask = (classes: readonly CpniClass[]): number => masked(classes, classBits);

/** The coverage that lists of words name. */
export const coverageOf = (
  classes: readonly CpniClass[],
  to: readonly Recipient[],
  forPurposes: readonly Purpose[],
): Coverage => masked(classes, classBits) | masked(to, recipientBits) | masked(forPurposes, purposeBits);

/**
 * A use as notices and refusals see it. `asked`: what one notice must cover whole. `touched`: what a refusal stops when it
 * reaches any class of it. Two uses that the same coverages cover and touch are decided alike: for an abstract signature,
 * give each event the coverage `everything` or `nothing` and pass any scope.
 */
export type Scope = { readonly asked: Coverage; readonly touched: Coverage };

/**
 * The scope of a use. A notice must name the recipient as asked; a refusal that names contractors also stops an agent
 * without an agreement, who is judged as one (D-6).
 */
export const scopeOf = (use: Use): Scope => {
  const asked = use.cpni | (recipientBits.get(use.recipient) ?? 0) | (purposeBits.get(use.purpose) ?? 0);
  return { asked, touched: use.recipient === 'agent' && !use.agreement ? asked | contractorBit : asked };
};

/** Whether every class, the recipient and the purpose lie within a coverage. */
export const covers = (coverage: Coverage, { asked }: Scope): boolean => (asked & ~coverage) === 0;

/** Whether a refusal with this coverage reaches any part of the use: part refused is refused. */
export const touches = (coverage: Coverage, { touched }: Scope): boolean => {
  const both = coverage & touched;
  return (both & anyClass) !== 0 && (both & anyRecipient) !== 0 && (both & anyPurpose) !== 0;
};

/** The same coverage reaching the carrier itself too, as a one-time yes does without saying so. */
export const withSelf = (coverage: Coverage): Coverage => coverage | selfBit;
