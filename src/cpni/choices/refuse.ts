import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { language } from '../customers/record.ts';
import { channelKind } from '../opt-out-channels/record.ts';
import { sayNo } from './say-no.ts';
import { holderOf } from './store.ts';

/** What a customer is told after he chose. */
export const savedChoice = z.strictObject({ number: z.string(), at: when });

export const refuseByCode = operation({
  http: 'POST /v1/choices:refuse',
  says: 'Record the no of whoever holds the code of a notice; the code is enough, as an unwanted no harms nobody',
  law: ['47 CFR 64.2007(a)(2)', '47 CFR 64.2008(d)(3)(v)'],
  may: ['agent', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({ code: z.string().min(1).max(64), channel: channelKind, language }),
  gives: savedChoice,
  async run(ctx: Ctx, { code, channel, language: spoken }) {
    const holder = await holderOf(ctx, code);
    const { number, at } = await sayNo(ctx, { ...holder, language: spoken, method: channel, at: ctx.at });
    return { number, at: new Date(at).toISOString() };
  },
});
