import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { local } from '../customers/dates.ts';
import { changeOf, nowhereToTell, recordNotice, waysLeft } from './store.ts';
import { tellAgain } from './tell.ts';
import { subjects, wordsOf } from './words.ts';

const law = ['47 CFR 64.2010(f)'];

const letter = z.strictObject({
  noticeId: id,
  language: z.enum(['en', 'es']),
  name: z.string(),
  address: z.string(),
  subject: z.string(),
  words: z.string(),
  changedAt: when,
});

export const listChangeLetters = operation({
  http: 'GET /v1/account-notices/letters',
  says: 'The letters about account changes that wait to be printed today, with the address held before the change',
  law,
  may: ['compliance', 'supervisor'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(letter) }),
  async run(ctx: Ctx) {
    await workWithCpni(ctx);
    const rows = await ctx.tx
      .selectFrom('accountNotice')
      .innerJoin('accountChange', 'accountChange.id', 'accountNotice.changeId')
      .innerJoin('customer', 'customer.id', 'accountChange.customerId')
      .innerJoin('customerContact', 'customerContact.id', 'accountNotice.contactId')
      .select(['accountNotice.id', 'accountChange.what', 'accountChange.changedAt'])
      .select(['customer.name', 'customer.language', 'customerContact.value'])
      .where('accountNotice.state', '=', 'letter')
      .orderBy('accountNotice.id')
      .limit(1000)
      .execute();
    const items = rows.map(({ id: noticeId, what, changedAt, name, language, value }) => ({
      noticeId,
      language,
      name,
      address: value,
      subject: subjects[language],
      words: wordsOf(language, ctx.carrier.name, what),
      changedAt: local(ctx.carrier.zone, changedAt),
    }));
    return { items };
  },
});

const settled = z.strictObject({ noticeId: id, changeId: id, way: z.string(), state: z.string() });

export const postChangeLetter = operation({
  http: 'POST /v1/account-notices/{noticeId}:post',
  says: 'Record that a letter about an account change was given to the post now',
  law,
  may: ['compliance', 'supervisor'],
  by: 'anyone',
  takes: z.strictObject({ noticeId: id }),
  gives: settled,
  async run(ctx: Ctx, { noticeId }) {
    const notice = found(
      await ctx.tx
        .updateTable('accountNotice')
        .set({ state: 'posted', sentAt: ctx.at })
        .where('id', '=', noticeId)
        .where('state', '=', 'letter')
        .returningAll()
        .executeTakeFirst(),
      'letter that waits',
    );
    const change = found(await changeOf(ctx, notice.changeId), 'account change');
    await recordNotice(ctx, change, notice);
    return { noticeId, changeId: change.id, way: notice.way, state: notice.state };
  },
});

/**
 * Takes that a notice did not arrive, and has the next way tried: a letter to the address of record, or a task where none is left. Also
 * while its server has not answered yet. False where that is known.
 */
export const noticeCameBack = async (ctx: Ctx, noticeId: string): Promise<boolean> => {
  const notice = await ctx.tx
    .updateTable('accountNotice')
    .set({ state: 'bounced' })
    .where('id', '=', noticeId)
    .where('state', 'in', ['trying', 'sent'])
    .returningAll()
    .executeTakeFirst();
  if (notice === undefined) return false;
  const change = found(await changeOf(ctx, notice.changeId), 'account change');
  await recordNotice(ctx, change, notice);
  if ((await waysLeft(ctx, change)).length === 0) await nowhereToTell(ctx, change);
  else await tellAgain(ctx, change.id, notice.try);
  return true;
};

export const textReported = operation({
  http: 'POST /v1/account-notices:reported',
  says: 'Take what the telephone service reports of a text or what came back by mail: what did not arrive goes the next way',
  law,
  may: ['network', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({ reference: z.string().min(1).max(200), arrived: z.enum(['yes', 'no']) }),
  gives: z.strictObject({ known: z.boolean() }),
  async run(ctx: Ctx, { reference, arrived }) {
    if (arrived === 'yes') return { known: false };
    const notice = await ctx.tx
      .selectFrom('accountNotice')
      .select('id')
      .where('reference', '=', reference)
      .where('state', '=', 'sent')
      .executeTakeFirst();
    return { known: notice !== undefined && (await noticeCameBack(ctx, notice.id)) };
  },
});
