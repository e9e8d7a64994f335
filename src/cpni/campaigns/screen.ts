import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { firstExcluding, screeningCounts, verdictWords } from '../uses/screen.ts';
import { campaignById } from './store.ts';
import { audienceOf, useOfCampaign } from './use-of.ts';

const words: readonly string[] = verdictWords;
const counts = z.record(z.string(), z.int());

/** Splits counts by deciding word into who is in and who is out. */
export const split = (all: Readonly<Record<string, number>>) => {
  const part = (inside: boolean) =>
    Object.fromEntries(Object.entries(all).filter(([word]) => words.indexOf(word) < firstExcluding === inside));
  const sum = (of: Readonly<Record<string, number>>) => Object.values(of).reduce((a, b) => a + b, 0);
  const [inside, outside] = [part(true), part(false)];
  return { included: sum(inside), excluded: sum(outside), includedBy: inside, excludedBy: outside };
};

export const screenCampaign = operation({
  http: 'GET /v1/campaigns/{campaignId}/screening',
  says: 'Who could be approached now, on which basis, and who is left out and why: counts only, nothing is written',
  law: ['47 CFR 64.2009(a)', '47 CFR 64.2007(b)'],
  may: ['marketing', 'supervisor', 'compliance', 'officer', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({ campaignId: id }),
  gives: z.strictObject({ at: when, included: z.int(), excluded: z.int(), includedBy: counts, excludedBy: counts }),
  async run(ctx: Ctx, { campaignId }) {
    const campaign = await campaignById(ctx, campaignId);
    const all = await screeningCounts(ctx, await useOfCampaign(ctx, campaign), audienceOf(campaign), ctx.at);
    return { at: new Date(ctx.at).toISOString(), ...split(all) };
  },
});
