import type { Ctx } from '../../db/context.ts';
import { type Authentication, authentications, cpniClasses } from '../../law/facts.ts';
import type { Answer } from '../../law/questions/answer.ts';
import { proofsInForce } from '../authentication/proof-in-force.ts';
import { decideAll, judgeUses } from '../uses/decide.ts';
import type { Answered, UseAskedFor } from '../uses/record.ts';
import type { DeskSession } from './record.ts';

export type Cpni = (typeof cpniClasses)[number];

/** Telling a customer what is his: the law's question, with what proved him and the way he is told. */
export const toldTo = (
  { callId }: Pick<DeskSession, 'callId'>,
  channel: UseAskedFor['channel'],
  cpni: readonly Cpni[],
  authentication: Authentication,
): UseAskedFor => ({
  identifiable: 'individual',
  source: 'own-service',
  purpose: 'customer-request',
  offer: null,
  recipient: 'customer',
  recipientServes: [],
  to: null,
  cpni: [...cpni],
  agreement: false,
  callId,
  channel,
  authentication,
});

/** `recited`: those calls only that the customer told himself. */
export type Openness = 'open' | 'recited' | 'locked';

const whole: ReadonlySet<string | null> = new Set(['speak', 'show', 'call-number-of-record']);

/** What an answer opens at the desk: what may only be sent somewhere is not spoken or shown here. */
export const opennessOf = ({ allowed, how }: { readonly allowed: boolean; readonly how: string | null }): Openness => {
  if (!allowed) return 'locked';
  if (how === 'recited-items-only') return 'recited';
  return whole.has(how) ? 'open' : 'locked';
};

export type Item = {
  readonly cpni: Cpni;
  readonly state: Openness;
  readonly cite: string | null;
  readonly reason: string;
  /** The proof that the state rests on. */
  readonly by: Authentication;
  /** What would open the whole of it, or those calls that the customer recites, or have it sent. */
  readonly opensBy: readonly Authentication[];
};

const rank: Readonly<Record<Openness, number>> = { open: 2, recited: 1, locked: 0 };

/** The proofs that a session rests on now, in the law's words, and `none`. */
export const provedBy = async (ctx: Ctx, { id, customerId }: DeskSession): Promise<readonly Authentication[]> => {
  const proofs = await proofsInForce(ctx, { customerId, sessionId: id, at: ctx.at });
  return [...new Set(proofs.map(({ method }): Authentication => method)), 'none'];
};

type Judged = { readonly by: Authentication; readonly answer: Answer };

const itemOf = (cpni: Cpni, judged: readonly Judged[], proved: readonly Authentication[]): Item => {
  const opening = judged.filter(({ answer }) => answer.allowed).map(({ by }) => by);
  const [best] = judged
    .filter(({ by }) => proved.includes(by))
    .toSorted((a, b) => rank[opennessOf(b.answer)] - rank[opennessOf(a.answer)]);
  if (best === undefined) throw new Error('nothing was asked');
  const { cite, reason } = best.answer;
  return { cpni, state: opennessOf(best.answer), cite, reason, by: best.by, opensBy: opening };
};

/** How each class of CPNI stands in a session now. The law's question decides, once for every class and every proof. */
export const itemsOf = async (ctx: Ctx, session: DeskSession): Promise<readonly Item[]> => {
  const proved = await provedBy(ctx, session);
  const asked = cpniClasses.flatMap((cpni) => authentications.map((by) => ({ cpni, by })));
  const answers = await judgeUses(
    ctx,
    session.customerId,
    asked.map(({ cpni, by }) => toldTo(session, session.channel, [cpni], by)),
  );
  const judged = asked.map(({ cpni, by }, i) => {
    const answer = answers[i];
    if (answer === undefined) throw new Error('a question was not answered');
    return { cpni, by, answer };
  });
  return cpniClasses.map((cpni) =>
    itemOf(
      cpni,
      judged.filter((one) => one.cpni === cpni),
      proved,
    ),
  );
};

/** Asks the question for good: the answer is kept before anything is shown. */
export const decided = async (
  ctx: Ctx,
  { id, customerId }: Pick<DeskSession, 'id' | 'customerId'>,
  use: UseAskedFor,
): Promise<Answered> => {
  // a chat is online: there nobody's word stands without the proof of the session
  const [answer] = await decideAll(ctx, [{ customerId, use, sessionId: use.channel === 'online' ? id : undefined }]);
  if (answer === undefined) throw new Error('one question was asked, none was answered');
  return answer;
};
