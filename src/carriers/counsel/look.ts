import type { Connections } from '../../db/connect.ts';
import { type Asking, type Ctx, transact } from '../../db/context.ts';
import type { Role } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';

/** What is asked: an operation, who may, and the field that names the record whose bundle must be open; null where none does. */
export type Guarded = { readonly name: string; readonly may: readonly Role[]; readonly field: string | null };

const subjectIn = (input: unknown, field: string | null): string | null => {
  if (field === null || typeof input !== 'object' || input === null) return null;
  const value: unknown = Object.entries(input).find(([name]) => name === field)?.[1];
  return typeof value === 'string' ? value : null;
};

/** The bundle in which a record stands open for counsel, or the problem `bundle-needed`. */
const bundleOf = async (ctx: Ctx, subject: string | null): Promise<string> => {
  const open = await ctx.tx
    .selectFrom('counselBundle')
    .select(['id', 'subjects'])
    .where('untilAt', '>', ctx.at)
    .where('endedAt', 'is', null)
    .execute();
  return (
    open.find(({ subjects }) => subject !== null && subjects.includes(subject))?.id ??
    refuse(
      'bundle-needed',
      'This shows what a customer did or wrote, and no bundle that the carrier opened for counsel holds it.',
      'Ask compliance or an officer to open a bundle with its id, and ask for that record alone.',
    )
  );
};

/**
 * Lets counsel look at a record of a customer that stands open in a bundle, and puts it on record before it is answered; who has
 * another role for it is asked nothing.
 */
export const counselLooks = async (
  connections: Connections,
  { name, may, field }: Guarded,
  asking: Asking,
  input: unknown,
): Promise<void> => {
  if (asking.actor.kind === 'system') return;
  const by = asking.actor.roles.filter((role) => may.includes(role));
  if (by.some((role) => role !== 'counsel')) return;
  const subject = subjectIn(input, field);
  await transact(connections, asking, async (ctx) => {
    const bundle = await bundleOf(ctx, subject);
    await record(ctx, {
      kind: 'counsel-bundle.viewed',
      subject: `counsel-bundle:${bundle}`,
      happenedAt: ctx.at,
      facts: { operation: name, subjects: [subject] },
    });
  });
};
