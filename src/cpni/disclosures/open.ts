import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import { told, toldOrNull } from '../../carriers/promises/local-time.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { paperOf } from '../third-parties/paper.ts';
import { partyOf } from '../third-parties/register.ts';
import { stoppedBy } from './gate.ts';
import { type Disclosure, disclosureRow, shownDisclosure } from './record.ts';

export const tellDisclosure = (ctx: Ctx, row: Disclosure): z.input<typeof shownDisclosure> => {
  const { carrierId: _carrier, actor: _actor, startedAt, endedAt, ...kept } = row;
  return { ...kept, startedAt: told(ctx, startedAt), endedAt: toldOrNull(ctx, endedAt) };
};

/** A disclosure that begins now, before its first row. */
export const beginning = (ctx: Ctx) => ({
  id: ctx.id(),
  startedAt: ctx.at,
  endedAt: null,
  state: 'running' as const,
  stoppedWhy: null,
  stoppedCite: null,
  given: 0,
  withheld: 0,
  manifestHash: null,
  secrecy: 'none' as const,
  actor: `${ctx.actor.kind}:${ctx.actor.name}`,
});

const { purpose, reason, cpni, offer, recipientServes, campaignId, reference } = disclosureRow.shape;

export const openDisclosure = operation({
  http: 'POST /v1/third-parties/{partyId}/disclosures',
  says: 'Open a disclosure to a registered party: to whom, what for, which CPNI; its rows then pass the gate one by one',
  law: ['47 CFR 64.2009(c)', '47 CFR 64.2007(b)'],
  may: ['compliance', 'marketing', 'supervisor', 'network'],
  by: 'anyone',
  takes: z
    .strictObject({
      partyId: id,
      purpose,
      reason,
      cpni,
      offer: offer.default(null),
      recipientServes: recipientServes.default([]),
      campaignId: campaignId.default(null),
      reference: reference.default(null),
    })
    .refine((given) => (given.purpose === 'market') === (given.offer !== null), {
      path: ['offer'],
      message: 'an offer is set exactly when the purpose is market',
    }),
  gives: shownDisclosure,
  async run(ctx: Ctx, { partyId, ...given }) {
    await workWithCpni(ctx);
    const party = await partyOf(ctx, partyId);
    const paper = await paperOf(ctx, party, ctx.at);
    if (given.campaignId !== null) {
      const campaign = await ctx.tx
        .selectFrom('campaign')
        .select('id')
        .where('id', '=', given.campaignId)
        .executeTakeFirst();
      if (campaign === undefined)
        refuse('not-found', "'campaignId': there is no such campaign.", 'List the campaigns.');
    }
    const agreementId = paper.open ? (paper.agreement?.id ?? null) : null;
    const row = await ctx.tx
      .insertInto('disclosure')
      .values({
        ...beginning(ctx),
        ...given,
        offer: given.offer === null ? null : asJson(given.offer),
        partyId,
        recipient: party.kind,
        toName: party.name,
        agreementId,
        // without its paper it is stopped before it began: the try stands in the log
        ...(paper.open ? {} : stoppedBy(ctx, paper)),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: paper.open ? 'disclosure.opened' : 'disclosure.stopped',
      subject: `disclosure:${row.id}`,
      happenedAt: ctx.at,
      facts: {
        partyId,
        to: party.name,
        purpose: given.purpose,
        cpni: given.cpni,
        agreementId,
        why: row.stoppedWhy,
        cite: row.stoppedCite,
      },
    });
    return tellDisclosure(ctx, row);
  },
});
