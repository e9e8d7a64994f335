import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { shownVersion } from './publish.ts';

export const listPolicies = operation({
  http: 'GET /v1/acceptable-use',
  says: 'The versions of the acceptable use policy, the one that binds new customers first',
  law: ['47 CFR 64.6305(a)(2)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(shownVersion) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx.selectFrom('acceptableUseVersion').selectAll().orderBy('version', 'desc').execute();
    const items = rows.map(({ id, version, clauses, hash, publisherName, publishedAt }) => ({
      id,
      version,
      clauses,
      hash,
      publisher: publisherName,
      published: told(ctx, publishedAt),
    }));
    return { items };
  },
});
