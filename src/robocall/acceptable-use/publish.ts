import { createHash } from 'node:crypto';
import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import { id, sha256Hex, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { refuse } from '../../kernel/problem.ts';
import { canonical } from '../../ledger/canonical.ts';
import { record } from '../../ledger/record.ts';
import { library } from './clauses.ts';
import { clause, clauseId } from './record.ts';

export const shownVersion = z.strictObject({
  id,
  version: z.int(),
  clauses: z.array(clause),
  hash: sha256Hex,
  publisher: z.string(),
  published: when,
});

export const publishPolicy = operation({
  http: 'POST /v1/acceptable-use',
  says: 'Publish the acceptable use policy as a new version: the clauses of the library, and what the carrier adds; every customer accepts it by its version',
  law: ['47 CFR 64.6305(a)(2)', '47 CFR 64.6305(d)(2)(ii)'],
  may: ['compliance', 'counsel'],
  by: 'person',
  takes: z.strictObject({
    own: z
      .array(z.strictObject({ id: clauseId, text: z.string().trim().min(1).max(4000) }))
      .max(40)
      .default([]),
  }),
  gives: shownVersion,
  async run(ctx: Ctx, { own }) {
    const clauses = [...library, ...own.map((one) => ({ ...one, promises: [] }))];
    if (new Set(clauses.map((one) => one.id)).size < clauses.length)
      refuse('invalid-input', "'own' has a clause with an id that is taken.", 'Give each clause an id of its own.');
    const hash = createHash('sha256').update(canonical(clauses)).digest('hex');
    // one version at a time
    await ctx.tx.selectFrom('carrier').select('id').forUpdate().executeTakeFirst();
    const last = await ctx.tx
      .selectFrom('acceptableUseVersion')
      .select(['version', 'hash'])
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (last?.hash === hash)
      refuse('already-exists', `Version ${last.version} says the same.`, 'Publish a version when a word changes.');
    const version = (last?.version ?? 0) + 1;
    const { id: publishedBy, name: publisherName } = personOf(ctx);
    const versionId = ctx.id();
    await ctx.tx
      .insertInto('acceptableUseVersion')
      .values({
        id: versionId,
        version,
        clauses: asJson(clauses),
        hash,
        publishedBy,
        publisherName,
        publishedAt: ctx.at,
      })
      .execute();
    await record(ctx, {
      kind: 'acceptable-use.published',
      subject: `acceptable-use:${versionId}`,
      happenedAt: ctx.at,
      facts: { version, hash, clauses: clauses.map((one) => one.id) },
    });
    return { id: versionId, version, clauses, hash, publisher: publisherName, published: told(ctx, ctx.at) };
  },
});
