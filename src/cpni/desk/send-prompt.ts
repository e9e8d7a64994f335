import { z } from 'zod';
import { telephoneOf } from '../../carriers/telephone/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import { hashOfToken, newToken } from '../../kernel/token.ts';
import type { Outside } from '../../outside/outside.ts';
import { redirectCall, sendText, type Taken, type TelephoneService } from '../../outside/telephone-service.ts';
import { languageOfCustomer } from '../customers/find.ts';
import { numberStill } from './place.ts';
import type { DeskPrompt, DeskSession } from './record.ts';
import { goesOn, heldSession } from './store.ts';
import { linkWords } from './words.ts';

type Task = { readonly promptId: string; readonly service: TelephoneService; readonly path: string } & (
  | {
      readonly way: 'text';
      readonly to: string;
      readonly language: 'en' | 'es';
      readonly carrier: string;
      readonly serves: DeskPrompt['serves'];
    }
  | { readonly way: 'keys'; readonly callId: string }
);

const promptOf = (ctx: Ctx, promptId: string): Promise<DeskPrompt> =>
  ctx.tx.selectFrom('deskPrompt').selectAll().where('id', '=', promptId).executeTakeFirstOrThrow();

const settle = async (ctx: Ctx, promptId: string, state: DeskPrompt['state']): Promise<null> => {
  await ctx.tx.updateTable('deskPrompt').set({ state, settledAt: ctx.at }).where('id', '=', promptId).execute();
  return null;
};

type Ready = { readonly service: TelephoneService; readonly token: string };

const taskOf = async (ctx: Ctx, prompt: DeskPrompt, session: DeskSession, ready: Ready): Promise<Task | null> => {
  const { service, token } = ready;
  const { id: promptId, way, serves, serviceId } = prompt;
  const { id: carrierId, name: carrier } = ctx.carrier;
  if (way === 'keys') {
    const path = `/desk-keys/${carrierId}/${token}/${service.dialect}`;
    return session.callId === null ? null : { promptId, service, path, way, callId: session.callId };
  }
  const to = serviceId === null ? null : await numberStill(ctx, serviceId);
  const language = await languageOfCustomer(ctx, session.customerId);
  if (to === null) return null;
  return { promptId, service, path: `/desk/${carrierId}/${token}`, way: 'text', to, language, carrier, serves };
};

/** Texts the address of the page, or moves the live call to where its keys are taken. A try that may have gone out is not repeated. */
export const sendPrompt = outward({
  says: 'Let the customer enter his password: by a texted page or by the keys of his telephone',
  law: ['47 CFR 64.2010(b)'],
  takes: z.strictObject({ promptId: id }),
  async prepare(ctx: Ctx, { promptId }): Promise<Task | null> {
    const session = await heldSession(ctx, (await promptOf(ctx, promptId)).sessionId);
    const prompt = await promptOf(ctx, promptId);
    if (prompt.state === 'sending') return settle(ctx, promptId, 'unknown');
    if (prompt.state !== 'wanted') return null;
    const service = await telephoneOf(ctx);
    const token = newToken();
    const task =
      service === null || !goesOn(session, ctx.at) ? null : await taskOf(ctx, prompt, session, { service, token });
    if (task === null) return settle(ctx, promptId, 'failed');
    const sending = { tokenHash: hashOfToken(token), state: 'sending' } as const;
    await ctx.tx.updateTable('deskPrompt').set(sending).where('id', '=', promptId).execute();
    return task;
  },
  async reach(outside: Outside, task): Promise<Taken> {
    if (outside.publicUrl === null) return { outcome: 'refused', reference: null };
    const url = `${outside.publicUrl}${task.path}`;
    if (task.way === 'keys') return redirectCall(outside.visit, task.service, { callId: task.callId, url });
    const words = linkWords(task.language, task.carrier, url, task.serves);
    return sendText(outside.visit, task.service, { to: task.to, words, report: null });
  },
  async run(ctx: Ctx, { promptId }, { outcome }) {
    await heldSession(ctx, (await promptOf(ctx, promptId)).sessionId);
    if ((await promptOf(ctx, promptId)).state !== 'sending') return;
    if (outcome === 'accepted' || outcome === 'unknown')
      await ctx.tx.updateTable('deskPrompt').set({ state: 'waiting' }).where('id', '=', promptId).execute();
    else await settle(ctx, promptId, 'failed');
  },
});
