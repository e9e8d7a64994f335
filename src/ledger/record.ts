import { createHash, createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { codeOf } from '../db/away.ts';
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

/** Who records, for which carrier, when: what an entry says beside the evidence. */
export type Recording = Pick<Ctx, 'id' | 'actor' | 'at'> & { readonly carrier: Pick<Ctx['carrier'], 'demo'> };

/** An entry as it is appended. */
export type Entry = Pick<Evidence, 'kind' | 'subject'> & {
  readonly id: string;
  readonly body: string;
  readonly leaf: Buffer;
};

/** The entry of some evidence. Whoever writes many of one kind a second appends it in a statement of his own. */
export const entryOf = (from: Recording, evidence: Evidence): Entry => {
  const { id: makeId, actor, at, carrier } = from;
  const id = makeId();
  const body = canonical({
    id,
    kind: evidence.kind,
    subject: evidence.subject,
    happenedAt: stamp(evidence.happenedAt),
    recordedAt: stamp(at),
    // copied, so that the entry says who even after the person has gone
    actor: { kind: actor.kind, id: actor.id, name: actor.name, roles: actor.roles },
    ...(carrier.demo ? { demo: true } : {}),
    facts: evidence.facts,
  });
  return { id, kind: evidence.kind, subject: evidence.subject, body, leaf: leafOf(body) };
};

/** The code of an error that says that evidence could not be written, so that nothing was done. No Problem: nobody asked for anything wrong. */
export const evidenceLost = 'evidence-lost';

// what the database wants tried again, what failed before, and what is wrong with the entry itself, is told as it is
const ownFault = /^(22|23|25|40)/;

const lost = (error: unknown): never => {
  if (ownFault.test(codeOf(error))) throw error;
  throw Object.assign(new Error('the evidence log does not answer', { cause: error }), { code: evidenceLost });
};

// one text for any number of rows, so that it is prepared once; the order of the arrays is the order of the entries
const append = (ctx: Ctx, entries: readonly Entry[]) =>
  sql`
    insert into ledger_entry (id, recorded_at, kind, subject, body, leaf, secrecy)
    select id, ${ctx.at}, kind, subject, body, leaf, ${ctx.secrecy}
    from unnest(${entries.map(({ id }) => id)}::uuid[], ${entries.map(({ kind }) => kind)}::text[],
      ${entries.map(({ subject }) => subject)}::text[], ${entries.map(({ body }) => body)}::text[],
      ${entries.map(({ leaf }) => leaf)}::bytea[])
      with ordinality as given(id, kind, subject, body, leaf, place)
    order by place`
    .execute(ctx.tx)
    .catch(lost);

/** Appends evidence in the transaction of the change: if one is lost, so is the other. */
export const record = async (ctx: Ctx, evidence: Evidence): Promise<Receipt> => {
  const [receipt] = await recordAll(ctx, [evidence]);
  if (receipt === undefined) throw new Error('one entry was given, none was written');
  return receipt;
};

// what a transaction recorded first, for as long as it is known
const firsts = new WeakMap<object, Receipt>();

/** Of what was recorded first in this transaction, which is the act itself: what followed from it came after. Null where nothing was. */
export const firstReceipt = ({ tx }: Pick<Ctx, 'tx'>): Receipt | null => firsts.get(tx) ?? null;

/** Appends several entries in order, in few statements; what keeps their receipts goes out with them, without a wait between. */
export const recordAlongside = async (
  ctx: Ctx,
  evidences: readonly Evidence[],
  store: (receipts: readonly Receipt[]) => Promise<unknown>,
): Promise<readonly Receipt[]> => {
  const rows = evidences.map((evidence) => entryOf(ctx, evidence));
  const receipts = rows.map((row) => ({ entryId: row.id, leaf: row.leaf.toString('hex') }));
  await Promise.all([append(ctx, rows), store(receipts)]);
  const [first] = receipts;
  if (first !== undefined && !firsts.has(ctx.tx)) firsts.set(ctx.tx, first);
  return receipts;
};

/** Appends several entries in order, in few statements. */
export const recordAll = (ctx: Ctx, evidences: readonly Evidence[]): Promise<readonly Receipt[]> =>
  recordAlongside(ctx, evidences, async () => {});

/** A personal value as it may stand in evidence: HMAC-SHA256 under a salt kept with the value, hex. */
export const sealed = (salt: string, value: string): string => createHmac('sha256', salt).update(value).digest('hex');
