import { z } from 'zod';
import { dateAt } from '../../carriers/promises/local-time.ts';
import { countComplaints } from '../../cpni/complaints/count.ts';
import { standingNil } from '../../cpni/complaints/nil-report.ts';
import { actionsOfYear } from '../../cpni/pretexting/actions.ts';
import { findingsOfYear } from '../../cpni/pretexting/findings.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { dueOf } from '../certification/due.ts';
import { filedElsewhereIn } from '../certification/elsewhere.ts';
import { sentencesOf } from '../certification/find.ts';
import { type Filing, filingState } from '../certification/record.ts';
import { seenBefore } from '../certification/see/seen.ts';
import { mayRead } from '../certification/show.ts';

const statement = z.strictObject({
  on: date,
  supported: z.int(),
  partly: z.int(),
  untested: z.int(),
  contradicted: z.int(),
});

/** Where a carrier stands in the season of a covered year: each step with the day on which it was done, null before. */
export const seasonLine = z.strictObject({
  year: z.int(),
  dueOn: date,
  filingId: id.nullable(),
  state: filingState.nullable(),
  /** who is to sign; null: nobody on the register of members is an officer */
  officer: z.string().nullable(),
  factsIn: date.nullable(),
  /** registers of the year that say something, or of which somebody signed that there is nothing */
  registers: z.strictObject({ answered: z.int(), of: z.int() }),
  statement: statement.nullable(),
  /** the packet was read as the FCC would, and nothing stopped it */
  linted: date.nullable(),
  officerRead: z.strictObject({ records: z.int(), on: date }).nullable(),
  signed: date.nullable(),
  filed: date.nullable(),
  recertified: date.nullable(),
  confirmation: z.string().nullable(),
  filerIds: z.array(z.string()),
  frn: z.string().nullable(),
});
export type SeasonLine = z.output<typeof seasonLine>;

const newestOf = (ctx: Ctx, year: number): Promise<Filing | undefined> =>
  ctx.tx
    .selectFrom('filing')
    .selectAll()
    .where('kind', '=', 'certification')
    .where('year', '=', year)
    .orderBy('openedAt', 'desc')
    .limit(1)
    .executeTakeFirst();

const answered = async (ctx: Ctx, year: number): Promise<number> => {
  const said = [
    (await countComplaints.run(ctx, { year })).total > 0 || (await standingNil(ctx, 'complaints', year)) !== undefined,
    (await actionsOfYear(ctx, year)).length > 0 || (await standingNil(ctx, 'data-brokers', year)) !== undefined,
    (await findingsOfYear(ctx, year)).length > 0 || (await standingNil(ctx, 'pretexters', year)) !== undefined,
  ];
  return said.filter(Boolean).length;
};

const statementOf = async (ctx: Ctx, filing: Filing): Promise<z.output<typeof statement> | null> => {
  const sentences = await sentencesOf(ctx, filing);
  const [first] = sentences;
  if (first === undefined) return null;
  const count = (mark: string) => sentences.filter((one) => one.mark === mark).length;
  return {
    on: dateAt(ctx, first.judgedAt),
    ...{ supported: count('supported'), partly: count('partly') },
    ...{ untested: count('untested'), contradicted: count('contradicted') },
  };
};

const preparedOn = async (ctx: Ctx, { id: filingId, round, state }: Filing): Promise<string | null> => {
  if (state === 'draft') return null;
  const made = await ctx.tx
    .selectFrom('filingDocument')
    .select('madeAt')
    .where('filingId', '=', filingId)
    .where('round', '=', round)
    .where('kind', '=', 'certificate')
    .executeTakeFirst();
  return made === undefined ? null : dateAt(ctx, made.madeAt);
};

const readOf = async (ctx: Ctx, filing: Filing): Promise<SeasonLine['officerRead']> => {
  const seen = (await seenBefore(ctx, filing.id)).filter(({ personId }) => personId === filing.officerId);
  const last = Math.max(...seen.map(({ openedAt }) => openedAt));
  return seen.length === 0 ? null : { records: seen.length, on: dateAt(ctx, last) };
};

