import { settleTask } from '../../carriers/tasks/end.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { takeBackLetters, wantLetter } from '../customer-letters/want.ts';
import type { Investigation, InvestigationAction } from './record.ts';
import { accountIn } from './store.ts';

type Told = Exclude<InvestigationAction['kind'], 'limited'>;

const taskKind = 'investigation-letter';

const answer =
  'If you can show that the people whom you called had agreed to your calls, or think that this is a mistake, answer this letter at once.';

const words: { readonly [kind in Told]: { readonly subject: string; text(account: string, said: string): string } } = {
  warned: {
    subject: 'Warning about your calls',
    text: (account, said) => `We looked into calls of your account ${account}.\n\n${said}`,
  },
  blocked: {
    subject: 'Some of your calls are blocked',
    text: (account, said) =>
      `We looked into calls of your account ${account}. Calls of it that show these numbers are refused from now on, except calls to emergency services: ${said}.\n\n${answer}`,
  },
  suspended: {
    subject: 'Your service is suspended',
    text: (account) =>
      `We look into calls of your account ${account}. Your outgoing calls are stopped until we know more, except calls to emergency services.\n\n${answer}`,
  },
  terminated: {
    subject: 'Your service is ended',
    text: (account) =>
      `We looked into calls of your account ${account}, and your service is ended. Calls to emergency services are carried until your contract ends.\n\n${answer}`,
  },
};

/** Tells the customer by letter what was done upon an investigation; where his case has no postal address, a person finds a way. */
export const writeTo = async (
  ctx: Ctx,
  row: Investigation,
  actionId: string,
  kind: Told,
  said: string | null,
): Promise<void> => {
  const accountId = accountIn(row);
  const { caseId, name } = await ctx.tx
    .selectFrom('voiceAccount')
    .select(['caseId', 'name'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const about = `voice-account:${accountId}`;
  const { subject, text } = words[kind];
  const letter = { subject, text: `${text(name, said ?? '')}\n\n${ctx.carrier.name}` };
  const of = { caseId, concerns: 'investigation', sourceId: actionId, about } as const;
  if ((await wantLetter(ctx, { ...of, ...letter })) !== null) return;
  await openTask(ctx, {
    kind: taskKind,
    subject: about,
    why: `Tell the customer what was done upon investigation ${row.id}: its account was ${kind}, and its case has no postal address that fits an envelope.`,
    role: 'compliance',
    dueAt: ctx.at,
    key: actionId,
  });
};

/** Takes back what the post has not got of letters about actions of these kinds, and the tasks to tell of them. */
export const unwrite = async (ctx: Ctx, investigationId: string, kinds: readonly Told[]): Promise<void> => {
  const actions = await ctx.tx
    .selectFrom('investigationAction')
    .select('id')
    .where('investigationId', '=', investigationId)
    .where('kind', 'in', [...kinds])
    .execute();
  await takeBackLetters(
    ctx,
    'investigation',
    actions.map(({ id }) => id),
  );
  const note = 'The customer need not be told of it any more';
  for (const { id: key } of actions) await settleTask(ctx, { kind: taskKind, key, outcome: 'not-needed', note });
};
