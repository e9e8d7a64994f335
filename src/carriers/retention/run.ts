import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { integrateOnce } from '../../ledger/integrate-once.ts';
import { record } from '../../ledger/record.ts';
import { dateAt } from '../promises/local-time.ts';
import { classNamed, type RetentionClass } from './class.ts';
import type { purgeRow } from './record.ts';
import { showing, shownPurge } from './show.ts';
import { heldPurge, type Ripe, ripeRecords } from './store.ts';

type Purge = z.output<typeof purgeRow>;

/** The last signed head of the ledger, after everything that has settled was taken in. */
const signedHead = async (ctx: Ctx) => {
  while ((await integrateOnce(ctx)) > 0);
  const last = await ctx.tx
    .selectFrom('checkpoint')
    .select(['size', 'root'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? refuse('unavailable', 'The ledger has no signed head yet.', 'It is tried again by itself.');
};

const begin = async (ctx: Ctx, purge: Purge): Promise<Purge> => {
  if (purge.state === 'running') return purge;
  const { size, root } = await signedHead(ctx);
  return ctx.tx
    .updateTable('purge')
    .set({ state: 'running', beforeSize: size, beforeRoot: root })
    .where('id', '=', purge.id)
    .returningAll()
    .executeTakeFirstOrThrow();
};

/** The lines that take the records: the database weighs each again, then forgets what it names. */
const take = async (ctx: Ctx, purge: Purge, ripe: readonly Ripe[]): Promise<Purge> => {
  const purgedOn = dateAt(ctx, ctx.at);
  await ctx.tx
    .insertInto('purgedRecord')
    .values(ripe.map((one) => ({ ...one, class: purge.class, purgeId: purge.id, purgedOn })))
    .execute();
  const days = ripe.map(({ endedOn }) => endedOn);
  const [oldest = purgedOn] = days;
  const newest = days.at(-1) ?? purgedOn;
  const ids = ripe.map(({ recordId }) => recordId).join('\n');
  const { entryId } = await record(ctx, {
    kind: 'purge.batch',
    subject: `purge:${purge.id}`,
    happenedAt: ctx.at,
    facts: {
      class: purge.class,
      records: ripe.length,
      oldestOn: oldest,
      newestOn: newest,
      // over the ids in the order they went, a line each
      ids: createHash('sha256').update(ids).digest('hex'),
    },
  });
  const records = purge.records + ripe.length;
  await later(ctx, {
    does: 'purges.run',
    input: { purgeId: purge.id },
    from: ctx.at,
    key: `${purge.id}:${records}`,
  });
  return ctx.tx
    .updateTable('purge')
    .set({
      records,
      oldestOn: purge.oldestOn === null || oldest < purge.oldestOn ? oldest : purge.oldestOn,
      newestOn: purge.newestOn === null || newest > purge.newestOn ? newest : purge.newestOn,
      lastEntryId: entryId,
    })
    .where('id', '=', purge.id)
    .returningAll()
    .executeTakeFirstOrThrow();
};

/** The signed head that covers the last batch; where an open transaction keeps the ledger waiting, the job comes again. */
const headAfter = async (ctx: Ctx, { lastEntryId }: Purge) => {
  const head = await signedHead(ctx);
  if (lastEntryId === null) return head;
  const leaf = await ctx.tx
    .selectFrom('ledgerLeaf')
    .select('index')
    .where('entryId', '=', lastEntryId)
    .where('index', '<', head.size)
    .executeTakeFirst();
  if (leaf === undefined)
    refuse('unavailable', 'The ledger has not taken the last batch in yet.', 'It is tried again by itself.');
  return head;
};

const finish = async (ctx: Ctx, purge: Purge): Promise<Purge> => {
  const { size, root } = await headAfter(ctx, purge);
  const done = await ctx.tx
    .updateTable('purge')
    .set({ state: 'done', afterSize: size, afterRoot: root, endedAt: ctx.at })
    .where('id', '=', purge.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const { beforeRoot } = done;
  await record(ctx, {
    kind: 'purge.done',
    subject: `purge:${purge.id}`,
    happenedAt: ctx.at,
    facts: {
      class: done.class,
      records: done.records,
      oldestOn: done.oldestOn,
      newestOn: done.newestOn,
      before: { size: done.beforeSize, root: beforeRoot?.toString('hex') ?? null },
      after: { size, root: root.toString('hex') },
    },
  });
  return done;
};

export const runPurge = (classes: readonly RetentionClass[]) =>
  operation({
    http: 'POST /v1/purges/{purgeId}:run',
    says: 'Carry out the next batch of an approved purge, or end it with its proof; runs by itself until nothing is left',
    law: ['47 CFR 64.2007(a)(3)', '47 CFR 64.2011(d)'],
    may: ['compliance'],
    by: 'anyone',
    takes: z.strictObject({ purgeId: id }),
    gives: shownPurge,
    async run(ctx: Ctx, { purgeId }) {
      const purge = await heldPurge(ctx, purgeId);
      if (purge.state === 'done') return showing(ctx, purge);
      if (purge.state !== 'approved' && purge.state !== 'running')
        return refuse(
          'wrong-state',
          `This purge is ${purge.state}.`,
          'Another person than the asker approves it first.',
        );
      const running = await begin(ctx, purge);
      const kept = classNamed(classes, purge.class);
      const ripe = await ripeRecords(ctx, kept, kept.atOnce);
      return showing(ctx, ripe.length === 0 ? await finish(ctx, running) : await take(ctx, running, ripe));
    },
  });
