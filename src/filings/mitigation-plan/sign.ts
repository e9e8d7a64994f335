import { z } from 'zod';
import { dateAt, told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, passwordAgain, sha256Hex } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { packetHashOf, sha256 } from '../certification/packet-hash.ts';
import { sealOf } from '../signatures/seal.ts';
import { differing, saidNow } from './judge.ts';
import type { MitigationPlan } from './record.ts';
import { newestRegistration } from './registration.ts';
import { planConsent, shownPlan, tellPlan } from './shown.ts';
import { heldPlan, openChange, signedPlan } from './store.ts';
import { planTelling } from './telling.ts';

/** The stored bytes hashed again: what is signed is what lies there now. */
const hashNow = async (ctx: Ctx, { id: planId, round }: MitigationPlan): Promise<string> => {
  const rows = await ctx.tx
    .selectFrom('mitigationPlanDocument')
    .select(['name', 'bytes'])
    .where('planId', '=', planId)
    .where('round', '=', round)
    .orderBy('edition')
    .execute();
  return packetHashOf(rows.map(({ name, bytes }) => ({ name, sha256: sha256(bytes) })));
};

const mySigning = (ctx: Ctx, plan: MitigationPlan): void => {
  if (plan.state !== 'prepared')
    refuse('wrong-state', `The plan is ${plan.state}, not prepared.`, 'Prepare the next version.');
  if (ctx.actor.id !== plan.officerId)
    throw new Problem('not-allowed', {
      detail: 'The plan names another officer: nobody signs for another.',
      fix: 'Let that officer sign, or prepare the plan in your name.',
      cite: '47 CFR 64.6305(d)(3)',
    });
  if (plan.signingOn !== dateAt(ctx, ctx.at))
    refuse(
      'wrong-state',
      `The plan was prepared to be signed on ${plan.signingOn}.`,
      'Prepare it again today: it prints the date.',
    );
};

const stillSo = async (ctx: Ctx, plan: MitigationPlan): Promise<void> => {
  const registration = await newestRegistration(ctx);
  if (registration === undefined) throw new Error('a plan rests on a registration');
  const changed = differing(plan.sentences, saidNow(await planTelling(ctx, registration.facts)));
  if (changed.length > 0)
    refuse(
      'changed-meanwhile',
      `The records no longer say what the plan says in: ${changed.join(', ')}.`,
      'Prepare it again.',
    );
};

/** The earlier plan gives way, and what had changed since is settled by this one. */
const giveWay = async (ctx: Ctx, version: number): Promise<void> => {
  const before = await signedPlan(ctx);
  if (before === undefined) return;
  await ctx.tx.updateTable('mitigationPlan').set({ state: 'superseded' }).where('id', '=', before.id).execute();
  const change = await openChange(ctx, before.id);
  // its clock runs on until the update is confirmed: the new version carries it
  if (change !== undefined)
    await record(ctx, {
      kind: 'mitigation-plan.rewritten',
      subject: `plan-change:${change.id}`,
      happenedAt: ctx.at,
      facts: { codes: change.codes, version },
    });
};

export const signPlan = operation({
  http: 'POST /v1/mitigation-plans/{planId}:sign',
  says: 'Sign the exact plan as the officer whom it names, under penalty of perjury, with the password asked again; it takes the place of the version before',
  law: ['47 CFR 64.6305(d)(3)', '47 CFR 1.17'],
  may: ['officer'],
  by: 'person-again',
  takes: z.strictObject({ planId: id, documentsHash: sha256Hex, password: passwordAgain }),
  gives: shownPlan,
  async run(ctx: Ctx, { planId, documentsHash }) {
    const plan = await heldPlan(ctx, planId);
    mySigning(ctx, plan);
    if (documentsHash !== plan.documentsHash || documentsHash !== (await hashNow(ctx, plan)))
      refuse(
        'changed-meanwhile',
        "'documentsHash': it is not the hash of the plan as it lies here.",
        'Read the plan again and give the hash you see.',
      );
    await stillSo(ctx, plan);
    await giveWay(ctx, plan.version);
    await ctx.tx
      .updateTable('mitigationPlan')
      .set({ state: 'signed', signedAt: ctx.at, sameAt: ctx.at })
      .where('id', '=', planId)
      .execute();
    const seal = {
      packetHash: documentsHash,
      officerId: plan.officerId,
      officerName: plan.officerName,
      officerTitle: plan.officerTitle,
      signedAt: told(ctx, ctx.at),
      consent: planConsent,
    };
    await record(ctx, {
      kind: 'mitigation-plan.signed',
      subject: `mitigation-plan:${planId}`,
      happenedAt: ctx.at,
      facts: { version: plan.version, effectiveOn: plan.effectiveOn, seal: sealOf(seal), ...seal },
    });
    return tellPlan(ctx, planId);
  },
});
