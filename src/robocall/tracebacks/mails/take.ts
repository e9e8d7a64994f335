import { z } from 'zod';
import { settleTask } from '../../../carriers/tasks/end.ts';
import { openTask } from '../../../carriers/tasks/open.ts';
import type { Ctx } from '../../../db/context.ts';
import { id } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { found, refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { sameRequest } from '../again.ts';
import { target, tracebackLaw } from '../clock.ts';
import { type ReadRequest, readRequest } from '../parse.ts';
import { instantRead } from '../read-time.ts';
import { arrive } from '../receive.ts';
import { receivedOf } from './received.ts';
import { type TracebackMail, tracebackMailRow } from './record.ts';
import { textOf } from './text-of.ts';

type Ended = Pick<TracebackMail, 'state' | 'tracebackId' | 'decidedBy' | 'why'>;

const taskKind = 'traceback-mail';

/** A mail that waits for it is decided, with its evidence; the task that asked for it ends. */
export const decide = async (ctx: Ctx, mail: TracebackMail, ended: Ended): Promise<void> => {
  await ctx.tx.updateTable('tracebackMail').set(ended).where('id', '=', mail.id).execute();
  await record(ctx, {
    kind: `traceback-mail.${ended.state}`,
    subject: `traceback-mail:${mail.id}`,
    happenedAt: ctx.at,
    facts: { hash: mail.hash, traceback: ended.tracebackId },
  });
  if (mail.state === 'doubtful')
    await settleTask(ctx, { kind: taskKind, key: mail.id, outcome: 'done', note: `It is ${ended.state}` });
};

/** A mail, locked until the transaction ends, or the problem `not-found`. */
export const heldMail = async (ctx: Ctx, mailId: string): Promise<TracebackMail> =>
  found(
    await ctx.tx.selectFrom('tracebackMail').selectAll().where('id', '=', mailId).forUpdate().executeTakeFirst(),
    'mail to the traceback desk',
  );

/** Makes a request of a mail. Returns its id. */
export const requestOf = async (ctx: Ctx, mail: TracebackMail): Promise<string> => {
  const desk = await textOf(mail.raw ?? Buffer.alloc(0));
  const read = readRequest(desk.text);
  const at = read.at === null ? null : instantRead(read.at.value);
  return arrive(ctx, {
    ...{ via: 'mail', receivedAt: await receivedOf(ctx, mail, desk), parsed: read },
    original: desk.text === '' ? '(no words)' : desk.text,
    askedAt: at?.at ?? null,
  });
};

const isRequest = ({ called, at }: ReadRequest): boolean => called !== null && at !== null;

const unread =
  'A mail to the traceback desk names no called number with an hour: read it, take it as a request or dismiss it with the reason';
/** Who asks again after the answer may not have got it, or wants to know more. */
const answered =
  'A mail to the traceback desk repeats a request that is answered: see whether the answer came there, take the mail as a request of its own or dismiss it with the reason';

/** Nothing is thrown away because a program could not read it, or thinks that it was answered. */
const askSomebody = async (ctx: Ctx, mail: TracebackMail, why: string): Promise<void> => {
  await decide(ctx, mail, { state: 'doubtful', tracebackId: null, decidedBy: null, why: null });
  await openTask(ctx, {
    kind: taskKind,
    subject: `traceback-mail:${mail.id}`,
    why,
    role: 'network',
    dueAt: mail.receivedAt + target,
    key: mail.id,
  });
};

export const takeTracebackMail = operation({
  http: 'POST /v1/traceback-mails/{mailId}:take',
  says: 'Read a kept mail once: what names a called number and an hour is a request and calls the desk, what repeats one joins it, doubt is a task; asked by a person, a doubtful one is taken as a request',
  law: tracebackLaw,
  may: ['network', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({ mailId: id }),
  gives: tracebackMailRow.pick({ id: true, state: true, tracebackId: true }),
  async run(ctx: Ctx, { mailId }) {
    const mail = await heldMail(ctx, mailId);
    const decided = { decidedBy: ctx.actor.kind === 'system' ? null : ctx.actor.name, why: null };
    if (mail.state === 'doubtful' && ctx.actor.kind !== 'system')
      await decide(ctx, mail, { state: 'request', tracebackId: await requestOf(ctx, mail), ...decided });
    // work that comes after a person decided has nothing left to do
    if (mail.state === 'dismissed' && ctx.actor.kind !== 'system')
      refuse('wrong-state', 'It was dismissed.', 'Paste its words as a request (tracebacks.paste).');
    if (mail.state === 'kept') {
      const read = readRequest((await textOf(mail.raw ?? Buffer.alloc(0))).text);
      const before = await sameRequest(ctx, read);
      if (before?.state === 'answered') await askSomebody(ctx, mail, answered);
      else if (before !== null) await decide(ctx, mail, { state: 'again', tracebackId: before.id, ...decided });
      else if (isRequest(read))
        await decide(ctx, mail, { state: 'request', tracebackId: await requestOf(ctx, mail), ...decided });
      else await askSomebody(ctx, mail, unread);
    }
    const { state, tracebackId } = await heldMail(ctx, mailId);
    return { id: mailId, state, tracebackId };
  },
});
