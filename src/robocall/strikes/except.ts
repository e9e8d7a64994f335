import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, passwordAgain } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { act, caseOf, mustBeOrdered, noCalls, signature, strikeAnswer, strikeLaw, told } from './act.ts';
import { unsigned } from './write.ts';

export const signException = operation({
  http: 'POST /v1/strikes/{findingId}:except',
  says: 'Sign by name, with a reason, that an account stays in service in spite of the finding upon which termination was ordered; its next wrong caller ID orders it again',
  law: strikeLaw,
  may: ['officer'],
  by: 'person-again',
  takes: z.strictObject({ findingId: id, reason: z.string().trim().min(1).max(2000), password: passwordAgain }),
  gives: strikeAnswer,
  async run(ctx: Ctx, { findingId, reason }) {
    const opened = await caseOf(ctx, findingId);
    mustBeOrdered(opened);
    const event = { kind: 'exception', at: ctx.at, by: ctx.actor.name, reason } as const;
    const detail = { ...unsigned, ...signature(ctx, reason) };
    return told(opened.finding, await act(ctx, opened, { event, detail, calls: noCalls }, ['except']));
  },
});
