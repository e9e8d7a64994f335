import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { strikeService, strikeStanding } from '../../law/questions/strike-consequence.ts';
import { mayReadAccounts } from '../accounts/roles.ts';
import { strikeLaw } from './act.ts';
import { strikeStandings } from './record.ts';
import { findingShown, shownFinding } from './shown.ts';
import { knownOf } from './store.ts';

const item = shownFinding.extend({
  account: z.string(),
  /** where the account stands by all its findings */
  standing: z.enum(strikeStandings),
  service: z.enum(['active', 'suspended', 'ended']),
});

export const listStrikes = operation({
  http: 'GET /v1/strikes',
  says: 'The findings of calls with a wrong caller ID, the newest first, each with where its account stands',
  law: strikeLaw,
  may: mayReadAccounts,
  by: 'anyone',
  takes: z.strictObject({ accountId: id.optional(), ...paging }),
  gives: pageOf(item),
  async run(ctx: Ctx, { accountId, cursor, limit = 100 }) {
    let query = ctx.tx
      .selectFrom('strikeFinding')
      .innerJoin('voiceAccount', 'voiceAccount.id', 'strikeFinding.accountId')
      .selectAll('strikeFinding')
      .select('voiceAccount.name as account')
      .orderBy('strikeFinding.id', 'desc')
      .limit(limit + 1);
    if (accountId !== undefined) query = query.where('strikeFinding.accountId', '=', accountId);
    if (cursor !== undefined) query = query.where('strikeFinding.id', '<', id.parse(cursor));
    const rows = await query.execute();
    const page = rows.slice(0, limit);
    const states = new Map<string, Awaited<ReturnType<typeof knownOf>>['state']>();
    for (const one of new Set(page.map((row) => row.accountId))) states.set(one, (await knownOf(ctx, one)).state);
    const items = page.flatMap(({ account, ...row }) => {
      const state = states.get(row.accountId);
      const finding = state?.findings[row.number - 1];
      if (state === undefined || finding === undefined) return [];
      const standing = strikeStanding(state);
      return [{ ...findingShown(ctx, row, finding), account, standing, service: strikeService[standing] }];
    });
    return { items, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  },
});