const endOf = async (ctx: Ctx, filingId: string) => {
  const signature = ctx.tx.selectFrom('filingSignature').select('signedAt').where('filingId', '=', filingId);
  const receipt = ctx.tx
    .selectFrom('filingReceipt')
    .select(['receivedAt', 'confirmation'])
    .where('filingId', '=', filingId);
  const signed = await signature.executeTakeFirst();
  const received = await receipt.executeTakeFirst();
  return {
    signed: signed === undefined ? null : dateAt(ctx, signed.signedAt),
    filed: received === undefined ? null : dateAt(ctx, received.receivedAt),
    confirmation: received?.confirmation ?? null,
  };
};

const recertifiedIn = async (ctx: Ctx, year: number): Promise<string | null> => {
  const receipt = await ctx.tx
    .selectFrom('registrationReceipt')
    .select('filedOn')
    .where('kind', '=', 'recertification')
    .where('filedOn', '>=', `${year}-01-01`)
    .where('filedOn', '<=', `${year}-12-31`)
    .orderBy('filedOn')
    .executeTakeFirst();
  return receipt?.filedOn ?? null;
};

const officerOf = async (ctx: Ctx, filing: Filing | undefined): Promise<string | null> => {
  const members = await ctx.tx
    .selectFrom('membership')
    .select(['personId', 'name', 'roles'])
    .where('untilAt', 'is', null)
    .orderBy('fromAt')
    .execute();
  const officers = members.filter(({ roles }) => roles.includes('officer'));
  return (officers.find(({ personId }) => personId === filing?.officerId) ?? officers[0])?.name ?? null;
};

const notOpened = async (ctx: Ctx, year: number) => {
  const [elsewhere] = await filedElsewhereIn(ctx, year);
  return {
    ...{ filingId: null, state: null, factsIn: null, statement: null, linted: null, officerRead: null, signed: null },
    filed: elsewhere === undefined ? null : dateAt(ctx, elsewhere.receivedAt),
    confirmation: elsewhere?.confirmation ?? null,
  };
};

const opened = async (ctx: Ctx, filing: Filing) => ({
  ...{ filingId: filing.id, state: filing.state, factsIn: dateAt(ctx, filing.openedAt) },
  statement: await statementOf(ctx, filing),
  linted: await preparedOn(ctx, filing),
  officerRead: await readOf(ctx, filing),
  ...(await endOf(ctx, filing.id)),
});

export const showSeason = operation({
  http: 'GET /v1/filings:season',
  says: 'Where the carrier stands in the season of a covered year, step by step with dates: facts, registers, statement, check, officer, signature, filing, recertification; without a year, of the one before this',
  law: ['47 CFR 64.2009(e)', '47 CFR 64.6305(h)'],
  may: mayRead,
  by: 'anyone',
  takes: z.strictObject({ year: z.coerce.number().int().min(2007).max(9998).optional() }),
  gives: seasonLine,
  async run(ctx: Ctx, input) {
    const year = input.year ?? Number(dateAt(ctx, ctx.at).slice(0, 4)) - 1;
    const filing = await newestOf(ctx, year);
    const { dueOn } = await dueOf(ctx, year);
    const { filerId, frn } = await ctx.tx.selectFrom('carrier').select(['filerId', 'frn']).executeTakeFirstOrThrow();
    const profiled = filerId === null ? [] : [filerId];
    return {
      ...{ year, dueOn, frn },
      officer: await officerOf(ctx, filing),
      registers: { answered: await answered(ctx, year), of: 3 },
      recertified: await recertifiedIn(ctx, year + 1),
      filerIds: filing === undefined ? profiled : filing.companies.map((company) => company.filerId),
      ...(filing === undefined ? await notOpened(ctx, year) : await opened(ctx, filing)),
    };
  },
});
