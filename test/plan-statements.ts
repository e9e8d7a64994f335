// What seed 002 says, R1 to R34, and the test that shows it kept; what is not kept as it was said, and why.
import type { Concept } from '../src/carriers/promises/concept.ts';
import type { Control } from '../src/carriers/promises/controls.ts';

/** The test of a statement: its file and how its title begins; or why there is none. */
export type Shown = { readonly file: string; readonly title: string } | { readonly instead: string };

const onboarding = 'src/robocall/onboarding/onboarding.db.test.ts';
const day = { file: onboarding, title: 'goes from application to carried calls in a day' };
const plan = 'src/filings/mitigation-plan/mitigation-plan.db.test.ts';
const words = 'src/filings/mitigation-plan/sentences/chapters.test.ts';
const policy = { file: words, title: 'prints every wording of the acceptable use policy' };
const ended =
  'The extension ended in 2022 or 2023 (47 CFR 64.6304): no plan of ours claims one that does not run; a status that is not full names its reason';

/** Each statement with its test. */
export const planStatements: { readonly [statement: string]: Shown } = {
  R1: {
    file: 'src/robocall/call-gate/attestation-control.db.test.ts',
    title: 'is kept where every call that was carried',
  },
  R2: { file: plan, title: 'is not written before the registration is entered' },
  R3: { file: words, title: 'has no sentence without a control that exists' },
  R4: { file: 'src/robocall/traffic/days/controls.db.test.ts', title: 'Scored with all its calls it is kept' },
  R5: { file: plan, title: 'is settled by the next version, filed in time' },
  R6: { file: plan, title: 'the form is a checklist with every field' },
  R7: { file: 'src/robocall/onboarding/lapse.db.test.ts', title: 'are kept by an approval that rests on a call' },
  R8: {
    file: 'src/robocall/onboarding/lapse.db.test.ts',
    title: 'are untested in a time without approvals, and not kept',
  },
  R9: { file: 'src/robocall/onboarding/sequences.db.test.ts', title: 'No sequence of what anybody may do' },
  R10: { file: onboarding, title: 'that a source contradicts is not approved' },
  R11: day,
  R12: { file: onboarding, title: 'is reviewed by the same path' },
  R13: { file: onboarding, title: 'is looked up in two more lists' },
  R14: day,
  R15: policy,
  R16: policy,
  R17: policy,
  R18: {
    file: 'src/interfaces/gate/calls.db.test.ts',
    title: 'is refused with the law, and stands among the refusals',
  },
  R19: {
    file: 'src/robocall/investigations/investigations.db.test.ts',
    title: 'closed as suspended leaves the calls stopped',
  },
  R20: { file: 'src/robocall/call-gate/controls.db.test.ts', title: 'is broken while accounts are served without one' },
  R21: { instead: ended },
  R22: {
    file: 'src/robocall/call-gate/attestation-control.db.test.ts',
    title: 'is broken by a certificate that is another',
  },
  R23: { file: 'src/robocall/numbers/controls.db.test.ts', title: 'that accounts show their own numbers only' },
  R24: { file: 'src/robocall/strikes/kept.db.test.ts', title: 'is kept by an order that suspends' },
  R25: { file: 'src/robocall/traffic/days/controls.db.test.ts', title: 'A day may wait two days for its score' },
  R26: {
    file: 'src/robocall/call-gate/controls.db.test.ts',
    title: 'is broken by a second in which an account carried more',
  },
  R27: { file: 'src/robocall/investigations/investigations.db.test.ts', title: 'is opened for a reason only' },
  R28: {
    file: 'src/robocall/traffic/delivery/delivery.db.test.ts',
    title: 'whose rate falls are put before a person once',
  },
  R29: { file: 'src/robocall/investigations/investigations.db.test.ts', title: 'of an alert opens an investigation' },
  R30: { file: 'src/robocall/tracebacks/tracebacks.db.test.ts', title: 'is late after 24 hours flat' },
  R31: { file: 'src/robocall/tracebacks/forward.db.test.ts', title: 'is asked of the provider by mail' },
  R32: {
    file: 'src/robocall/tracebacks/on-call.db.test.ts',
    title: 'that ends within a week is due, and one with a gap',
  },
  R33: { file: 'src/robocall/investigations/investigations.db.test.ts', title: 'is closed with what was done' },
  R34: { file: plan, title: 'is settled by the next version, filed in time' },
};

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The table statement → control → test, as markdown. Pure; `npm run docs` writes it to docs/plan-statements.md. */
export const planTable = (concepts: readonly Concept[], controls: readonly Pick<Control, 'id'>[]): string => {
  const known = new Set(controls.map(({ id }) => id));
  const rows = concepts.map(({ id, says, law, controls: needed }) => {
    const shown = planStatements[id];
    const by = needed.map((name) => `\`${name}\`${known.has(name) ? '' : ' (none yet)'}`).join(', ');
    const test = shown === undefined ? '' : 'instead' in shown ? shown.instead : `\`${shown.file}\`: ${shown.title} …`;
    return `| ${cell(`${id}: ${says}`)} | ${law} | ${by} | ${cell(test)} |`;
  });
  return [
    '# What a mitigation plan says, and what keeps it',
    '',
    'Made by `npm run docs` from the statements of seed 002 (R1 to R34), the controls that measure them, and the test that shows each kept or broken.',
    '',
    '| statement | law | controls | test |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
};
