import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { approve } from '../approvals/choose.ts';
import { checkChoiceCode } from '../authentication/check-code.ts';
import { type Checked, checkPassword } from '../authentication/check-password.ts';
import { originKey } from '../authentication/origin.ts';
import { proveCustomer } from '../authentication/prove.ts';
import { codeWay } from '../authentication/record.ts';
import { language } from '../customers/record.ts';
import { choiceHistory } from './history.ts';
import { changesOf, changeTold, givenOf, givenTo } from './own-record.ts';
import { type CodeHolder, holderOf } from './store.ts';

const asked = {
  code: z.string().min(1).max(64),
  /** What shows who he is: the password keyed in on the telephone, or the latest code that came to him by a way. */
  proof: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('password'), password: z.string().max(128) }),
    z.strictObject({ by: z.literal('code'), way: codeWay, oneTimeCode: z.string().max(40) }),
  ]),
  /** The number or network address at the other end. */
  origin: z.string().max(64),
};
type Asked = z.output<z.ZodObject<typeof asked>>;

/** What a customer is told who was not proved; the same for a wrong password or code and for none. */
const refusedAnswer = z.strictObject({ outcome: z.enum(['wrong', 'locked']) });

type Proved = { readonly holder: CodeHolder } | z.output<typeof refusedAnswer>;
type Opens = 'yes' | 'history';

const byPassword = async (
  ctx: Ctx,
  customerId: string,
  password: string,
  origin: string,
): Promise<Pick<Checked, 'outcome'>> => {
  const checked = await checkPassword(ctx, { of: { telephone: customerId }, password, origin });
  if (checked.outcome !== 'right') return checked;
  const proof = { customerId, method: 'password', channel: 'online', sessionId: null } as const;
  // of this one answer
  await proveCustomer(ctx, { ...proof, byWhat: `password:${checked.passwordId}`, untilAt: ctx.at + 1 });
  return checked;
};

/** The notice's code says which notice; who he is, his password or a code says: whoever opened his letter has the first only. */
const proved = async (ctx: Ctx, { code, proof, origin }: Asked, opens: Opens): Promise<Proved> => {
  const holder = await holderOf(ctx, code);
  const { customerId } = holder;
  const from = originKey(origin) ?? 'unknown';
  // a code opens no CPNI online, 64.2010(c), so it makes no proof that a release could rest on
  const checked =
    proof.by === 'password'
      ? await byPassword(ctx, customerId, proof.password, from)
      : await checkChoiceCode(ctx, { customerId, way: proof.way, typed: proof.oneTimeCode, origin: from, opens });
  return checked.outcome === 'right' ? { holder } : { outcome: checked.outcome };
};

const noticeSent = async (ctx: Ctx, { customerId, versionId }: CodeHolder): Promise<string | null> => {
  const row = await ctx.tx
    .selectFrom('delivery')
    .select('id')
    .where('customerId', '=', customerId)
    .where('versionId', '=', versionId)
    .where('sentAt', '<=', ctx.at)
    .orderBy('sentAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
};

export const approveByCode = operation({
  http: 'POST /v1/choices:approve',
  says: 'Record the yes of whoever holds the code of a notice and proves himself by the password of the account or a one-time code; for the customer’s own page',
  law: ['47 CFR 64.2007(a)', '47 CFR 64.2010(c)'],
  may: ['network'],
  by: 'anyone',
  takes: z.strictObject({ ...asked, language }),
  gives: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('saved'), number: z.string(), at: z.string() }),
    // a notice in print: nothing was given yet that a yes could answer
    z.strictObject({ outcome: z.literal('not-sent') }),
    refusedAnswer,
  ]),
  async run(ctx: Ctx, { language: spoken, ...given }) {
    const answer = await proved(ctx, given, 'yes');
    if ('outcome' in answer) return answer;
    const { customerId, versionId } = answer.holder;
    const notice = await noticeSent(ctx, answer.holder);
    if (notice === null) return { outcome: 'not-sent' as const };
    const { number, at } = await approve.run(ctx, {
      customerId,
      notice,
      method: 'electronic',
      proof: null,
      answers: { versionId, language: spoken },
    });
    return { outcome: 'saved' as const, number, at };
  },
});

export const ownHistory = operation({
  http: 'POST /v1/choices:history',
  says: 'What the customer chose, who was given his information and how his account was changed, for whoever holds a code of his and proves himself by the password of the account or a one-time code; for the customer’s own page',
  law: ['47 CFR 64.2007(a)(3)', '47 CFR 64.2009(c)', '47 CFR 64.2010(c)', '47 CFR 64.2010(f)'],
  may: ['network'],
  by: 'anyone',
  takes: z.strictObject(asked),
  gives: z.discriminatedUnion('outcome', [
    choiceHistory.gives.extend({
      outcome: z.literal('shown'),
      given: z.array(givenTo),
      changes: z.array(changeTold),
    }),
    refusedAnswer,
  ]),
  async run(ctx: Ctx, asking) {
    const answer = await proved(ctx, asking, 'history');
    if ('outcome' in answer) return answer;
    const { customerId } = answer.holder;
    const { items } = await choiceHistory.run(ctx, { customerId });
    const [given, changes] = [await givenOf(ctx, customerId), await changesOf(ctx, customerId)];
    return { outcome: 'shown' as const, items, given, changes };
  },
});
