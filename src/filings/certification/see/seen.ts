import type { Ctx } from '../../../db/context.ts';

/** An entry that somebody opened, and for how long all in all: whole seconds; null where he never closed it nor opened another. */
export type Seen = {
  readonly entryId: string;
  readonly personId: string;
  readonly personName: string;
  readonly openedAt: number;
  readonly seconds: number | null;
};

type Look = Omit<Seen, 'seconds' | 'entryId' | 'openedAt'> & { readonly entryId: string | null; readonly at: number };

/** What each person looked at, once each, in the order of the first look; time runs until his next look or until he closed it. Pure. */
export const seenIn = (looks: readonly Look[]): readonly Seen[] => {
  const seen = new Map<string, Seen>();
  for (const [n, { entryId, personId, personName, at }] of looks.entries()) {
    if (entryId === null) continue;
    const next = looks.slice(n + 1).find((later) => later.personId === personId);
    const before = seen.get(`${personId} ${entryId}`);
    const spent = next === undefined ? null : Math.round((next.at - at) / 1000);
    const seconds = spent === null ? (before?.seconds ?? null) : (before?.seconds ?? 0) + spent;
    seen.set(`${personId} ${entryId}`, { entryId, personId, personName, openedAt: before?.openedAt ?? at, seconds });
  }
  return [...seen.values()];
};

/** What was looked at before a filing is or was signed. */
export const seenBefore = async (ctx: Ctx, filingId: string): Promise<readonly Seen[]> =>
  seenIn(
    await ctx.tx
      .selectFrom('filingLook')
      .select(['entryId', 'personId', 'personName', 'at'])
      .where('filingId', '=', filingId)
      .orderBy('at')
      .orderBy('id')
      .execute(),
  );

/** Whom an officer talked to before a filing is or was signed, and what he was told. */
export const talksBefore = (ctx: Ctx, filingId: string) =>
  ctx.tx
    .selectFrom('filingTalk')
    .select(['personId', 'personName', 'officerId', 'officerName', 'said', 'at'])
    .where('filingId', '=', filingId)
    .orderBy('at')
    .orderBy('id')
    .execute();

/** What the signature keeps of an officer's own looks and talks. */
export type Knowledge = {
  readonly seen: readonly { readonly entryId: string; readonly leaf: string; readonly seconds: number | null }[];
  readonly talkedTo: readonly string[];
};

/** What an officer saw and heard himself before he signs, each entry by its leaf hash. */
export const knowledgeOf = async (ctx: Ctx, filingId: string, officerId: string): Promise<Knowledge> => {
  const seen = (await seenBefore(ctx, filingId)).filter(({ personId }) => personId === officerId);
  const talks = (await talksBefore(ctx, filingId)).filter((talk) => talk.officerId === officerId);
  const entries = seen.map(({ entryId }) => entryId);
  const leaves =
    entries.length === 0
      ? []
      : await ctx.tx.selectFrom('ledgerEntry').select(['id', 'leaf']).where('id', 'in', entries).execute();
  const leafOf = new Map(leaves.map(({ id, leaf }) => [id, leaf.toString('hex')]));
  return {
    seen: seen.map(({ entryId, seconds }) => ({ entryId, leaf: leafOf.get(entryId) ?? '', seconds })),
    talkedTo: [...new Set(talks.map(({ personName }) => personName))],
  };
};
