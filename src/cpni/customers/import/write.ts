import { amongTexts } from '../../../db/among.ts';
import type { Ctx } from '../../../db/context.ts';
import { record, sealed } from '../../../ledger/record.ts';
import { appendEvents } from '../../approvals/append.ts';
import { accountsChanged } from '../account-changed.ts';
import { startOfDate } from '../dates.ts';
import { categoriesOf, maskOf, refreshSubscribes } from '../subscribes.ts';
import { insertMany } from './insert-many.ts';
import type { CustomerRow } from './row.ts';
import { writeLegacy } from './write-legacy.ts';

export type Outcome = 'added' | 'changed' | 'unchanged';
export type Written = { readonly line: number; readonly customerId: string; readonly outcome: Outcome };

export type Placed = { readonly row: CustomerRow; readonly id: string; readonly salt: string };

const ownMask = (row: CustomerRow): number =>
  row.leftAt === null
    ? maskOf(row.services.filter(({ provider }) => provider === null).map(({ category }) => category))
    : 0;

const insertNew = async (ctx: Ctx, rows: readonly CustomerRow[]): Promise<ReadonlyMap<string, Placed>> => {
  if (rows.length === 0) return new Map();
  const values = rows.map((row) => ({
    id: ctx.id(),
    account: row.account,
    name: row.name,
    language: row.language,
    subscribes: ownMask(row),
    since: row.since,
    leftAt: row.leftAt,
    salt: ctx.salt(),
  }));
  const added = await insertMany(ctx, 'customer', values, ['id', 'account', 'salt']);
  const byAccount = new Map(rows.map((row) => [row.account, row]));
  return new Map(
    added.flatMap(({ id, account, salt }) => {
      const row = byAccount.get(account);
      return row === undefined ? [] : [[account, { row, id, salt }] as const];
    }),
  );
};

const stored = async (ctx: Ctx, rows: readonly CustomerRow[]) => {
  const found = await ctx.tx
    .selectFrom('customer')
    .select(['id', 'account', 'salt', 'name', 'language', 'since', 'leftAt'])
    .innerJoin(amongTexts(rows.map((row) => row.account)), 'among.wanted', 'customer.account')
    .orderBy('id')
    .forUpdate('customer')
    .execute();
  return new Map(found.map((customer) => [customer.account, customer]));
};

type Stored = Awaited<ReturnType<typeof stored>> extends Map<string, infer C> ? C : never;

/** Brings an account that stands already up to the row; what the row leaves blank stays. */
const update = async (ctx: Ctx, row: CustomerRow, was: Stored): Promise<boolean> => {
  const since = row.since ?? was.since;
  const leftAt = row.leftAt ?? was.leftAt;
  if (row.name === was.name && row.language === was.language && since === was.since && leftAt === was.leftAt)
    return false;
  await ctx.tx
    .updateTable('customer')
    .set({ name: row.name, language: row.language, since, leftAt })
    .where('id', '=', was.id)
    .execute();
  if (leftAt !== null && was.leftAt === null)
    await ctx.tx
      .updateTable('customerService')
      .set({ untilAt: ctx.at })
      .where('customerId', '=', was.id)
      .where('untilAt', 'is', null)
      .execute();
  return true;
};

const insertServices = async (ctx: Ctx, placed: readonly Placed[]): Promise<readonly string[]> => {
  const values = placed.flatMap(({ row, id }) => {
    const began = row.since === null ? ctx.at : startOfDate(ctx.carrier.zone, row.since);
    return row.services.map((service) => ({
      id: ctx.id(),
      customerId: id,
      ...service,
      fromAt: Math.min(began, row.leftAt ?? began),
      untilAt: row.leftAt,
    }));
  });
  const rows = await insertMany(ctx, 'customerService', values, ['customerId']);
  return rows.map((row) => row.customerId);
};

type LinkedContact = { readonly id: string; readonly customerId: string; readonly kind: 'email' | 'postal' | 'phone' };

