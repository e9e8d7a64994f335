import { z } from 'zod';
import { instantOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { blockGiven } from './parse-block.ts';
import { rightsOver } from './rights.ts';
import { maySeeNumbers } from './roles.ts';
import { shownOf, shownRight } from './shown.ts';

const itsRight = shownRight.extend({ account: z.string() });

export const numberHistory = operation({
  http: 'GET /v1/numbers/{number}/history',
  says: 'Who had a number: every right to it with its evidence and the day it was recorded, and the one that held at an instant',
  law: ['47 CFR 64.6301', '47 CFR 64.1200(n)(1)'],
  may: maySeeNumbers,
  by: 'anyone',
  takes: z.strictObject({ number: z.string().meta({ examples: ['+15155550100'] }), at: when.optional() }),
  gives: z.strictObject({ at: when, holder: itsRight.nullable(), items: z.array(itsRight) }),
  async run(ctx: Ctx, { number, at = new Date(ctx.at).toISOString() }) {
    const instant = instantOf('at', at);
    const { firstNumber, lastNumber } = blockGiven('number', number);
    if (firstNumber !== lastNumber) refuse('invalid-input', "'number' is a range.", 'Ask for one number.');
    const rows = await rightsOver(ctx, { firstNumber, lastNumber }).execute();
    const items = rows.map(({ account, ...row }) => ({ ...shownOf(ctx, row), account }));
    const holds = rows.findIndex(({ fromAt, untilAt }) => fromAt <= instant && (untilAt === null || untilAt > instant));
    return { at, holder: items[holds] ?? null, items };
  },
});
