import { z } from 'zod';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { date } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { usableFiles } from '../../robocall/onboarding/screen.ts';
import { sha256 } from '../certification/packet-hash.ts';
import type { RegistrationFacts } from './record.ts';
import { newestRegistration } from './registration.ts';
import { mayReadPlans } from './roles.ts';
import { type PlanProfile, planProfile } from './telling.ts';

const difference = z.strictObject({ field: z.string(), ours: z.string(), listed: z.string() });
type Difference = z.output<typeof difference>;

const shown = z.strictObject({
  listing: z.enum(['listed', 'absent', 'could not check']),
  why: z.string(),
  /** the day of which the file tells */
  coversOn: date.nullable(),
  differs: z.array(difference),
});
type Shown = z.output<typeof shown>;

const bare = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const listOf = (text: string): string =>
  text
    .split(/[;,]/)
    .map(bare)
    .filter((one) => one !== '')
    .toSorted()
    .join(', ');

const yesOrNo = (text: string): string => (/^(y|yes|true|1)$/i.test(text.trim()) ? 'yes' : 'no');

type Listed = { readonly name: string; readonly facts: Readonly<Record<string, string>> };

/** In which fields the published entry says otherwise than what the carrier entered. Spelling, spacing and order are no difference; what the file leaves empty is none either. Pure. */
export const differences = (
  profile: Pick<PlanProfile, 'name' | 'address'>,
  { foreign, otherFrns, otherNames }: Pick<RegistrationFacts, 'foreign' | 'otherFrns' | 'otherNames'>,
  { name, facts }: Listed,
): readonly Difference[] => {
  const compared = [
    { field: 'Business name', ours: profile.name, listed: name, as: bare },
    { field: 'Business address', ours: profile.address, listed: facts.address ?? '', as: bare },
    { field: 'Foreign voice service provider', ours: foreign, listed: facts.foreign ?? '', as: yesOrNo },
    { field: 'Other FCC Registration Numbers', ours: otherFrns.join(', '), listed: facts.otherFrns ?? '', as: listOf },
    { field: 'Other names in use', ours: otherNames.join(', '), listed: facts.otherNames ?? '', as: listOf },
  ];
  return compared
    .filter(({ ours, listed, as }) => listed.trim() !== '' && as(ours) !== as(listed))
    .map(({ field, ours, listed }) => ({ field, ours, listed }));
};

const unchecked = (why: string): Shown => ({ listing: 'could not check', why, coversOn: null, differs: [] });

/** The carrier's own entry in the newest file of the Robocall Mitigation Database against what it entered here. */
const ownEntry = async (ctx: Ctx): Promise<Shown> => {
  const profile = await planProfile(ctx);
  if (profile.frn === null) return unchecked('The profile has no FCC Registration Number.');
  const files = await usableFiles(ctx, 'robocall-database');
  const file = typeof files === 'string' ? undefined : files[0];
  if (file === undefined) return unchecked(typeof files === 'string' ? `${files}.` : 'No file was taken in.');
  const { coversOn } = file;
  const entry = await ctx.tx
    .selectFrom('publicEntry')
    .select(['name', 'facts'])
    .where('fileId', '=', file.id)
    .where('key', '=', profile.frn)
    .orderBy('n')
    .limit(1)
    .executeTakeFirst();
  if (entry === undefined)
    return { listing: 'absent', why: `${profile.frn} is not in the file of ${coversOn}.`, coversOn, differs: [] };
  const registration = await newestRegistration(ctx);
  if (registration === undefined)
    return { listing: 'listed', why: 'Nothing to compare with: no registration is entered.', coversOn, differs: [] };
  const differs = [...differences(profile, registration.facts, entry)];
  const why = differs.length === 0 ? 'The entry says what is entered here.' : 'The entry says otherwise.';
  return { listing: 'listed', why, coversOn, differs };
};

/** Opens a task where the entry is gone or says otherwise: once for each difference, until it is closed. */
export const watchEntry = async (ctx: Ctx): Promise<void> => {
  const { listing, why, differs } = await ownEntry(ctx);
  const registration = await newestRegistration(ctx);
  if (registration === undefined || listing === 'could not check' || (listing === 'listed' && differs.length === 0))
    return;
  const fields = differs.map(({ field }) => field).join(', ');
  await openTask(ctx, {
    kind: 'registration-differs',
    subject: `registration:${registration.id}`,
    why:
      listing === 'absent'
        ? `The carrier is gone from the Robocall Mitigation Database: ${why} Others may not take its calls`
        : `The entry in the Robocall Mitigation Database says otherwise than what is entered here: ${fields}. Update the one or the other`,
    role: 'compliance',
    dueAt: ctx.at,
    key: sha256(JSON.stringify([listing, differs])).slice(0, 16),
  });
};

export const showOwnEntry = operation({
  http: 'GET /v1/registrations:entry',
  says: "The carrier's own entry in the newest public file of the Robocall Mitigation Database: listed, absent or could not check, and in which fields it says otherwise than what is entered here",
  law: ['47 CFR 64.6305(d)(5)'],
  may: mayReadPlans,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: shown,
  run: ownEntry,
});
