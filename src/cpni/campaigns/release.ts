import { createHash, type Hash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { streaming } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { ledgerKeyOf } from '../../ledger/key-of.ts';
import { signNote } from '../../ledger/note.ts';
import { record } from '../../ledger/record.ts';
import { judgeMany } from '../uses/decide.ts';
import { firstExcluding, verdictNumber, verdictWords } from '../uses/screen.ts';
import { demandNoBreachTold } from './breach-told.ts';
import { campaignForUpdate, inState, moveTo } from './store.ts';
import { demandPaper, useOfCampaign } from './use-of.ts';

const batch = 1000;
const firstId = '00000000-0000-0000-0000-000000000000';
const hour = 3_600_000;

const frozenAudience = async (ctx: Ctx, campaignId: string) => {
  const campaign = await campaignForUpdate(ctx, campaignId);
  inState(campaign, ['frozen'], 'Freeze its audience first.');
  const row = await ctx.tx
    .selectFrom('audience')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('frozenAt', 'is not', null)
    .orderBy('frozenAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  const audience = found(row, 'frozen audience');
  if (audience.contentHash !== campaign.contentHash)
    refuse('changed-meanwhile', 'The campaign is not the one that was frozen.', 'Freeze it again.');
  await demandNoBreachTold(ctx, campaign);
  const agreementId = await demandPaper(ctx, campaign, ctx.at);
  return { audience, agreementId, use: await useOfCampaign(ctx, campaign) };
};

type Part = { readonly last: string | null; readonly kept: readonly string[]; readonly left: number };

/** Asks the law again, with the facts, about a part of those who were included: people may leave, none may enter. */
const askAgain = async (ctx: Ctx, campaignId: string, after: string): Promise<Part> => {
  await workWithCpni(ctx);
  const { audience, use } = await frozenAudience(ctx, campaignId);
  const rows = await ctx.tx
    .selectFrom('audienceMember')
    .select(['customerId', 'verdict'])
    .where('audienceId', '=', audience.id)
    .where('customerId', '>', after)
    .where('verdict', '<', firstExcluding)
    .where('leftAt', 'is', null)
    .orderBy('customerId')
    .limit(batch)
    .execute();
  const judged = await judgeMany(
    ctx,
    rows.map((row) => row.customerId),
    use,
  );
  const leavers = rows.filter((row) => judged.get(row.customerId)?.allowed !== true);
  for (const { customerId } of leavers) {
    const word = judged.get(customerId)?.word ?? 'notice';
    await ctx.tx
      .updateTable('audienceMember')
      .set({ leftAt: ctx.at, leftVerdict: verdictNumber(word, false) })
      .where('audienceId', '=', audience.id)
      .where('customerId', '=', customerId)
      .execute();
  }
  const gone = new Set(leavers.map((row) => row.customerId));
  const kept = rows.filter((row) => !gone.has(row.customerId)).map((row) => manifestLine(row));
  return { last: rows.at(-1)?.customerId ?? null, kept, left: leavers.length };
};

/** One person of a manifest: who, and the basis on which he may be approached. */
export const manifestLine = (row: { customerId: string; verdict: number }): string =>
  `${row.customerId},${verdictWords[row.verdict] ?? ''}\n`;

const finish = async (
  ctx: Ctx,
  campaignId: string,
  validHours: number,
  totals: { kept: number; left: number; hash: Hash },
) => {
  const { audience, agreementId } = await frozenAudience(ctx, campaignId);
  const releaseId = ctx.id();
  const manifestHash = totals.hash.digest('hex');
  const validUntil = ctx.at + validHours * hour;
  const key = await ledgerKeyOf(ctx.dataFolder, ctx.carrier.id, ctx.at);
  const text = `compline manifest\nrelease ${releaseId}\naudience ${audience.id}\nroot ${audience.root}\nmanifest ${manifestHash}\npersons ${totals.kept}\nvalid until ${new Date(validUntil).toISOString()}\n`;
  const signature = signNote(text, [key.signing]);
  const facts = {
    releaseId,
    audienceId: audience.id,
    manifestHash,
    included: totals.kept,
    leavers: totals.left,
    validUntil: new Date(validUntil).toISOString(),
  };
  const { entryId } = await record(ctx, {
    kind: 'campaign.released',
    subject: `campaign:${campaignId}`,
    happenedAt: ctx.at,
    facts: { ...facts, agreementId },
  });
  const releasedBy = ctx.actor.id ?? refuse('person-needed', 'A person releases.', 'Sign in.');
  const who = { releasedBy, releasedByName: ctx.actor.name, receiptAt: null, receipt: null };
  await ctx.tx
    .insertInto('release')
    .values({
      id: releaseId,
      campaignId,
      audienceId: audience.id,
      releasedAt: ctx.at,
      validUntil,
      included: totals.kept,
      leavers: totals.left,
      manifestHash,
      signature,
      entryId,
      ...who,
    })
    .execute();
  await moveTo(ctx, campaignId, 'released');
  return { ...facts, signature, entryId };
};

export const releaseCampaign = streaming({
  http: 'POST /v1/campaigns/{campaignId}:release',
  says: 'Release a frozen audience: every person is asked about again, people may leave, none may enter; the manifest is signed',
  law: ['47 CFR 64.2009(a)', '47 CFR 64.2009(d)'],
  may: ['supervisor'],
  by: 'person-fresh',
  takes: z.strictObject({ campaignId: id, validHours: z.coerce.number().int().min(1).max(72).default(24) }),
  reads: null,
  writes: 'application/x-ndjson',
  async *stream(work: Work, { campaignId, validHours }) {
    const totals = { kept: 0, left: 0, hash: createHash('sha256') };
    for (let after: string | null = firstId; after !== null; ) {
      const from: string = after;
      const part: Part = await work.transaction((ctx) => askAgain(ctx, campaignId, from));
      for (const line of part.kept) totals.hash.update(line);
      totals.kept += part.kept.length;
      totals.left += part.left;
      after = part.last;
      if ((totals.kept + totals.left) % 50_000 === 0 && after !== null)
        yield `${JSON.stringify({ asked: totals.kept + totals.left })}\n`;
    }
    yield `${JSON.stringify(await work.transaction((ctx) => finish(ctx, campaignId, validHours, totals)))}\n`;
  },
});

/** The newest release of a campaign. */
export const latestRelease = async (ctx: Ctx, campaignId: string) =>
  found(
    await ctx.tx
      .selectFrom('release')
      .selectAll()
      .where('campaignId', '=', campaignId)
      .orderBy('releasedAt', 'desc')
      .limit(1)
      .executeTakeFirst(),
    'release',
  );

/** Marks who of a released audience may no longer be approached, by one screening. */
export const markLeavers = async (ctx: Ctx, audienceId: string, query: ReturnType<typeof sql>): Promise<void> => {
  await sql`
    update audience_member m set left_at = ${ctx.at}, left_verdict = s.verdict
    from (${query}) s
    where m.audience_id = ${audienceId}::uuid and m.customer_id = s.customer_id and m.left_at is null
      and m.verdict < ${firstExcluding} and s.verdict >= ${firstExcluding}`.execute(ctx.tx);
};
