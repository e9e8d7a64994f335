import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../db/context.ts';
import { when } from '../kernel/columns.ts';
import { everyone, operation } from '../kernel/operation.ts';
import { checkpointText } from './checkpoint.ts';
import { keysFolder, loadKey, publicKeys } from './keys.ts';
import { rootOf } from './merkle.ts';
import { openNote } from './note.ts';
import { readVerifierKey } from './note-key.ts';

/** Entries beyond this many that wait for the tree are not counted. */
const mostCounted = 10_000;

const text = (ms: number): string => new Date(ms).toISOString();

/** Whether the head signed last is the root of the tree as it stands, under a key of the carrier's own. */
const headHolds = async (ctx: Ctx, note: string, size: number, root: Buffer): Promise<boolean> => {
  const key = await loadKey(keysFolder(ctx.dataFolder), ctx.carrier.id);
  // the head may be older than the key that signs now
  const keys = publicKeys(key).flatMap(({ publicKey }) => readVerifierKey(publicKey) ?? []);
  const opened = openNote(note, keys);
  return opened.opened && opened.text === checkpointText({ origin: key.signing.verifier.name, size, root });
};

const waitingFor = async (ctx: Ctx, after: { lastTx: string; lastN: number }): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 from ledger_entry e
      where (e.tx, e.n) > (${after.lastTx}::xid8, ${after.lastN}::bigint) limit ${mostCounted}) waiting`.execute(
    ctx.tx,
  );
  return rows[0]?.count ?? 0;
};

export const showStanding = operation({
  http: 'GET /v1/evidence-standing',
  says: 'How the evidence stands now: how many entries its tree has and how many wait for it, whether the head signed last is that of the tree, and when a backup was last restored and compared. Every leaf is recomputed by `compline ledger verify` only',
  law: [],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({
    entries: z.int(),
    waiting: z.int(),
    head: z.enum(['holds', 'differs', 'none']),
    signedAt: when.nullable(),
    checkedAt: when,
    /** of the whole installation; null where none was ever tried */
    drill: z.strictObject({ at: when, good: z.boolean() }).nullable(),
  }),
  async run(ctx: Ctx) {
    const state = await ctx.tx
      .selectFrom('ledgerState')
      .select(['size', 'frontier', sql<string>`last_tx::text`.as('lastTx'), 'lastN'])
      .executeTakeFirstOrThrow();
    const { size, frontier } = state;
    const head = await ctx.tx
      .selectFrom('checkpoint')
      .select(['note', 'signedAt'])
      .where('size', '=', size)
      .executeTakeFirst();
    const root = Buffer.from(rootOf({ size, hashes: [...frontier] }));
    const drill = await ctx.tx
      .selectFrom('backupDrill')
      .select(['at', 'good'])
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst();
    const holds = head !== undefined && (await headHolds(ctx, head.note, size, root));
    return {
      entries: size,
      waiting: await waitingFor(ctx, state),
      head: size === 0 ? ('none' as const) : holds ? ('holds' as const) : ('differs' as const),
      signedAt: head === undefined ? null : text(head.signedAt),
      checkedAt: text(ctx.at),
      drill: drill === undefined ? null : { at: text(drill.at), good: drill.good },
    };
  },
});
