import { sql } from 'kysely';
import { z } from 'zod';
import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { localDate } from '../customers/dates.ts';
import { agreementsOf } from '../third-parties/agreements.ts';
import { clauseDuties } from '../third-parties/clauses.ts';
import { excludingWords, includingWords, paragraphsOf, screening, verdictWords } from '../uses/screen.ts';
import { longDistance } from './campaigns.example.ts';
import { content } from './record.ts';
import { split } from './screen.ts';
import { type Approach, audienceOf, paperOfSender, useOfCampaign, withParty } from './use-of.ts';

/** What of a campaign decides whom it may approach, however little of the rest is written. */
export const approach = content.pick({
  ...{ cpni: true, offerKind: true, offerCategory: true, audience: true },
  ...{ recipient: true, recipientName: true, agreement: true, partyId: true },
});

const { name: _n, description: _d, products: _p, affiliateId: _a, channel: _c, script: _s, ...example } = longDistance;
/** An approach as a request gives it. */
export const approachExample = example;

const part = z.strictObject({
  word: z.enum(includingWords),
  count: z.int(),
  cites: z.array(z.string()),
  /** the day on which the last of them need not wait any longer */
  until: date.nullable(),
});

/** Why nothing may leave for a sender now, and what the newest agreement that still runs lacks; empty where it may. */
const lacksOf = async (ctx: Ctx, asked: Approach): Promise<readonly string[]> => {
  const paper = await paperOfSender(ctx, asked, ctx.at);
  if (paper.open) return [];
  const { partyId } = asked;
  const entered = partyId === null ? [] : ((await agreementsOf(ctx, [partyId])).get(partyId) ?? []);
  const running = entered.find(({ untilDay }) => untilDay === null || untilDay >= dateAt(ctx, ctx.at));
  const missing = running?.lacks.map((name) => `The one entered lacks: ${clauseDuties[name]}.`) ?? [];
  return [`${paper.why.slice(0, 1).toUpperCase()}${paper.why.slice(1)}.`, ...missing];
};

const counted = async (ctx: Ctx, asked: Approach) => {
  const query = await screening(ctx, await useOfCampaign(ctx, asked), audienceOf(asked), ctx.at);
  const { rows } = await sql<{ verdict: number; count: number }>`
    select verdict, count(*) as count from (${query}) s group by verdict order by verdict`.execute(ctx.tx);
  return rows;
};

/** When the last of those who wait need not wait longer, as their spans have it. */
const waitsUntil = async (ctx: Ctx, asked: Approach): Promise<string | null> => {
  const query = await screening(ctx, await useOfCampaign(ctx, asked), audienceOf(asked), ctx.at);
  const { rows } = await sql<{ until: number | null }>`
    select max(until_at) as until from (${query}) s
    where s.verdict = ${verdictWords.indexOf('waiting-period')}`.execute(ctx.tx);
  const until = rows[0]?.until ?? null;
  return until === null ? null : localDate(ctx.carrier.zone, Number(until));
};

export const reachCampaign = operation({
  http: 'POST /v1/campaigns:reach',
  says: 'Whom a campaign that is still being written would reach now, by basis with its paragraph, whom it leaves out and why, and what its sender costs: counts only, nothing is written',
  law: ['47 CFR 64.2009(a)', '47 CFR 64.2007(b)', '47 CFR 64.2007(b)(2)'],
  may: ['marketing', 'supervisor', 'compliance', 'officer', 'auditor'],
  by: 'anyone',
  takes: approach.meta({ examples: [approachExample] }),
  gives: z.strictObject({
    at: when,
    matched: z.int(),
    included: z.int(),
    excluded: z.int(),
    basis: z.array(part),
    leftOut: z.array(part.extend({ word: z.enum(excludingWords) })),
    says: z.array(z.string()),
  }),
  async run(ctx: Ctx, given) {
    const asked = await withParty(ctx, given, ctx.at);
    const use = await useOfCampaign(ctx, asked);
    const rows = await counted(ctx, asked);
    const cites = await paragraphsOf(ctx, use, ctx.at);
    const { included, excluded, includedBy, excludedBy } = split(
      Object.fromEntries(rows.map(({ verdict, count }) => [verdictWords[verdict] ?? 'notice', Number(count)])),
    );
    const until = 'waiting-period' in excludedBy ? await waitsUntil(ctx, asked) : null;
    const told = <T extends (typeof verdictWords)[number]>(words: readonly T[], of: Readonly<Record<string, number>>) =>
      words
        .filter((word) => of[word] !== undefined)
        .map((word) => ({
          ...{ word, count: of[word] ?? 0, cites: [...(cites.get(word) ?? [])] },
          until: word === 'waiting-period' ? until : null,
        }));
    const needsYes = !cites.has('no-approval-needed') && !cites.has('opt-out') && cites.has('opt-in');
    const says = needsYes ? [`Opt-in needed for everyone: ${included} remain.`] : [];
    return {
      ...{ at: new Date(ctx.at).toISOString(), matched: included + excluded, included, excluded },
      ...{
        basis: told(includingWords, includedBy),
        leftOut: told(excludingWords, excludedBy),
        says: [...says, ...(await lacksOf(ctx, asked))],
      },
    };
  },
});
