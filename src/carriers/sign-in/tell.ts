import type { Connections } from '../../db/connect.ts';
import { transact } from '../../db/context.ts';
import { randomIds } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/operation.ts';
import { type Fact, record } from '../../ledger/record.ts';

/** What happened to a person's way in, told at a carrier. Never a secret. */
export type Told = { readonly kind: string; readonly facts: { readonly [name: string]: Fact } };

/** The person at the carrier where it is told. */
export type At = { readonly carrierId: string; readonly actor: Actor & { readonly kind: 'person' } };

/**
 * Puts it in the carrier's ledger. The change that it tells is no carrier's, so not of this transaction: what opens something is told
 * before it is made, for an entry without its session harms nobody; what ends something is told after it has ended.
 */
export const tell = async (connections: Connections, { carrierId, actor }: At, told: Told, now: number) => {
  await transact(connections, { carrierId, actor, proof: { by: 'house' }, at: now, id: randomIds(now) }, (ctx) =>
    record(ctx, { kind: told.kind, subject: `person:${actor.id}`, happenedAt: ctx.at, facts: told.facts }),
  );
};

/** Where a person works now, and as what, in the order in which he came. */
export const membershipsOf = async ({ platform }: Connections, personId: string): Promise<readonly At[]> => {
  const rows = await platform
    .selectFrom('membership')
    .select(['carrierId', 'roles', 'name'])
    .where('personId', '=', personId)
    .where('untilAt', 'is', null)
    // by id, which holds the instant: a demo carrier's clock could date itself before all others
    .orderBy('id')
    .execute();
  return rows.map(({ carrierId, roles, name }) => ({
    carrierId,
    actor: { kind: 'person', id: personId, name, roles },
  }));
};

/** Tells it at every carrier of a person. Nobody waits for it: the time of an answer would tell who exists. */
export const tellEverywhere = (connections: Connections, personId: string, told: Told, now: number): void => {
  const telling = async () => {
    for (const at of await membershipsOf(connections, personId)) await tell(connections, at, told, now);
  };
  telling().catch((error: unknown) => {
    const name = error instanceof Error ? error.message : 'unknown';
    process.stderr.write(`compline: ${told.kind} of person ${personId} stands in no ledger: ${name}\n`);
  });
};
