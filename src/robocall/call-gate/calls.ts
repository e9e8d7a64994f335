import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { knownAccount } from '../accounts/known.ts';
import { gateRefusalRow, gateShadowCallRow } from './record.ts';

const mayRead: readonly Role[] = ['network', 'compliance', 'officer'];

const refusal = gateRefusalRow.omit({ carrierId: true, at: true, groupId: true }).extend({ at: when });
const shadowCall = gateShadowCallRow.omit({ carrierId: true, at: true, groupId: true }).extend({ at: when });

const paging = {
  before: when.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
};

/** A call on record as it is shown. */
const shown = <R extends { readonly carrierId: string; readonly groupId: string; readonly at: number }>({
  carrierId: _carrier,
  groupId: _group,
  at,
  ...row
}: R) => ({ ...row, at: new Date(at).toISOString() });

/** Numbers called are call detail: who looked is on record. */
const looked = (ctx: Ctx, kind: 'gate.refusals-read' | 'gate.shadow-read', subject: string, rows: number) =>
  record(ctx, { kind, subject, happenedAt: ctx.at, facts: { shown: rows } });

export const listRefusals = operation({
  http: 'GET /v1/gate-refusals',
  says: 'Show the calls that the gate refused, the newest first, with the reason and the law of each',
  law: ['47 CFR 64.1200(k)'],
  may: mayRead,
  by: 'anyone',
  takes: z.strictObject({ accountId: id.optional(), ...paging }),
  gives: z.strictObject({ items: z.array(refusal) }),
  async run(ctx: Ctx, { accountId, before, limit }) {
    let query = ctx.tx.selectFrom('gateRefusal').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(limit);
    if (accountId !== undefined) query = query.where('accountId', '=', accountId);
    if (before !== undefined) query = query.where('at', '<', Date.parse(before));
    const rows = await query.execute();
    await looked(
      ctx,
      'gate.refusals-read',
      accountId === undefined ? 'gate' : `voice-account:${accountId}`,
      rows.length,
    );
    return { items: rows.map(shown) };
  },
});

export const listShadowed = operation({
  http: 'GET /v1/voice-accounts/{accountId}/shadow-calls',
  says: 'Show the calls of an account that were carried in shadow mode and would have been refused, the newest first, with the reason of each',
  law: ['47 CFR 64.6305(a)(2)'],
  may: mayRead,
  by: 'anyone',
  takes: z.strictObject({ accountId: id, ...paging }),
  gives: z.strictObject({ items: z.array(shadowCall) }),
  async run(ctx: Ctx, { accountId, before, limit }) {
    await knownAccount(ctx, accountId);
    const until = before === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(before);
    const rows = await ctx.tx
      .selectFrom('gateShadowCall')
      .selectAll()
      .where('accountId', '=', accountId)
      .where('at', '<', until)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    await looked(ctx, 'gate.shadow-read', `voice-account:${accountId}`, rows.length);
    return { items: rows.map(shown) };
  },
});

const evidence = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,6})$/;

export const showCall = operation({
  http: 'GET /v1/gate-calls/{evidenceId}',
  says: 'Show what the gate answered to a call and why, from the record, with the hash that proves it',
  law: ['47 CFR 64.6301(a)'],
  may: mayRead,
  by: 'anyone',
  takes: z.strictObject({ evidenceId: z.string(), reason: z.string().trim().min(1) }),
  gives: z.strictObject({
    call: z.record(z.string(), z.unknown()),
    entryId: id,
    linesHash: z.string(),
    proved: z.boolean(),
  }),
  async run(ctx: Ctx, { evidenceId, reason }) {
    const [, groupId, line] =
      evidence.exec(evidenceId) ??
      refuse('invalid-input', 'evidenceId: not understood.', 'Give it as the gate gave it: <group>.<line>.');
    const group = found(
      await ctx.tx
        .selectFrom('gateGroup')
        .selectAll()
        .where('id', '=', groupId ?? '')
        .executeTakeFirst(),
      'group of calls',
    );
    const text =
      group.lines ??
      refuse('not-found', 'The calls of this group were purged; their hash stays.', 'Ask the ledger for the entry.');
    const call = found(text.split('\n')[Number(line)], 'call in this group');
    await record(ctx, {
      kind: 'gate.call-read',
      subject: `gate-group:${group.id}`,
      happenedAt: ctx.at,
      facts: { line: Number(line), reason },
    });
    const proved = createHash('sha256').update(text).digest('hex') === group.linesHash;
    return {
      call: z.record(z.string(), z.unknown()).parse(JSON.parse(call)),
      entryId: group.entryId,
      linesHash: group.linesHash,
      proved,
    };
  },
});