const insertContacts = async (ctx: Ctx, placed: readonly Placed[]): Promise<readonly LinkedContact[]> => {
  const values = placed.flatMap(({ row, id }) =>
    row.contacts.map((contact) => ({ id: ctx.id(), customerId: id, ...contact, untilAt: null })),
  );
  return insertMany(ctx, 'customerContact', values, ['id', 'customerId', 'kind']);
};

const insertPersons = async (ctx: Ctx, placed: readonly Placed[]): Promise<readonly string[]> => {
  const values = placed.flatMap(({ row, id }) =>
    row.persons.map((person) => ({ id: ctx.id(), customerId: id, ...person, fromAt: ctx.at, untilAt: null })),
  );
  const rows = await insertMany(ctx, 'accountPerson', values, ['customerId']);
  return rows.map((row) => row.customerId);
};

// the row as one text: what was imported can be shown to be the same without keeping it
const textOf = ({ account, name, language, since, services, contacts, persons, legacy }: CustomerRow): string =>
  JSON.stringify([account, name, language, since, services, contacts, persons, legacy?.fingerprint ?? null]);

/** Writes a batch of rows with distinct accounts, its permission events and its evidence, in the caller's transaction. */
export const write = async (ctx: Ctx, rows: readonly CustomerRow[]): Promise<readonly Written[]> => {
  const known = await stored(ctx, rows);
  const added = await insertNew(
    ctx,
    rows.filter((row) => !known.has(row.account)),
  );
  const changed = new Set<string>();
  const placed: Placed[] = [];
  for (const row of rows) {
    const was = known.get(row.account);
    if (was !== undefined && (await update(ctx, row, was))) changed.add(was.id);
    const here = was === undefined ? added.get(row.account) : { row, id: was.id, salt: was.salt };
    // somebody else added the account this very moment: the caller tries the batch again
    if (here === undefined) throw Object.assign(new Error('an account was added meanwhile'), { code: '40001' });
    placed.push(here);
  }
  // an account that left takes no new services
  const present = placed.filter(({ row }) => known.get(row.account)?.leftAt == null);
  const touched = await insertServices(ctx, present);
  // before the consents, which are given for one of them
  const contacts = await insertContacts(ctx, placed);
  const events = await writeLegacy(ctx, placed);
  for (const id of [
    ...touched,
    ...contacts.map(({ customerId }) => customerId),
    ...(await insertPersons(ctx, placed)),
    ...events.touched,
  ])
    changed.add(id);
  const old = new Set([...known.values()].map(({ id }) => id));
  await refreshSubscribes(
    ctx,
    [...changed].filter((id) => old.has(id)),
  );
  await accountsChanged(
    ctx,
    contacts.flatMap(({ id, customerId, kind }) =>
      // who comes new with the file begins here
      kind === 'phone' || !old.has(customerId)
        ? []
        : [{ customerId, what: 'address-of-record' as const, how: 'created' as const, subject: `contact:${id}` }],
    ),
  );
  await appendEvents(ctx, events.events);
  const written = placed.map(
    ({ row, id }): Written => ({
      line: row.line,
      customerId: id,
      outcome: old.has(id) ? (changed.has(id) ? 'changed' : 'unchanged') : 'added',
    }),
  );
  await recordBatch(ctx, placed, written, events.facts);
  return written;
};

const recordBatch = async (
  ctx: Ctx,
  placed: readonly Placed[],
  written: readonly Written[],
  approvals: readonly (readonly string[])[],
): Promise<void> => {
  const customers = placed.flatMap(({ row, id, salt }, i) => {
    const outcome = written[i]?.outcome ?? 'unchanged';
    return outcome === 'unchanged'
      ? []
      : [[id, outcome, sealed(salt, textOf(row)), categoriesOf(ownMask(row)).join(' ')]];
  });
  if (customers.length === 0) return;
  await record(ctx, {
    kind: 'customers.imported',
    subject: `customers:${placed[0]?.row.line ?? 0}-${placed.at(-1)?.row.line ?? 0}`,
    happenedAt: ctx.at,
    facts: { rows: placed.length, customers, approvals },
  });
};
