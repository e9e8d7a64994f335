import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { classesMask, scopeOf } from '../../law/coverage.ts';
import { answerMethods } from '../../law/events.ts';
import { approvalState } from '../../law/questions/approval-state.ts';
import { record } from '../../ledger/record.ts';
import { appendEvents } from './append.ts';
import { approvedEvent, orderedEvent, refusedEvent } from './events.ts';
import { eventsOf, historyOf, zoneOf } from './history.ts';
import { keepReceipt } from './receipt.ts';
import { answering, covers, cpniClass, purpose, recipient } from './record.ts';

const saved = z.strictObject({
  eventId: id,
  at: when,
  recordedAt: when,
  receipt: z.strictObject({ entryId: id, leaf: z.string() }),
});

/** A choice as it is confirmed: its receipt has a number that the customer keeps. */
const chosen = saved.extend({ number: z.string() });

type Answering = z.output<typeof answering> | undefined;

/** Of one shape whatever way a choice came: what nobody knows is null. */
const answeringFacts = (given: Answering) => ({
  version: given?.versionId ?? null,
  language: given?.language ?? null,
});

const happened = (ctx: Ctx, at: string | undefined): number => {
  const instant = at === undefined ? ctx.at : Date.parse(at);
  if (instant > ctx.at)
    refuse(
      'invalid-input',
      "'at' lies in the future.",
      'Give the instant at which the customer spoke, or leave it out.',
    );
  return instant;
};

const customerHere = async (ctx: Ctx, customerId: string): Promise<void> => {
  found(await ctx.tx.selectFrom('customer').select('id').where('id', '=', customerId).executeTakeFirst(), 'customer');
};

const done = async (
  ctx: Ctx,
  kind: string,
  customerId: string,
  event: { id: string; at: number },
  facts: Record<string, string | boolean | null>,
) => {
  const receipt = await record(ctx, {
    kind,
    subject: `customer:${customerId}`,
    happenedAt: event.at,
    facts: { eventId: event.id, ...facts },
  });
  return {
    eventId: event.id,
    at: new Date(event.at).toISOString(),
    recordedAt: new Date(ctx.at).toISOString(),
    receipt,
  };
};

const withNumber = async (
  ctx: Ctx,
  told: Awaited<ReturnType<typeof done>>,
  customerId: string,
  what: { at: number; choice: 'no' | 'yes'; method: string; answers: Answering },
) => {
  const { at, choice, method, answers } = what;
  const { versionId, language } = answers ?? { versionId: null, language: null };
  const event = { eventId: told.eventId, customerId, choice, method, versionId, language, at };
  return { ...told, number: await keepReceipt(ctx, told.receipt, event) };
};

