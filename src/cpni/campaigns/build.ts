import { z } from 'zod';
import { startOf } from '../../carriers/promises/local-time.ts';
import { settleTask } from '../../carriers/tasks/end.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { content } from './record.ts';
import { shown, shownCampaign } from './show.ts';
import { campaignById, campaignForUpdate, hashOf, inState, moveTo, waitsForReview } from './store.ts';
import { plannedContent, withParty } from './use-of.ts';

const evidence = (ctx: Ctx, what: string, campaignId: string, contentHash: string) =>
  record(ctx, {
    kind: `campaign.${what}`,
    subject: `campaign:${campaignId}`,
    happenedAt: ctx.at,
    facts: { contentHash },
  });

export const draftCampaign = operation({
  http: 'POST /v1/campaigns',
  says: 'Describe a campaign: what is offered, which CPNI decides who hears it, how they are approached, who sends',
  law: ['47 CFR 64.2009(c)'],
  may: ['marketing', 'supervisor'],
  by: 'person',
  takes: content,
  gives: shownCampaign,
  async run(ctx: Ctx, given) {
    const campaignId = ctx.id();
    const input = await plannedContent(ctx, given);
    const contentHash = hashOf(input);
    const requesterId = ctx.actor.id ?? refuse('person-needed', 'A campaign has a person behind it.', 'Sign in.');
    const supervises = ctx.actor.roles.includes('supervisor') ? requesterId : null;
    await ctx.tx
      .insertInto('campaign')
      .values({
        id: campaignId,
        ...input,
        contentHash,
        listBy: supervises,
        mannerBy: supervises,
        state: 'draft',
        requesterId,
        requesterName: ctx.actor.name,
        createdAt: ctx.at,
        endedAt: null,
      })
      .execute();
    await evidence(ctx, 'drafted', campaignId, contentHash);
    return shown(ctx, await campaignById(ctx, campaignId));
  },
});

export const editCampaign = operation({
  http: 'PUT /v1/campaigns/{campaignId}',
  says: 'Change a campaign before it is frozen; an approval given to the old content falls away',
  law: ['47 CFR 64.2009(d)'],
  may: ['marketing', 'supervisor'],
  by: 'person',
  takes: content.extend({ campaignId: id }),
  gives: shownCampaign,
  async run(ctx: Ctx, { campaignId, ...given }) {
    const campaign = await campaignForUpdate(ctx, campaignId);
    inState(
      campaign,
      ['draft', 'submitted', 'approved'],
      'Draft a new campaign; a frozen one stays as it was approved.',
    );
    const input = await plannedContent(ctx, given);
    const contentHash = hashOf(input);
    const requesterId = ctx.actor.id ?? refuse('person-needed', 'A campaign has a person behind it.', 'Sign in.');
    await ctx.tx
      .updateTable('campaign')
      .set({
        ...input,
        contentHash,
        state: 'draft',
        listBy: null,
        mannerBy: null,
        requesterId,
        requesterName: ctx.actor.name,
      })
      .where('id', '=', campaignId)
      .execute();
    await evidence(ctx, 'edited', campaignId, contentHash);
    const note = 'It was changed before the review: it is asked for anew.';
    await settleTask(ctx, { kind: waitsForReview, key: campaignId, outcome: 'not-needed', note });
    return shown(ctx, await campaignById(ctx, campaignId));
  },
});

export const submitCampaign = operation({
  http: 'POST /v1/campaigns/{campaignId}:submit',
  says: 'Ask a supervisor to approve exactly this content',
  law: ['47 CFR 64.2009(d)'],
  may: ['marketing', 'supervisor'],
  by: 'person',
  takes: z.strictObject({ campaignId: id }),
  gives: shownCampaign,
  async run(ctx: Ctx, { campaignId }) {
    const campaign = await campaignForUpdate(ctx, campaignId);
    inState(campaign, ['draft'], 'It was submitted already.');
    await moveTo(ctx, campaignId, 'submitted');
    await evidence(ctx, 'submitted', campaignId, campaign.contentHash);
    await openTask(ctx, {
      kind: waitsForReview,
      subject: `campaign:${campaignId}`,
      why: `${ctx.actor.name} asks for the review of a campaign: read it and give your verdict. Nobody is approached before.`,
      role: 'supervisor',
      dueAt: null,
      key: campaignId,
    });
    return shown(ctx, await campaignById(ctx, campaignId));
  },
});

export const importCampaign = operation({
  http: 'POST /v1/campaigns:import',
  says: "Record a campaign that an affiliate ran with our customers' CPNI, or one from before this system",
  law: ['47 CFR 64.2009(c)'],
  may: ['marketing', 'compliance'],
  by: 'person',
  takes: content.extend({ ranFrom: date, ranUntil: date }),
  gives: shownCampaign,
  async run(ctx: Ctx, { ranFrom, ranUntil, ...given }) {
    if (ranUntil < ranFrom) refuse('invalid-input', "'ranUntil' lies before 'ranFrom'.", 'Give the days in order.');
    // of a sender who was never registered here, what the carrier says is the record
    const input = given.partyId === null ? given : await withParty(ctx, given, startOf(ctx, ranFrom));
    const campaignId = ctx.id();
    const contentHash = hashOf(input);
    const requesterId = ctx.actor.id ?? refuse('person-needed', 'A person answers for an import.', 'Sign in.');
    const common = {
      requesterId,
      requesterName: ctx.actor.name,
      createdAt: ctx.at,
      endedAt: ctx.at,
      listBy: null,
      mannerBy: null,
    };
    await ctx.tx
      .insertInto('campaign')
      .values({ id: campaignId, ...input, contentHash, state: 'imported', ...common })
      .execute();
    const facts = { contentHash, ranFrom, ranUntil, affiliateId: input.affiliateId };
    await record(ctx, { kind: 'campaign.imported', subject: `campaign:${campaignId}`, happenedAt: ctx.at, facts });
    return shown(ctx, await campaignById(ctx, campaignId));
  },
});
