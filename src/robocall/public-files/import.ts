import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { dateAt, pastDate } from '../../carriers/promises/local-time.ts';
import { heldVersion, steadyHolds } from '../../carriers/retention/held.ts';
import { hashing } from '../../cpni/customers/import/batches.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { date } from '../../kernel/columns.ts';
import { streaming } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { latestFile } from './latest.ts';
import { nameKey } from './names.ts';
import { type Entry, type ReadFile, readers } from './read.ts';
import { publicFileKind } from './record.ts';

const takes = z.strictObject({
  kind: publicFileKind,
  /** the day of which the file tells */
  coversOn: date,
  /** a file with less than half the rows of the one before is refused, until somebody says that it is right */
  shrunk: z.enum(['refuse', 'accept']).default('refuse'),
});
type Asked = z.output<typeof takes>;

const atOnce = 5000;

const mayReplace = async (ctx: Ctx, { kind, coversOn, shrunk }: Asked, { rows }: ReadFile): Promise<void> => {
  pastDate(ctx, 'coversOn', coversOn);
  if (rows === 0) refuse('invalid-input', 'The file has no row.', 'Give the file as it was published.');
  const before = await latestFile(ctx, kind);
  if (before === null) return;
  if (coversOn < before.coversOn)
    refuse('wrong-state', `A file of ${before.coversOn} is in.`, 'Give a file of that day or later.');
  if (shrunk === 'refuse' && rows < before.rows / 2)
    refuse(
      'wrong-state',
      `It has ${rows} rows, the one before ${before.rows}: it seems to be cut short.`,
      "Look whether the file is whole; if it is, give 'shrunk' accept.",
    );
};

const add = (ctx: Ctx, fileId: string, kind: Asked['kind'], entries: readonly Entry[], from: number) =>
  sql`
    insert into public_entry (file_id, n, kind, key, name, name_key, facts)
    select ${fileId}, ${from} + place, ${kind}, key, name, name_key, facts::jsonb
    from unnest(${entries.map(({ key }) => key)}::text[], ${entries.map(({ name }) => name)}::text[],
      ${entries.map(({ name }) => nameKey(name))}::text[], ${entries.map(({ facts }) => JSON.stringify(facts))}::text[])
      with ordinality as given(key, name, name_key, facts, place)`.execute(ctx.tx);

/** When the next of its kind took the place of a file: what it says was searched until then. */
const replacedAt = sql`(select min(n.imported_at)::bigint from public_file n
  where n.kind = public_file.kind and n.imported_at > public_file.imported_at)`;

/** Takes away the entries of the files before that no legal hold covers, and of imports that a crash cut off. */
const removeBefore = async (ctx: Ctx, kind: Asked['kind'], fileId: string): Promise<void> => {
  await steadyHolds(ctx);
  const held = ctx.tx
    .selectFrom('publicFile')
    .select('id')
    .where('kind', '=', kind)
    .where(heldVersion(ctx, sql.ref('importedAt'), replacedAt));
  await ctx.tx
    .deleteFrom('publicEntry')
    .where('kind', '=', kind)
    .where('fileId', '!=', fileId)
    .where('fileId', 'not in', held)
    .execute();
};

/** What is told of it: which file, of what day, and what is in it. */
async function* report(work: Work, asked: Asked, body: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const hash = createHash('sha256');
  const read = await readers[asked.kind](hashing(body, hash));
  const fileHash = hash.digest('hex');
  const fileId = await work.transaction(async (ctx) => {
    await mayReplace(ctx, asked, read);
    return ctx.id();
  });
  for (let from = 0; from < read.entries.length; from += atOnce)
    await work.transaction((ctx) => add(ctx, fileId, asked.kind, read.entries.slice(from, from + atOnce), from));
  const { rows, duplicates } = read;
  const told = await work.transaction(async (ctx) => {
    await mayReplace(ctx, asked, read);
    const file = { kind: asked.kind, coversOn: asked.coversOn, fileHash, rows, duplicates };
    await ctx.tx
      .insertInto('publicFile')
      .values({ id: fileId, ...file, importedBy: ctx.actor.name, importedAt: ctx.at })
      .execute();
    await removeBefore(ctx, asked.kind, fileId);
    await record(ctx, {
      kind: 'public-file.imported',
      subject: `public-file:${fileId}`,
      happenedAt: ctx.at,
      facts: { ...file, on: dateAt(ctx, ctx.at) },
    });
    return { id: fileId, ...file };
  });
  yield `${JSON.stringify(told)}\n`;
}

export const importPublicFile = streaming({
  http: 'POST /v1/public-files:import',
  says: 'Take in a public file that applicants are looked up in: the Robocall Mitigation Database, the Form 499 filers or the sanctions list; it replaces the one before',
  law: ['47 CFR 64.1200(n)(4)', '47 CFR 64.6305(g)'],
  may: ['onboarding', 'network', 'compliance'],
  by: 'anyone',
  takes,
  reads: 'text/csv',
  writes: 'application/x-ndjson',
  stream: (work: Work, asked, body) => report(work, asked, body),
});