export const approve = operation({
  http: 'POST /v1/customers/{customerId}/approvals',
  says: 'Record that a customer said yes to a notice; spoken yes needs its proof to count',
  law: ['47 CFR 64.2007(a)', '47 CFR 64.2007(a)(1)', '47 CFR 64.2007(a)(3)'],
  may: ['agent', 'marketing', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({
    customerId: id,
    notice: id,
    method: z.enum(answerMethods),
    proof: z.string().min(1).nullable(),
    at: when.optional(),
    answers: answering.optional(),
  }),
  gives: chosen,
  async run(ctx: Ctx, { customerId, notice, method, proof, at, answers }) {
    await customerHere(ctx, customerId);
    const sent = await ctx.tx
      .selectFrom('permissionEvent')
      .select('at')
      .where('id', '=', notice)
      .where('customerId', '=', customerId)
      .where('type', '=', 'notice')
      .executeTakeFirst();
    const instant = happened(ctx, at);
    if (found(sent, 'notice sent to this customer').at > instant)
      refuse(
        'invalid-input',
        "'at' lies before the notice went out.",
        'A yes answers a notice that was sent before it.',
      );
    const event = approvedEvent({
      id: ctx.id(),
      customerId,
      at: instant,
      notice,
      method,
      proof: proof !== null || method !== 'oral',
    });
    await appendEvents(ctx, [event]);
    const facts = { notice, method, proof: proof !== null, ...answeringFacts(answers) };
    const told = await done(ctx, 'approval.given', customerId, event, facts);
    return withNumber(ctx, told, customerId, { at: instant, choice: 'yes', method, answers });
  },
});

export const refuseUse = operation({
  http: 'POST /v1/customers/{customerId}/refusals',
  says: 'Record that a customer, or anyone authorised on the account, said no; it binds the very next decision',
  law: ['47 CFR 64.2007(a)(2)', '47 CFR 64.2008(d)(3)(v)'],
  may: ['agent', 'marketing', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({
    customerId: id,
    /** How he said it: `web`, `phone`, `email-reply`, `mail` by himself, `agent` to one of the staff, or the carrier's own word. */
    method: z.string().min(1).max(40),
    covers: covers.nullable(),
    at: when.optional(),
    answers: answering.optional(),
  }),
  gives: chosen,
  async run(ctx: Ctx, { customerId, method, covers: what, at, answers }) {
    await customerHere(ctx, customerId);
    const event = refusedEvent({ id: ctx.id(), customerId, at: happened(ctx, at), method, covers: what });
    await appendEvents(ctx, [event]);
    const facts = { method, everything: what === null, ...answeringFacts(answers) };
    const told = await done(ctx, 'approval.refused', customerId, event, facts);
    return withNumber(ctx, told, customerId, { at: event.at, choice: 'no', method, answers });
  },
});

export const orderDisclosure = operation({
  http: 'POST /v1/customers/{customerId}/orders',
  says: "Record a customer's own order to give CPNI to a person he names",
  law: ['47 USC 222(c)(2)'],
  may: ['agent', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({
    customerId: id,
    recipient,
    to: z.string().min(1),
    cpni: z.array(cpniClass).min(1),
    method: z.enum(['signed', 'portal']),
    authenticated: z.boolean(),
  }),
  gives: saved,
  async run(ctx: Ctx, { customerId, to, ...order }) {
    await customerHere(ctx, customerId);
    const event = orderedEvent({ id: ctx.id(), customerId, at: ctx.at, toName: to, ...order });
    await appendEvents(ctx, [event]);
    return done(ctx, 'disclosure.ordered', customerId, event, {
      recipient: order.recipient,
      method: order.method,
      authenticated: order.authenticated,
    });
  },
});

const verdict = z.strictObject({
  allowed: z.boolean(),
  basis: z.string().nullable(),
  missing: z.string().nullable(),
  clearsOn: z.string().nullable(),
});

export const approvalStatus = operation({
  http: 'GET /v1/customers/{customerId}/approval-status',
  says: 'What silence and consent permit for one kind of use, now or as of a past moment, in event time and in recorded time',
  law: ['47 CFR 64.2009(a)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({
    customerId: id,
    cpni: cpniClass,
    recipient,
    purpose,
    at: when.optional(),
    recordedUntil: when.optional(),
  }),
  gives: z.strictObject({
    customerId: id,
    at: when,
    refusal: z.enum(['stands', 'none']),
    silence: verdict,
    consent: verdict,
  }),
  async run(ctx: Ctx, input) {
    await customerHere(ctx, input.customerId);
    const at = happened(ctx, input.at);
    const here = zoneOf(ctx);
    const until = input.recordedUntil === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(input.recordedUntil);
    const history = (await historyOf(ctx, [input.customerId], until)).get(input.customerId) ?? [];
    const scope = scopeOf({
      identifiable: 'individual',
      source: 'own-service',
      purpose: input.purpose,
      offer: null,
      recipient: input.recipient,
      recipientServes: [],
      to: null,
      cpni: classesMask([input.cpni]),
      agreement: true,
      callId: null,
      channel: 'none',
      authentication: 'none',
    });
    const state = approvalState(eventsOf(history, here), scope, at, here.dayOf(at));
    const told = (v: typeof state.silence) => ({
      allowed: v.allowed,
      basis: v.allowed ? v.basis : null,
      missing: v.allowed ? null : v.missing,
      clearsOn: v.allowed || v.clearsDay === null ? null : here.format(here.startOf(v.clearsDay)),
    });
    return {
      customerId: input.customerId,
      at: new Date(at).toISOString(),
      refusal: state.refusal,
      silence: told(state.silence),
      consent: told(state.consent),
    };
  },
});
