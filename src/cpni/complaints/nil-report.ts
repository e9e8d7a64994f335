import { sql } from 'kysely';
import { z } from 'zod';
import { dateAt, startOf, told, yearPeriod } from '../../carriers/promises/local-time.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { dateOfDay, dayOfDate } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { holesOf, type Watched } from './holes.ts';
import { nilReportRow, type Register, sourceCover } from './record.ts';
import { yearDates } from './year.ts';

/** A signed "none", as it is told: complete only without holes. */
export const nilReport = z.strictObject({
  id,
  register: nilReportRow.shape.register,
  year: z.int(),
  signer: z.string(),
  signedAt: when,
  complete: z.boolean(),
  holes: z.array(z.string()),
  sources: z.array(sourceCover),
});

/** The nil report that stands for a register and year, or undefined. */
export const standingNil = (ctx: Ctx, register: Register, year: number) =>
  ctx.tx
    .selectFrom('nilReport')
    .selectAll()
    .where('register', '=', register)
    .where('year', '=', year)
    .where('supersededAt', 'is', null)
    .executeTakeFirst();

/** The register is held until the transaction ends: nothing is entered while a nil report is signed. */
export const holdRegister = (ctx: Ctx, register: Register): Promise<unknown> =>
  sql`select lock_register(${register})`.execute(ctx.tx);

const sourcesOf = async (ctx: Ctx, register: Register, year: number) => {
  const { first, last } = yearDates(year);
  const rows = await ctx.tx
    .selectFrom('intakeSource')
    .selectAll()
    .where('fromDay', '<=', last)
    .orderBy('name')
    .execute();
  const outages = await ctx.tx.selectFrom('sourceOutage').select(['sourceId', 'fromAt', 'untilAt']).execute();
  return rows
    .filter((row) => row.feeds.includes(register) && (row.untilDay === null || row.untilDay >= first))
    .map((row) => ({ ...row, outages: outages.filter(({ sourceId }) => sourceId === row.id) }));
};

type Source = Awaited<ReturnType<typeof sourcesOf>>[number];

const dayAfter = (date: string): string => dateOfDay((dayOfDate(date) ?? 0) + 1);

const watched = (ctx: Ctx, { name, fromDay, untilDay, outages }: Source): Watched => ({
  name,
  fromAt: startOf(ctx, fromDay),
  untilAt: untilDay === null ? null : startOf(ctx, dayAfter(untilDay)),
  outages,
});

const cover = (ctx: Ctx, year: number, source: Source): z.output<typeof sourceCover> => {
  const { first, last } = yearDates(year);
  const { from: start, until: end } = yearPeriod(ctx, year);
  const [, from = first] = [source.fromDay, first].sort();
  const [until = last] = [source.untilDay ?? last, last].sort();
  const touching = source.outages.filter(
    ({ fromAt, untilAt }) => fromAt < end && (untilAt === null || untilAt > start),
  );
  return { sourceId: source.id, name: source.name, kind: source.kind, from, until, outages: touching.length };
};

const notEmpty = (register: Register, year: number, entries: number): never => {
  throw new Problem('wrong-state', {
    detail: `The register of ${register} holds ${entries} for ${year}: there is nothing nil to sign.`,
    fix: 'State what the register holds in the certification.',
    cite: '47 CFR 64.2009(e)',
  });
};

/** Signs "none" for a register and an ended year, over its named sources with their holes. `entries` is the register's own count. */
export const signNil = async (
  ctx: Ctx,
  register: Register,
  year: number,
  entries: number,
): Promise<z.input<typeof nilReport>> => {
  if (dateAt(ctx, ctx.at) <= yearDates(year).last)
    refuse('wrong-state', `The year ${year} is not over.`, `Sign from ${year + 1}-01-01.`);
  if (entries > 0) notEmpty(register, year, entries);
  const sources = await sourcesOf(ctx, register, year);
  if (sources.length === 0)
    refuse('wrong-state', `No intake source of ${register} is named for ${year}.`, 'Name the sources first.');
  const { from, until } = yearPeriod(ctx, year);
  const holes = holesOf(
    sources.map((source) => watched(ctx, source)),
    from,
    until,
  );
  const signerId = ctx.actor.id ?? refuse('person-needed', 'A person signs a nil report.', 'Sign in.');
  await ctx.tx
    .updateTable('nilReport')
    .set({ supersededAt: ctx.at })
    .where('register', '=', register)
    .where('year', '=', year)
    .where('supersededAt', 'is', null)
    .execute();
  const covers = sources.map((source) => cover(ctx, year, source));
  const row = { id: ctx.id(), register, year, signerId, signerName: ctx.actor.name, signedAt: ctx.at, holes };
  await ctx.tx
    .insertInto('nilReport')
    .values({ ...row, sources: asJson(covers), supersededAt: null })
    .execute();
  await record(ctx, {
    kind: 'nil-report.signed',
    subject: `nil-report:${row.id}`,
    happenedAt: ctx.at,
    facts: { register, year, sources: covers, holes },
  });
  const signed = { signer: row.signerName, signedAt: told(ctx, ctx.at), complete: holes.length === 0, sources: covers };
  return { id: row.id, register, year, holes, ...signed };
};
