import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import { telephoneOf } from '../../carriers/telephone/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { MINUTE } from '../../kernel/time.ts';
import { hashOfToken, newToken } from '../../kernel/token.ts';
import { record } from '../../ledger/record.ts';
import { limits } from '../authentication/limits.ts';
import { local, localOrNull } from '../customers/dates.ts';
import { type DeskPrompt, type DeskSession, deskPromptRow } from './record.ts';
import { atTheDesk, sessionOn } from './store.ts';
import { numbersOf } from './ways.ts';

const law = ['47 CFR 64.2010(b)', '47 CFR 64.2010(c)', '47 CFR 64.2010(e)'];

/** A page answers for ten minutes, within its session. */
const promptLasts = 10 * MINUTE;

const shown = z.strictObject({
  promptId: id,
  ...deskPromptRow.pick({ sessionId: true, way: true, serves: true, state: true, wrong: true }).shape,
  /** So many wrong tries lock the account. */
  of: z.int(),
  expires: when,
  settled: when.nullable(),
});

const showing = (ctx: Ctx, row: DeskPrompt): z.output<typeof shown> => {
  const { id: promptId, sessionId, way, serves, state, wrong, expiresAt, settledAt } = row;
  const { zone } = ctx.carrier;
  const times = { expires: local(zone, expiresAt), settled: localOrNull(zone, settledAt) };
  return { promptId, sessionId, way, serves, state, wrong, of: limits.account.wrong, ...times };
};

const mustFit = async (
  ctx: Ctx,
  session: DeskSession,
  way: DeskPrompt['way'],
  serviceId: string | null,
): Promise<void> => {
  if (way === 'keys' && session.callId === null)
    refuse('wrong-state', "'way': this customer is not on the telephone.", 'Send him the page instead.');
  if (way === 'chat' && session.channel !== 'online')
    refuse('wrong-state', "'way': this customer is not in a chat.", 'Text the page to his number of record.');
  if (way !== 'chat' && (await telephoneOf(ctx)) === null)
    refuse('wrong-state', 'No telephone service is entered.', 'Enter it first (telephone.configure).');
  if (serviceId !== null)
    found(
      (await numbersOf(ctx, session.customerId)).find(({ id: one }) => one === serviceId),
      'number of record of this customer',
    );
};

export const askPassword = operation({
  http: 'POST /v1/desk-sessions/{sessionId}/prompts',
  says: 'Let the customer enter his password himself: on a page whose address is texted to a number of record or given in the chat, or by the keys of his telephone; or, on a page, set a new one or a back-up question by a code. Nobody at the desk sees any of it, only whether it was right',
  law,
  may: atTheDesk,
  by: 'anyone',
  takes: z
    .strictObject({
      sessionId: id,
      way: deskPromptRow.shape.way,
      serves: deskPromptRow.shape.serves.default('password'),
      serviceId: id.nullable().default(null),
    })
    .refine(({ way, serves }) => serves === 'password' || way !== 'keys', {
      path: ['way'],
      message: 'a code of letters and a question are typed on a page: text it, or give it in the chat',
    })
    .refine(({ way, serviceId }) => (way === 'text') === (serviceId !== null), {
      path: ['serviceId'],
      message: 'a text goes to a number of record; give null otherwise',
    })
    .meta({ examples: [{ sessionId: '01a1f0c2-7b00-7000-8000-000000000001', way: 'keys' }] }),
  gives: shown.extend({
    /** Where the page stands, for a chat only; whoever opens it still needs the password. */
    path: z.string().nullable(),
  }),
  async run(ctx: Ctx, { sessionId, way, serves, serviceId }) {
    const session = await sessionOn(ctx, sessionId);
    await mustFit(ctx, session, way, serviceId);
    const token = newToken();
    const row = await ctx.tx
      .insertInto('deskPrompt')
      .values({
        id: ctx.id(),
        sessionId,
        way,
        serves,
        serviceId,
        tokenHash: way === 'chat' ? hashOfToken(token) : null,
        state: way === 'chat' ? 'waiting' : 'wanted',
        wrong: 0,
        madeAt: ctx.at,
        expiresAt: Math.min(ctx.at + promptLasts, session.untilAt),
        settledAt: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: 'desk.password-asked',
      subject: `customer:${session.customerId}`,
      happenedAt: ctx.at,
      facts: { session: sessionId, prompt: row.id, way, serves, service: serviceId },
    });
    if (way !== 'chat')
      await later(ctx, { does: 'desk.sendPrompt', input: { promptId: row.id }, from: ctx.at, key: row.id });
    return { ...showing(ctx, row), path: way === 'chat' ? `/desk/${ctx.carrier.id}/${token}` : null };
  },
});

export const showPrompt = operation({
  http: 'GET /v1/desk-prompts/{promptId}',
  says: 'Whether the customer has entered his password or set what was lost: waiting, right, set, or how many tries were wrong',
  law,
  may: atTheDesk,
  by: 'anyone',
  takes: z.strictObject({ promptId: id }),
  gives: shown,
  async run(ctx: Ctx, { promptId }) {
    await workWithCpni(ctx);
    const row = await ctx.tx.selectFrom('deskPrompt').selectAll().where('id', '=', promptId).executeTakeFirst();
    return showing(ctx, found(row, 'prompt'));
  },
});
