import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import type { PublicFile } from '../public-files/latest.ts';
import { likenessTo, nameKey, wordsOf } from '../public-files/names.ts';
import type { FieldName } from './fields.ts';
import type { onboardingMatchRow, onboardingScreeningRow } from './record.ts';

type Match = Pick<z.output<typeof onboardingMatchRow>, 'entryKey' | 'listedName' | 'likeness'>;

/** What a look at a list gave; `why` is a sentence of ours. */
export type Found = Pick<z.output<typeof onboardingScreeningRow>, 'answer' | 'why'> & {
  readonly matches: readonly Match[];
};

type Claims = ReadonlyMap<FieldName, string>;

/** From here on two names are like enough that a person must look; found by trying spellings, see names.test.ts. */
const likeEnough = 0.85;
/** More than these say no more: the nearest are looked at. */
const most = 50;

const namesOf = (claims: Claims): readonly (readonly string[])[] =>
  [
    claims.get('legal-name') ?? '',
    claims.get('signer-name') ?? '',
    ...(claims.get('other-names') ?? '').split(';'),
    ...(claims.get('beneficial-owners') ?? '').split(';'),
  ]
    .map(wordsOf)
    .filter((words) => words.length > 0);

/** Names of the sanctions list and its aliases like those of the applicant, his signer and his owners. */
export const likeNames = async (ctx: Ctx, files: readonly PublicFile[], claims: Claims): Promise<Found> => {
  const entries = await ctx.tx
    .selectFrom('publicEntry')
    .select(['key', 'name', 'nameKey'])
    .where(
      'fileId',
      'in',
      files.map(({ id }) => id),
    )
    .execute();
  const likenesses = namesOf(claims).map(likenessTo);
  const best = new Map<string, Match>();
  for (const { key, name, nameKey: words } of entries) {
    const split = words.split(' ');
    const nearest = Math.max(...likenesses.map((likeness) => likeness(split)));
    if (nearest < likeEnough || nearest <= (best.get(key)?.likeness ?? 0)) continue;
    best.set(key, { entryKey: key, listedName: name, likeness: nearest });
  }
  const matches = [...best.values()].sort((a, b) => b.likeness - a.likeness).slice(0, most);
  return matches.length === 0
    ? { answer: 'absent', why: `no name among ${entries.length} is like his`, matches }
    : { answer: 'listed', why: `${best.size} names are like his: a person decides on the nearest`, matches };
};

const byKey = (ctx: Ctx, fileId: string, key: string) =>
  ctx.tx
    .selectFrom('publicEntry')
    .select(['name', 'facts'])
    .where('fileId', '=', fileId)
    .where('key', '=', key)
    .orderBy('n')
    .execute();

/** Whether the list has an entry under his number, and whether it is under his name. */
const numbered = async (
  ctx: Ctx,
  file: PublicFile | undefined,
  claims: Claims,
  number: 'frn' | 'filer-id',
): Promise<Found> => {
  const key = claims.get(number);
  if (file === undefined || key === undefined)
    return { answer: 'not-checked', why: `his ${number} is not claimed`, matches: [] };
  const rows = await byKey(ctx, file.id, key);
  if (rows.length === 0)
    return { answer: 'absent', why: `no entry under his ${number} in the file of ${file.coversOn}`, matches: [] };
  const own = nameKey(claims.get('legal-name') ?? '');
  const names = rows
    .flatMap(({ name, facts: { otherNames = '' } }) => [name, ...otherNames.split(/[;\n]/)])
    .map(nameKey);
  const same = names.includes(own);
  return same
    ? { answer: 'listed', why: `listed under his ${number} and name in the file of ${file.coversOn}`, matches: [] }
    : {
        answer: 'not-checked',
        why: `the entry under his ${number} has another name than his`,
        matches: [],
      };
};

/** Whether the Robocall Mitigation Database lists him. */
export const findProvider = (ctx: Ctx, files: readonly PublicFile[], claims: Claims): Promise<Found> =>
  numbered(ctx, files[0], claims, 'frn');

/** Whether the Form 499 filers have him. */
export const findFiler = (ctx: Ctx, files: readonly PublicFile[], claims: Claims): Promise<Found> =>
  numbered(ctx, files[0], claims, 'filer-id');
