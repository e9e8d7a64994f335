import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, Problem, refuse } from '../../kernel/problem.ts';
import type { solicitationRow } from '../campaigns/record.ts';
import { versionsOf, wordsOf } from '../notices/newest-versions.ts';
import { demandNoHold } from './breach-hold.ts';
import { fill } from './fill.ts';
import { sendingRunRow } from './record.ts';
import type { Run } from './runs.ts';

const unapproved = (detail: string): never => {
  throw new Problem('wrong-state', {
    detail,
    fix: 'POST /v1/solicitations with them and let a supervisor approve that; then prepare the sending under it.',
    cite: '47 CFR 64.2009(d)',
  });
};

type Asked = Pick<z.output<typeof solicitationRow>, 'words' | 'audience'>;

/** In which languages other words stand now, e-mailed or printed, than those that a supervisor approved the request with. */
const otherWords = async (ctx: Ctx, groupId: string, { words }: Asked): Promise<string | null> => {
  const read = new Set(words.map(({ contentHash }) => contentHash));
  const others = (await wordsOf(ctx, groupId, ctx.at)).filter(({ contentHash }) => !read.has(contentHash));
  const languages = [...new Set(others.map(({ language }) => language))].join(', ');
  return languages === ''
    ? null
    : `No supervisor approved the request with the words of this notice as they are now: ${languages}.`;
};

/** Whom a sending asks: whom the notice has not reached since an instant (epoch ms), of these accounts or of all. */
type Audience = Pick<Run, 'since' | 'accounts'>;

/** In what a sending goes beyond the audience that a supervisor approved; null where in nothing. */
export const beyondAudience = (ctx: Ctx, { audience }: Pick<Asked, 'audience'>, { since, accounts }: Audience) => {
  const days = Math.floor((ctx.at - since) / 86_400_000);
  if (days < audience.notReachedInDays)
    return `'notReachedInDays' is ${days}, and the request was approved for those not reached in ${audience.notReachedInDays}.`;
  if (audience.accounts === null) return null;
  const approved = new Set(audience.accounts);
  const beyond = accounts?.filter((account) => !approved.has(account)).length ?? null;
  if (beyond === null) return "'accounts' names all, and the request was approved for some only.";
  return beyond === 0 ? null : `'accounts' names ${beyond} for which the request was not approved.`;
};

/** The request of this id; refused where it asks about another notice, or no supervisor has approved it, 64.2009(d). */
const approvedRequest = async (ctx: Ctx, solicitationId: string, groupId: string): Promise<Asked> => {
  const row = found(
    await ctx.tx
      .selectFrom('solicitation')
      .innerJoin('noticeVersion', 'noticeVersion.id', 'solicitation.noticeVersionId')
      .select(['verdict', 'noticeVersion.groupId', 'words', 'audience'])
      .where('solicitation.id', '=', solicitationId)
      .executeTakeFirst(),
    'solicitation',
  );
  if (row.groupId !== groupId)
    refuse('invalid-input', "'solicitationId' asks about another notice.", 'Name the request for this notice.');
  if (row.verdict !== 'approved')
    throw new Problem('wrong-state', {
      detail: 'No supervisor has approved this request for customers’ approval.',
      fix: 'POST /v1/solicitations/{id}:decide by a supervisor, then prepare the sending.',
      cite: '47 CFR 64.2009(d)',
    });
  return row;
};

/** The approved request of this id; refused also where it was approved in other words than those of now. */
export const demandApprovedRequest = async (ctx: Ctx, solicitationId: string, groupId: string): Promise<Asked> => {
  const asked = await approvedRequest(ctx, solicitationId, groupId);
  const others = await otherWords(ctx, groupId, asked);
  return others === null ? asked : unapproved(others);
};

/** In what a sending goes beyond what a supervisor approved, its words or its audience; null where in nothing. */
export const beyondApproval = async (
  ctx: Ctx,
  { solicitationId, groupId, ...audience }: Pick<Run, 'solicitationId' | 'groupId'> & Audience,
): Promise<string | null> => {
  const asked = await approvedRequest(ctx, solicitationId, groupId);
  return (await otherWords(ctx, groupId, asked)) ?? beyondAudience(ctx, asked, audience);
};

/** Only compliance says what a sending has to do with a breach: others may not know of breaches at all. */
const mayName = (ctx: Ctx, field: 'breachId' | 'notOfBreach', given: string | null): void => {
  if (given !== null && !ctx.actor.roles.includes('compliance'))
    refuse('not-allowed', `'${field}' needs the role compliance.`, 'Ask a colleague who has it.');
};

export type RunWanted = Pick<
  Run,
  'groupId' | 'solicitationId' | 'since' | 'accounts' | 'breachId' | 'notOfBreach' | 'preparedBy'
>;

/** Begins to prepare a sending, in the words and to the audience that a supervisor approved: its first slice now, the others by themselves. */
export const beginRun = async (ctx: Ctx, wanted: RunWanted): Promise<Run> => {
  const beyond = await beyondApproval(ctx, wanted);
  if (beyond !== null) unapproved(beyond);
  await demandNoHold(ctx, wanted);
  if ((await versionsOf(ctx, wanted.groupId, ctx.at)).size === 0)
    refuse('wrong-state', 'No version of this notice is approved.', 'Approve one first.');
  const run = await ctx.tx
    .insertInto('sendingRun')
    .values({
      ...wanted,
      id: ctx.id(),
      state: 'preparing',
      why: null,
      preparedUpTo: null,
      customers: 0,
      withoutLanguage: 0,
      preparedAt: ctx.at,
      approvedBy: null,
      approverName: null,
      approvedAt: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return fill(ctx, run);
};

export const prepareRun = operation({
  http: 'POST /v1/sendings',
  says: 'Prepare a notice to go out: to everybody whom it has not reached in so many days, each in his language, some thousand at once and the rest by itself; nothing goes before a supervisor approves',
  law: ['47 CFR 64.2008(a)(1)', '47 CFR 64.2008(b)', '47 CFR 64.2008(d)(2)'],
  may: ['marketing', 'compliance'],
  by: 'person',
  takes: z.strictObject({
    groupId: id,
    solicitationId: id,
    /** 640 days leave two months before the second anniversary */
    notReachedInDays: z.int().min(1).max(730).default(640),
    accounts: z.array(z.string().min(1)).max(10_000).nullable().default(null),
    /** the breach that the message tells of: it goes out in no hold and no delay */
    breachId: id.nullable().default(null),
    /** why words that could tell of a breach tell of none: it then goes out in a hold */
    notOfBreach: sendingRunRow.shape.notOfBreach.default(null),
  }),
  gives: sendingRunRow.pick({ id: true, state: true, customers: true, withoutLanguage: true }),
  async run(ctx: Ctx, { groupId, solicitationId, notReachedInDays, accounts, breachId, notOfBreach }) {
    mayName(ctx, 'breachId', breachId);
    mayName(ctx, 'notOfBreach', notOfBreach);
    if (breachId !== null && notOfBreach !== null)
      refuse('invalid-input', "'notOfBreach' is given beside 'breachId'.", 'Give one of the two.');
    const preparedBy = ctx.actor.id ?? refuse('person-needed', 'A person prepares a sending.', 'Sign in.');
    const since = ctx.at - notReachedInDays * 86_400_000;
    const run = await beginRun(ctx, { groupId, solicitationId, since, accounts, breachId, notOfBreach, preparedBy });
    const { id: runId, state, customers, withoutLanguage } = run;
    return { id: runId, state, customers, withoutLanguage };
  },
});
