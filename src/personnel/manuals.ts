import { z } from 'zod';
import { told } from '../carriers/promises/local-time.ts';
import type { Ctx } from '../db/context.ts';
import { id, sha256Hex, when } from '../kernel/columns.ts';
import { everyone, operation } from '../kernel/operation.ts';
import { found, refuse } from '../kernel/problem.ts';
import { record } from '../ledger/record.ts';
import { manualRow } from './record.ts';

const law = ['47 CFR 64.2009(b)'];
const manual = z.strictObject({
  ...manualRow.pick({ id: true, title: true, version: true, hash: true }).shape,
  publishedAt: when,
});

export const publishManual = operation({
  http: 'POST /v1/manuals',
  says: 'Publish a version of the compliance manual, bound to its content by hash',
  law,
  may: ['people', 'compliance'],
  by: 'person',
  takes: manual.omit({ id: true, publishedAt: true }),
  gives: manual,
  async run(ctx: Ctx, input) {
    const row = await ctx.tx
      .insertInto('manual')
      .values({ id: ctx.id(), ...input, publishedAt: ctx.at })
      .onConflict((conflict) => conflict.columns(['carrierId', 'title', 'version']).doNothing())
      .returning('id')
      .executeTakeFirst();
    const { id: manualId } =
      row ??
      refuse(
        'already-exists',
        `'${input.title}' has a version ${input.version}.`,
        'Give the new content a new version.',
      );
    await record(ctx, { kind: 'manual.published', subject: `manual:${manualId}`, happenedAt: ctx.at, facts: input });
    return { id: manualId, ...input, publishedAt: told(ctx, ctx.at) };
  },
});

export const listManuals = operation({
  http: 'GET /v1/manuals',
  says: 'The versions of the compliance manual, newest first',
  law,
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(manual) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('manual')
      .select(['id', 'title', 'version', 'hash', 'publishedAt'])
      .orderBy('publishedAt', 'desc')
      .execute();
    return { items: rows.map((row) => ({ ...row, publishedAt: told(ctx, row.publishedAt) })) };
  },
});

export const acknowledgeManual = operation({
  http: 'POST /v1/manuals/{manualId}:acknowledge',
  says: 'Say of yourself that you have read and understand this very version of the manual',
  law,
  may: everyone,
  by: 'person',
  takes: z.strictObject({ manualId: id, hash: sha256Hex }),
  gives: z.strictObject({ id, manualId: id, version: z.string(), hash: sha256Hex, acknowledgedAt: when }),
  async run(ctx: Ctx, { manualId, hash }) {
    const personId = ctx.actor.id ?? refuse('person-needed', 'A person acknowledges for himself.', 'Sign in.');
    const known = await ctx.tx
      .selectFrom('manual')
      .select(['title', 'version', 'hash'])
      .where('id', '=', manualId)
      .executeTakeFirst();
    const { title, version, hash: published } = found(known, 'manual');
    if (hash !== published)
      refuse('changed-meanwhile', "'hash': this is not the version you would acknowledge.", 'Read the published one.');
    const row = await ctx.tx
      .insertInto('acknowledgment')
      .values({ id: ctx.id(), manualId, hash, personId, personName: ctx.actor.name, acknowledgedAt: ctx.at })
      .onConflict((conflict) => conflict.columns(['carrierId', 'manualId', 'personId']).doNothing())
      .returning('id')
      .executeTakeFirst();
    const stored = row ?? refuse('already-exists', 'You have acknowledged this version.', 'Nothing more is needed.');
    await record(ctx, {
      kind: 'manual.acknowledged',
      subject: `person:${personId}`,
      happenedAt: ctx.at,
      facts: { manual: manualId, title, version, hash },
    });
    return { id: stored.id, manualId, version, hash, acknowledgedAt: told(ctx, ctx.at) };
  },
});
