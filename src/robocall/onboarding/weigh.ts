import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { claimsOf, type Dossier } from './dossier.ts';
import { confirmed, type FieldName, required, requiredOfCarriers } from './fields.ts';
import type { riskFactor, screenedList } from './record.ts';
import { type Tier, tierOf } from './tier.ts';

/** Something that a decision waits for, with the step that mends it. */
export type Missing = { readonly what: string; readonly fix: string };

export type Weighed = {
  readonly factors: readonly z.output<typeof riskFactor>[];
  readonly points: number;
  readonly tier: Tier;
  /** What no points outweigh: such an applicant is not approved. */
  readonly stops: readonly string[];
  readonly missing: readonly Missing[];
};

type List = z.output<typeof screenedList>;

/** What a screening searched for, so that a changed name or number is searched for again. */
export const searchOf = (claims: ReadonlyMap<FieldName, string>, list: List): string => {
  const names: readonly FieldName[] =
    list === 'sanctions'
      ? ['legal-name', 'other-names', 'signer-name', 'beneficial-owners']
      : ['legal-name', 'frn', 'filer-id'];
  const text = names.map((name) => claims.get(name) ?? '').join('\n');
  return createHash('sha256').update(text).digest('hex');
};

const since = ({ decision }: Dossier): number => decision?.decidedAt ?? Number.NEGATIVE_INFINITY;

/** The last check of a claim that counts today: at a renewal, one made since the decision before. */
const checkOf = (dossier: Dossier, fieldId: string) =>
  dossier.checks.findLast(
    (check) =>
      check.fieldId === fieldId &&
      check.checkedAt > since(dossier) &&
      (check.validUntil === null || check.validUntil > dossier.at),
  );

const missingFields = (dossier: Dossier): Missing[] => {
  const claims = claimsOf(dossier.fields);
  const carrier = dossier.answers?.answers.carrier === 'yes';
  const asked = carrier ? [...required, ...requiredOfCarriers] : required;
  const absent = asked
    .filter((name) => !claims.has(name))
    .map((name) => ({ what: `the field ${name}`, fix: `Ask the applicant and claim it: fields.${name}.` }));
  const unchecked = confirmed.flatMap((name) => {
    const field = dossier.fields.find((one) => one.name === name);
    if (field === undefined) return [];
    const check = checkOf(dossier, field.id);
    if (check?.result === 'confirmed' || check?.result === 'contradicted') return [];
    const again = dossier.decision === null ? '' : ' since the last decision';
    const what = check === undefined ? `a check of ${name}${again}` : `a clear check of ${name}`;
    return [{ what, fix: `Look ${name} up at a source that is not the applicant and record the check.` }];
  });
  return [...absent, ...unchecked];
};

const listsOf = (dossier: Dossier): readonly List[] =>
  dossier.answers?.answers.carrier === 'yes' ? ['sanctions', 'robocall-database', 'form-499'] : ['sanctions'];

const missingScreenings = (dossier: Dossier): Missing[] => {
  const claims = claimsOf(dossier.fields);
  return listsOf(dossier).flatMap((list) => {
    const last = dossier.screenings.find((one) => one.list === list);
    const fix = 'Look him up in the lists (onboarding.screen).';
    if (last === undefined || last.screenedAt <= since(dossier)) return [{ what: `a screening against ${list}`, fix }];
    if (last.searched !== searchOf(claims, list))
      return [{ what: `a screening against ${list} by the names of now`, fix }];
    if (last.answer === 'not-checked')
      return [
        { what: `an answer of ${list}: ${last.why}`, fix: 'Import the public file, then screen the case again.' },
      ];
    return [];
  });
};

const missingSteps = (dossier: Dossier): Missing[] => {
  const { answers, call, acceptance, policy } = dossier;
  const from = since(dossier);
  const missing: Missing[] = [];
  if (answers === null || answers.enteredAt <= from)
    missing.push({
      what: answers === null ? 'the questionnaire on what he means to do' : 'the questionnaire, gone through again',
      fix: 'Ask him, and enter the answers (onboarding.answer).',
    });
  if (call === null || call.calledAt <= from)
    missing.push({
      what: 'the call by a person of ours',
      fix: 'Call the applicant at a number that was checked and record the call.',
    });
  if (policy === null)
    missing.push({
      what: 'an acceptable use policy',
      fix: 'Compliance or counsel publishes one (acceptableUse.publish).',
    });
  else if (acceptance?.versionId !== policy.id)
    missing.push({
      what: `the acceptance of version ${policy.version} of the acceptable use policy`,
      fix: 'Have it signed and record the acceptance.',
    });
  for (const { flag, answered } of dossier.flags)
    if (answered === null)
      missing.push({ what: `an answer to the red flag ${flag}`, fix: 'Look into it and answer it.' });
  for (const { id, verdict } of dossier.matches)
    if (verdict === null)
      missing.push({
        what: `a decision on the name match ${id}`,
        fix: 'Compare the entry with the applicant and say whether it is he.',
      });
  return missing;
};

const stopsOf = (dossier: Dossier): string[] => {
  const stops: string[] = [];
  if (dossier.matches.some(({ verdict }) => verdict === 'same')) stops.push('he is on the sanctions list');
  const listed = dossier.screenings.find(({ list }) => list === 'robocall-database');
  if (dossier.answers?.answers.carrier === 'yes' && listed?.answer === 'absent')
    stops.push('a provider that the Robocall Mitigation Database does not list: 64.6305(g)');
  if (dossier.answers?.answers.callerIdRule === 'refused') stops.push('he refuses the rule on caller ID');
  for (const name of confirmed) {
    const field = dossier.fields.find((one) => one.name === name);
    if (field !== undefined && checkOf(dossier, field.id)?.result === 'contradicted')
      stops.push(`a source contradicts his ${name}`);
  }
  for (const { flag, answered } of dossier.flags)
    if (answered?.verdict === 'disqualifying') stops.push(`the red flag ${flag} disqualifies him`);
  return stops;
};

/** What a case weighs: its points with their reasons, its tier, what stops it and what is missing before it can be approved. */
export const weigh = (dossier: Dossier): Weighed => {
  // what proved not to be so counts nothing
  const factors = dossier.flags
    .filter(({ answered }) => answered?.verdict !== 'mistaken')
    .map(({ flag, points, why }) => ({ flag, points, why }));
  const points = factors.reduce((sum, one) => sum + one.points, 0);
  return {
    factors,
    points,
    tier: tierOf(points),
    stops: stopsOf(dossier),
    missing: [...missingFields(dossier), ...missingScreenings(dossier), ...missingSteps(dossier)],
  };
};

/** When the case last changed, epoch ms: what was submitted before is submitted again. */
export const changedAt = ({ fields, checks, answers, flags, call, screenings, matches, acceptance }: Dossier): number =>
  Math.max(
    ...fields.map(({ enteredAt }) => enteredAt),
    ...checks.map(({ checkedAt }) => checkedAt),
    ...flags.map(({ answered }) => answered?.answeredAt ?? 0),
    ...screenings.map(({ screenedAt }) => screenedAt),
    ...matches.map(({ decidedAt }) => decidedAt ?? 0),
    answers?.enteredAt ?? 0,
    call?.recordedAt ?? 0,
    acceptance?.recordedAt ?? 0,
  );
