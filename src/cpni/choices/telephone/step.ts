import { z } from 'zod';
import { openTask } from '../../../carriers/tasks/open.ts';
import type { Ctx } from '../../../db/context.ts';
import { id } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { found } from '../../../kernel/problem.ts';
import { e164 } from '../../customers/normalise.ts';
import { sayNo } from '../say-no.ts';
import { type Move, mostTries, moveOf, turnName } from './machine.ts';
import { ivrCallRow } from './record.ts';
import { byNumber, whoIs } from './who.ts';

type Call = Omit<z.output<typeof ivrCallRow>, 'carrierId'>;

const asked = z.strictObject({
  turn: z.string(),
  /** What the last keys led to, said before the question. */
  told: z.enum(['nothing', 'not-understood', 'not-found', 'no-language']),
  carrier: z.string(),
  ...ivrCallRow.pick({ stage: true, language: true, caller: true, customerId: true, versionId: true, receipt: true })
    .shape,
});

const held = (ctx: Ctx, lineId: string, callId: string) =>
  ctx.tx
    .selectFrom('ivrCall')
    .selectAll()
    .where('lineId', '=', lineId)
    .where('callId', '=', callId)
    .forUpdate()
    .executeTakeFirst();

const begin = async (ctx: Ctx, lineId: string, callId: string, caller: string | null): Promise<Call> => {
  const known = await ctx.tx.selectFrom('ivrLine').select('id').where('id', '=', lineId).executeTakeFirst();
  found(known, 'line');
  await ctx.tx
    .insertInto('ivrCall')
    .values({
      id: ctx.id(),
      lineId,
      callId,
      beganAt: ctx.at,
      caller: caller === null ? null : e164(caller),
      language: 'en',
      stage: 'language',
      tries: 0,
      customerId: null,
      versionId: null,
      receipt: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return found(await held(ctx, lineId, callId), 'call');
};

type Next = Pick<Call, 'stage' | 'tries' | 'language' | 'customerId' | 'versionId' | 'receipt'>;
type Outcome = { readonly next: Next; readonly told: z.output<typeof asked>['told'] };

const nobody = { customerId: null, versionId: null } as const;

/** A wrong entry: asked again, and after the third given to a person, with what is known. */
const again = async (ctx: Ctx, call: Call, told: 'not-understood' | 'not-found'): Promise<Outcome> => {
  const tries = call.tries + 1;
  if (tries < mostTries) return { next: { ...call, tries }, told };
  await openTask(ctx, {
    kind: 'unknown-refusal',
    subject: `call:${call.lineId}/${call.callId}`,
    why: 'A caller of the toll-free line wanted to choose and could not be understood three times: call him back if his number is known.',
    role: 'compliance',
    dueAt: null,
    key: `${call.lineId}/${call.callId}`,
  });
  return { next: { ...call, tries, stage: 'over' }, told: call.stage === 'language' ? 'no-language' : told };
};

const save = async (ctx: Ctx, call: Call): Promise<Next> => {
  const { customerId, versionId, language } = call;
  if (customerId === null) throw new Error('a call is confirmed before its account is known');
  const { number } = await sayNo(ctx, { customerId, versionId, language, method: 'phone', at: ctx.at });
  return { ...call, stage: 'saved', receipt: number };
};

const after = async (ctx: Ctx, call: Call, move: Move, digits: string): Promise<Outcome> => {
  const plain = (next: Next): Outcome => ({ next, told: 'nothing' });
  switch (move.kind) {
    case 'language': {
      const named = await byNumber(ctx, call.caller);
      const stage = named === null ? 'enter' : 'whose';
      return plain({ ...call, ...(named ?? nobody), language: move.language, stage, tries: 0 });
    }
    case 'mine':
      return plain({ ...call, stage: 'confirm' });
    case 'other':
      return plain({ ...call, ...nobody, stage: 'enter' });
    case 'find': {
      const named = await whoIs(ctx, digits);
      return named === null ? again(ctx, call, 'not-found') : plain({ ...call, ...named, stage: 'confirm' });
    }
    case 'save':
      return plain(await save(ctx, call));
    case 'back': {
      const { next, told } = await again(ctx, { ...call, ...nobody, stage: 'enter' }, 'not-understood');
      return { next, told: next.stage === 'over' ? told : 'nothing' };
    }
    case 'wrong':
      return again(ctx, call, 'not-understood');
    case 'repeat':
      return plain(call);
  }
};

export const stepCall = operation({
  http: 'POST /v1/telephone-lines/{lineId}/calls:step',
  says: 'Take the keys of a caller on the toll-free line and say what to ask next; keys that come twice or late change nothing',
  law: ['47 CFR 64.2007(a)(2)', '47 CFR 64.2008(d)(3)(v)'],
  may: ['network'],
  by: 'anyone',
  takes: z.strictObject({
    lineId: id,
    callId: z.string().min(1).max(100),
    caller: z.string().max(40).nullable(),
    /** The question that the keys answer, by its name; null at the begin of a call. */
    turn: z.string().max(40).nullable(),
    digits: z.string().max(40),
  }),
  gives: asked,
  async run(ctx: Ctx, { lineId, callId, caller, turn, digits }) {
    const call = (await held(ctx, lineId, callId)) ?? (await begin(ctx, lineId, callId, caller));
    const answers = turn === turnName(call);
    const { next, told } = answers
      ? await after(ctx, call, moveOf(call, digits), digits)
      : ({ next: call, told: 'nothing' } as const);
    const { stage, tries, language, customerId, versionId, receipt } = next;
    if (answers)
      await ctx.tx
        .updateTable('ivrCall')
        .set({ stage, tries, language, customerId, versionId, receipt })
        .where('lineId', '=', lineId)
        .where('callId', '=', callId)
        .execute();
    const state = { stage, language, caller: call.caller, customerId, versionId, receipt };
    return { turn: turnName(next), told, carrier: ctx.carrier.name, ...state };
  },
});
