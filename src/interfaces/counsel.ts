import { counselLooks } from '../carriers/counsel/bundles.ts';
import type { Connections } from '../db/connect.ts';
import { type Asking, transact } from '../db/context.ts';
import { throughBundles } from '../operations/through-bundles.ts';
import { operations } from '../operations.ts';

const guarded: ReadonlyMap<unknown, string> = new Map(throughBundles.map((name) => [operations[name], name]));

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const idsIn = (input: unknown): readonly string[] =>
  typeof input === 'object' && input !== null
    ? Object.values(input).filter((value): value is string => typeof value === 'string' && uuid.test(value))
    : [];

/** Lets counsel look at records of customers that stand open in a bundle, on record; who has another role for it is not asked. */
export const throughBundle = async (
  connections: Connections,
  o: { readonly may: readonly string[] },
  asking: Asking,
  input: unknown,
): Promise<void> => {
  const name = guarded.get(o);
  if (name === undefined || asking.actor.kind === 'system') return;
  const by = asking.actor.roles.filter((role) => o.may.includes(role));
  if (by.some((role) => role !== 'counsel')) return;
  await transact(connections, asking, (ctx) => counselLooks(ctx, name, idsIn(input)));
};
