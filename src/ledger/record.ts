import { createHash, createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Ctx } from '../db/context.ts';
import { canonical } from './canonical.ts';

/** What an entry may hold: references, codes, counts, salted hashes; never a customer's own data. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [name: string]: Fact };

export type Evidence = {
  /** What happened, e.g. `approval.refused`. */
  readonly kind: string;
  /** What it is about, e.g. `customer:<id>`. */
  readonly subject: string;
  /** When it happened (epoch ms), where that is not when it is recorded. */
  readonly happenedAt: number;
  readonly facts: { readonly [name: string]: Fact };
};

export type Receipt = { readonly entryId: string; readonly leaf: string };

const stamp = (ms: number): string => new Date(ms).toISOString();

const prefix = Buffer.from([0]);

const leafOf = (body: string): Buffer => createHash('sha256').update(prefix).update(body).digest();

const rowOf = (ctx: Ctx, evidence: Evidence) => {
  const id = ctx.id();
  const body = canonical({
    id,
    kind: evidence.kind,
    subject: evidence.subject,
    happenedAt: stamp(evidence.happenedAt),
    recordedAt: stamp(ctx.at),
    // copied, so that the entry says who even after the person has gone
    actor: { kind: ctx.actor.kind, id: ctx.actor.id, name: ctx.actor.name, roles: ctx.actor.roles },
    ...(ctx.carrier.demo ? { demo: true } : {}),
    facts: evidence.facts,
  });
  return { id, kind: evidence.kind, subject: evidence.subject, body, leaf: leafOf(body) };
};

// one text for any number of rows, so that it is prepared once; the order of the arrays is the order of the entries
const append = (ctx: Ctx, rows: readonly ReturnType<typeof rowOf>[]) =>
  sql`
    insert into ledger_entry (id, recorded_at, kind, subject, body, leaf)
    select id, ${ctx.at}, kind, subject, body, leaf
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.kind)}::text[],
      ${rows.map((row) => row.subject)}::text[], ${rows.map((row) => row.body)}::text[], ${rows.map((row) => row.leaf)}::bytea[])
      with ordinality as given(id, kind, subject, body, leaf, place)
    order by place`.execute(ctx.tx);

/** Appends evidence in the transaction of the change: if one is lost, so is the other. */
export const record = async (ctx: Ctx, evidence: Evidence): Promise<Receipt> => {
  const [receipt] = await recordAll(ctx, [evidence]);
  if (receipt === undefined) throw new Error('one entry was given, none was written');
  return receipt;
};

/** Appends several entries in order, in few statements; what keeps their receipts goes out with them, without a wait between. */
export const recordAlongside = async (
  ctx: Ctx,
  evidences: readonly Evidence[],
  store: (receipts: readonly Receipt[]) => Promise<unknown>,
): Promise<readonly Receipt[]> => {
  const rows = evidences.map((evidence) => rowOf(ctx, evidence));
  const receipts = rows.map((row) => ({ entryId: row.id, leaf: row.leaf.toString('hex') }));
  await Promise.all([append(ctx, rows), store(receipts)]);
  return receipts;
};

/** Appends several entries in order, in few statements. */
export const recordAll = (ctx: Ctx, evidences: readonly Evidence[]): Promise<readonly Receipt[]> =>
  recordAlongside(ctx, evidences, async () => {});

/** A personal value as it may stand in evidence: HMAC-SHA256 under a salt kept with the value, hex. */
export const sealed = (salt: string, value: string): string => createHmac('sha256', salt).update(value).digest('hex');
