import { sql } from 'kysely';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';

/** Open accounts of customers who carry calls of others, by their last answers, and whom nobody has added as a provider. */
const unregistered = async (ctx: Ctx): Promise<readonly { readonly id: string; readonly name: string }[]> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select v.id, v.name from voice_account v
    where v.ended_at is null
      and not exists (select from provider p where p.carrier_id = v.carrier_id and p.account_id = v.id)
      and (select q.answers->>'carrier' from onboarding_questionnaire q
           where q.carrier_id = v.carrier_id and q.case_id = v.case_id order by q.version desc limit 1) = 'yes'
    order by v.id limit 1000`.execute(ctx.tx);
  return rows;
};

/** Asks a person to add whoever hands us calls of others: what is not on the list is not looked up, and that in silence. */
export const askForUnregistered = async (ctx: Ctx): Promise<void> => {
  for (const { id, name } of await unregistered(ctx))
    await openTask(ctx, {
      kind: 'provider-not-registered',
      subject: `voice-account:${id}`,
      why: `The customer of the account ${name} carries calls of others: add it as a provider, so that it is looked up every day`,
      role: 'network',
      dueAt: null,
      key: id,
    });
};
