import { discloseOnce } from '../../cpni/disclosures/log.ts';
import type { Ctx } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import type { TracebackRequester } from './record.ts';

type Given = {
  readonly toName: string;
  readonly to: TracebackRequester['kind'] | 'provider';
  readonly reason: string;
  readonly reference: string | null;
  /** whose voice account the call was, where it was a customer's of ours */
  readonly accountId: string | null;
};

const customersOf = async (ctx: Ctx, accountId: string | null): Promise<string[]> => {
  if (accountId === null) return [];
  const row = await ctx.tx
    .selectFrom('voiceAccount')
    .select('customerId')
    .where('id', '=', accountId)
    .executeTakeFirst();
  return row === undefined || row.customerId === null ? [] : [row.customerId];
};

/**
 * Asks and logs that call records leave the company for a traceback, 47 U.S.C. 222(d)(2); gives the entry in the log of disclosures. A
 * call that only passed through is logged too, though it is no customer's of ours.
 */
export const logDisclosure = async (ctx: Ctx, { toName, to, reason, reference, accountId }: Given): Promise<string> => {
  const { id, denied } = await discloseOnce.run(ctx, {
    recipient: to === 'fcc' || to === 'law-enforcement' ? 'government' : 'third-party',
    ...{ toName, purpose: 'protect', reason, reference, cpni: ['call-detail'], secrecy: 'none' },
    customerIds: await customersOf(ctx, accountId),
  });
  const no = denied[0];
  return no === undefined ? id : refuse('wrong-state', `The law does not allow it: ${no.reason}`, 'Ask counsel.');
};
