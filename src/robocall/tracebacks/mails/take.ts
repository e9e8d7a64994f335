import { sql } from 'kysely';
import { z } from 'zod';
import { settleTask } from '../../../carriers/tasks/end.ts';
import { openTask } from '../../../carriers/tasks/open.ts';
import type { Ctx } from '../../../db/context.ts';
import { id } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { found, refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
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

/** The request that came before of which this one says the same; null where there is none. */
const sameBefore = async (ctx: Ctx, read: ReadRequest): Promise<string | null> => {
  const { reference, called, at } = read;
  if (reference === null || called === null || at === null) return null;
  const asked = instantRead(at.value)?.at ?? 0;
  // the same request that comes by two ways at once is one: the second waits until the first is on record
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.carrier.id} ${reference.value} ${asked}`}, 0))`.execute(
    ctx.tx,
  );
  const rows = await ctx.tx
    .selectFrom('traceback')
    .select(['id', 'parsed'])
    .where('via', '=', 'mail')
    .where('askedAt', '=', asked)
    .execute();
  const valueIn = (parsed: Readonly<Record<string, unknown>>, field: string): unknown =>
    z
      .object({ value: z.string() })
      .nullable()
      .catch(null)
      .parse(parsed[field] ?? null)?.value ?? null;
  const same = rows.find(({ parsed }) =>
    (['reference', 'called', 'calling', 'hop'] as const).every(
      (field) => valueIn(parsed, field) === (read[field]?.value ?? null),
    ),
  );
  return same?.id ?? null;
};

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

/** Nothing is thrown away because a program could not read it. */
const askSomebody = async (ctx: Ctx, mail: TracebackMail): Promise<void> => {
  await decide(ctx, mail, { state: 'doubtful', tracebackId: null, decidedBy: null, why: null });
  await openTask(ctx, {
    kind: taskKind,
    subject: `traceback-mail:${mail.id}`,
    why: 'A mail to the traceback desk names no called number with an hour: read it, take it as a request or dismiss it with the reason',
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
      const before = await sameBefore(ctx, read);
      if (before !== null) await decide(ctx, mail, { state: 'again', tracebackId: before, ...decided });
      else if (isRequest(read))
        await decide(ctx, mail, { state: 'request', tracebackId: await requestOf(ctx, mail), ...decided });
      else await askSomebody(ctx, mail);
    }
    const { state, tracebackId } = await heldMail(ctx, mailId);
    return { id: mailId, state, tracebackId };
  },
});
