import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { tracebackLaw } from './clock.ts';
import { tracebackRequesterRow } from './record.ts';

const { name, kind, how } = tracebackRequesterRow.shape;

export const verifyRequester = operation({
  http: 'POST /v1/traceback-requesters',
  says: 'Record that somebody is who may ask for tracebacks, and how that was verified: call records are given to nobody else',
  law: tracebackLaw,
  may: ['network', 'compliance', 'counsel', 'officer'],
  by: 'person',
  takes: z.strictObject({ name, kind, how }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, given) {
    const salt = ctx.salt();
    const by = { verifiedBy: personOf(ctx).id, verifierName: ctx.actor.name, verifiedAt: ctx.at };
    const added = await ctx.tx
      .insertInto('tracebackRequester')
      .values({ id: ctx.id(), ...given, ...by, salt })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined)
      return refuse(
        'already-exists',
        `name: '${given.name}' is verified already.`,
        'Use that one; list them with GET.',
      );
    await record(ctx, {
      kind: 'traceback.requester-verified',
      subject: `traceback-requester:${added.id}`,
      happenedAt: ctx.at,
      // who asks for an agency is a person, and how we made sure of him may name others
      facts: { is: given.kind, name: sealed(salt, given.name), how: sealed(salt, given.how) },
    });
    return added;
  },
});

export const listRequesters = operation({
  http: 'GET /v1/traceback-requesters',
  says: 'Who may ask for tracebacks, and how that was verified',
  law: tracebackLaw,
  may: ['network', 'compliance', 'counsel', 'officer', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({
    items: z.array(z.strictObject({ id, name, kind, how, verifier: z.string(), verified: when })),
  }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx.selectFrom('tracebackRequester').selectAll().orderBy('name').execute();
    return {
      items: rows.map(({ id: requesterId, name: called, kind: of, how: by, verifierName, verifiedAt }) => ({
        id: requesterId,
        name: called,
        kind: of,
        how: by,
        verifier: verifierName,
        verified: told(ctx, verifiedAt),
      })),
    };
  },
});
