import { createHash } from 'node:crypto';
import type { Ctx } from '../../db/context.ts';
import { type Coverage, covers, purposeBits, recipientBits, type Scope, scopeOf, touches } from '../../law/coverage.ts';
import { type Purpose, purposes, recipients, type Use } from '../../law/facts.ts';

/** The coverages that stand in one customer's history. */
export type Profile = { readonly notices: readonly Coverage[]; readonly refusals: readonly Coverage[] };

/** A kind of use that all customers of a profile are judged alike for: which notices cover it, which refusals touch it. */
export type PermissionClass = Profile & {
  readonly id: number;
  readonly key: string;
  readonly covering: readonly Coverage[];
  readonly touching: readonly Coverage[];
};

const needApproval: readonly Purpose[] = purposes.filter(
  (purpose) => purpose === 'market' || purpose === 'sell' || purpose === 'other',
);
const allClasses = 63;

const signed = (profile: Profile, scope: Scope): PermissionClass => {
  const covering = profile.notices.filter((coverage) => covers(coverage, scope));
  const touching = profile.refusals.filter((coverage) => touches(coverage, scope));
  const key = createHash('sha256')
    .update(JSON.stringify([profile.notices, profile.refusals, covering, touching]))
    .digest('hex');
  return { ...profile, covering, touching, key, id: Number.parseInt(key.slice(0, 12), 16) };
};

function* scopes(): Generator<Scope> {
  for (let cpni = 1; cpni <= allClasses; cpni += 1)
    for (const recipient of recipients)
      for (const purpose of needApproval) {
        const asked = cpni | (recipientBits.get(recipient) ?? 0) | (purposeBits.get(purpose) ?? 0);
        yield { asked, touched: asked };
        if (recipient === 'agent') yield { asked, touched: asked | (recipientBits.get('independent-contractor') ?? 0) };
      }
}

/** Every class of a profile. Two thousand kinds of use fall into a handful. */
const classesOf = (profile: Profile): readonly PermissionClass[] => {
  const found = new Map<string, PermissionClass>();
  const seen = new Set<string>();
  for (const scope of scopes()) {
    const signature = [
      ...profile.notices.map((coverage) => (covers(coverage, scope) ? 1 : 0)),
      ...profile.refusals.map((coverage) => (touches(coverage, scope) ? 1 : 0)),
    ].join('');
    if (seen.has(signature)) continue;
    seen.add(signature);
    const one = signed(profile, scope);
    found.set(one.key, one);
  }
  return [...found.values()];
};

const known = new Map<string, readonly PermissionClass[]>();
const most = 500;

/** The classes of a profile, worked out once a process. */
export const classesOfProfile = (profile: Profile): readonly PermissionClass[] => {
  const key = JSON.stringify(profile);
  const before = known.get(key);
  if (before !== undefined) return before;
  const classes = classesOf(profile);
  if (known.size >= most) known.clear();
  known.set(key, classes);
  return classes;
};

/** Stores classes that are new, so that a screening can tell which of them a use falls into. */
export const keepClasses = async (ctx: Ctx, classes: readonly PermissionClass[]): Promise<void> => {
  if (classes.length === 0) return;
  const rows = classes.map(({ id, key, notices, refusals, covering, touching }) => ({
    id,
    key,
    notices: [...notices],
    refusals: [...refusals],
    covering: [...covering],
    touching: [...touching],
  }));
  await ctx.tx
    .insertInto('permissionClass')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** The ids of the classes that a use falls into, one a profile at most. */
export const classesFor = async (ctx: Ctx, use: Use): Promise<readonly number[]> => {
  const scope = scopeOf(use);
  const rows = await ctx.tx.selectFrom('permissionClass').select(['id', 'notices', 'refusals']).execute();
  const wanted = new Set(rows.map((row) => signed({ notices: row.notices, refusals: row.refusals }, scope).id));
  return rows.map((row) => row.id).filter((id) => wanted.has(id));
};
