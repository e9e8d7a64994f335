import type { Connections, Db } from '../../db/connect.ts';
import { atCarrier, type Tx } from '../../db/context.ts';
import { randomIds } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/operation.ts';
import { type Fact, record } from '../../ledger/record.ts';

/** What happened to a person's way in, told at a carrier. Never a secret. */
export type Told = { readonly kind: string; readonly facts: { readonly [name: string]: Fact } };

/** The person at the carrier where it is told. */
export type At = { readonly carrierId: string; readonly actor: Actor & { readonly kind: 'person' } };

/** Puts it in the carrier's ledger, in the transaction of the change. */
export const tell = async (connections: Connections, tx: Tx, { carrierId, actor }: At, told: Told, now: number) => {
  const asking = { carrierId, actor, proof: { by: 'house' }, at: now, id: randomIds(now) } as const;
  await atCarrier(connections, tx, asking, (ctx) =>
    record(ctx, { kind: told.kind, subject: `person:${actor.id}`, happenedAt: ctx.at, facts: told.facts }),
  );
};

/** Where a person works now, and as what, in the order in which he came. */
export const membershipsOf = async (platform: Db, personId: string): Promise<readonly At[]> => {
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

/** Tells it at every carrier of a person. */
export const tellEverywhere = async (
  connections: Connections,
  tx: Tx,
  personId: string,
  told: Told,
  now: number,
): Promise<void> => {
  for (const at of await membershipsOf(tx, personId)) await tell(connections, tx, at, told, now);
};
