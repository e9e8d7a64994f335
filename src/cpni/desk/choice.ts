import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { coverageOf } from '../../law/coverage.ts';
import { record } from '../../ledger/record.ts';
import { approve } from '../approvals/choose.ts';
import { choiceHistory } from '../choices/history.ts';
import { choiceState, statusFor } from '../choices/look.ts';
import { givenOf, givenTo } from '../choices/own-record.ts';
import { savedChoice } from '../choices/refuse.ts';
import { sayNo } from '../choices/say-no.ts';
import { languageOfCustomer } from '../customers/find.ts';
import { noticeVersionRow } from '../notices/record.ts';
import { isProved, mustBeProved } from './proved.ts';
import type { DeskSession } from './record.ts';
import { atTheDesk, sessionOn } from './store.ts';

const law = ['47 CFR 64.2008(c)', '47 CFR 64.2007(a)(3)'];

/** The notice that went to the customer last, and its sending; undefined where none did. */
const lastNotice = (ctx: Ctx, { customerId }: DeskSession) =>
  ctx.tx
    .selectFrom('delivery')
    .innerJoin('noticeVersion', 'noticeVersion.id', 'delivery.versionId')
    .select(['delivery.id as deliveryId', 'noticeVersion.id as versionId', 'noticeVersion.kind'])
    .select(['noticeVersion.language', 'noticeVersion.cpni', 'noticeVersion.recipients', 'noticeVersion.purposes'])
    .select('noticeVersion.body')
    .where('delivery.customerId', '=', customerId)
    .where('delivery.sentAt', '<=', ctx.at)
    .orderBy('delivery.sentAt', 'desc')
    .limit(1)
    .executeTakeFirst();

/** As on his own page: what needs the customer, not only whoever speaks for the account. */
const recordOf = async (ctx: Ctx, session: DeskSession) => {
  if (!(await isProved(ctx, session))) return null;
  const { customerId } = session;
  const { items } = await choiceHistory.run(ctx, { customerId });
  return { items, given: await givenOf(ctx, customerId) };
};

export const showChoice = operation({
  http: 'GET /v1/desk-sessions/{sessionId}/choice',
  says: 'Where the choice of the customer at the desk stands, the words of the notice that he was sent, to be read to him before he chooses, and his record once he has shown who he is',
  law,
  may: atTheDesk,
  by: 'anyone',
  takes: z.strictObject({ sessionId: id }),
  gives: z.strictObject({
    /** Null where no notice was ever sent to him: then there is nothing that a yes could answer. */
    notice: z
      .strictObject({
        versionId: id,
        ...noticeVersionRow.pick({ kind: true, language: true, body: true, recipients: true, purposes: true }).shape,
        status: z.strictObject({ state: choiceState, on: date }),
      })
      .nullable(),
    /** What he chose before and who was given his information; null until he has shown who he is. */
    record: choiceHistory.gives.extend({ given: z.array(givenTo) }).nullable(),
  }),
  async run(ctx: Ctx, { sessionId }) {
    const session = await sessionOn(ctx, sessionId);
    const record = await recordOf(ctx, session);
    const row = await lastNotice(ctx, session);
    if (row === undefined) return { notice: null, record };
    const { deliveryId: _, cpni, ...notice } = row;
    const status = await statusFor(ctx, session, coverageOf(cpni, notice.recipients, notice.purposes));
    return { notice: { ...notice, status }, record };
  },
});

const chose = (ctx: Ctx, { id: session, customerId }: DeskSession, choice: 'no' | 'yes', number: string) =>
  record(ctx, {
    kind: 'desk.choice-taken',
    subject: `customer:${customerId}`,
    happenedAt: ctx.at,
    facts: { session, choice, receipt: number },
  });

export const takeNo = operation({
  http: 'POST /v1/desk-sessions/{sessionId}/refusals',
  says: 'Take the no of whoever speaks for the account, with its receipt; an unwanted no harms nobody, so it waits for no proof',
  law: ['47 CFR 64.2007(a)(2)'],
  may: atTheDesk,
  by: 'anyone',
  takes: z.strictObject({
    sessionId: id,
    /** When he said it, where it could not be saved at once; within the session. */
    saidAt: when.optional(),
  }),
  gives: savedChoice,
  async run(ctx: Ctx, { sessionId, saidAt }) {
    const session = await sessionOn(ctx, sessionId);
    const { customerId } = session;
    // the clock of the agent's machine may be wrong, and that keeps no no from being taken
    const said = saidAt === undefined ? ctx.at : Math.max(session.openedAt, Math.min(Date.parse(saidAt), ctx.at));
    const notice = await lastNotice(ctx, session);
    const language = await languageOfCustomer(ctx, customerId);
    const versionId = notice?.versionId ?? null;
    const { number, at } = await sayNo(ctx, { customerId, versionId, language, method: 'agent', at: said });
    await chose(ctx, session, 'no', number);
    return { number, at: new Date(at).toISOString() };
  },
});

export const takeYes = operation({
  http: 'POST /v1/desk-sessions/{sessionId}/approvals',
  says: 'Take the spoken yes of a customer who has shown who he is and heard the words of the notice that he was sent, with where it is recorded: the carrier must be able to prove it',
  law: ['47 CFR 64.2007(a)(1)', '47 CFR 64.2007(a)(3)'],
  may: atTheDesk,
  // a yes is heard by a person
  by: 'person',
  takes: z.strictObject({
    sessionId: id,
    /** The words that were read to him. */
    versionId: id,
    /** Where the recording of the call stands. */
    recording: z.string().trim().min(1).max(200),
  }),
  gives: savedChoice,
  async run(ctx: Ctx, { sessionId, versionId, recording }) {
    const session = await sessionOn(ctx, sessionId);
    await mustBeProved(ctx, session);
    const notice = await lastNotice(ctx, session);
    if (notice?.versionId !== versionId)
      refuse('changed-meanwhile', "'versionId' is not the notice that he was sent last.", 'Read the choice again.');
    const { deliveryId, language } = notice ?? refuse('not-found', 'No notice was sent.', 'Send him one first.');
    const { customerId } = session;
    const { number, at } = await approve.run(ctx, {
      customerId,
      notice: deliveryId,
      method: 'oral',
      proof: recording,
      answers: { versionId, language },
    });
    await chose(ctx, session, 'yes', number);
    return { number, at };
  },
});
