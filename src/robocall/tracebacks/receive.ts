import { z } from 'zod';
import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import { instantOf, pastInstant, told } from '../../carriers/promises/local-time.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { promised, toldClocks, tracebackLaw } from './clock.ts';
import { callAsked } from './confirm.ts';
import { callSomebody } from './page.ts';
import { fieldNames, type ReadRequest, readRequest } from './parse.ts';
import { instantRead } from './read-time.ts';

const may: readonly Role[] = ['network', 'compliance'];
const clock = z.strictObject({ due: when, why: z.string() });
export const clocks = z.strictObject({
  rule: z.strictObject({
    due: when.nullable(),
    cite: z.string(),
    steps: z.array(z.strictObject({ date: z.iso.date(), counted: z.boolean(), why: z.string() })),
  }),
  promised: clock,
  target: clock,
});
const readField = z.strictObject({ value: z.string(), confidence: z.enum(['sure', 'likely']), words: z.string() });
const parsed = z.strictObject(Object.fromEntries(fieldNames.map((name) => [name, readField.nullable()])));

type Arrival = {
  readonly via: 'form' | 'mail';
  readonly receivedAt: number;
  readonly original: string;
  readonly parsed: Readonly<Record<string, unknown>>;
  readonly askedAt: number | null;
};

/** Puts a request on record and calls the desk; what it says of a call stays out of the evidence. */
export const arrive = async (ctx: Ctx, arrival: Arrival): Promise<string> => {
  const none = {
    requesterId: null,
    call: null,
    confirmedBy: null,
    confirmedAt: null,
    verifiedHow: null,
    outcome: null,
    role: null,
  };
  const unanswered = { upstream: null, accountId: null, sheet: null, preparedBy: null, preparedAt: null };
  const open = { approvedBy: null, approvedAt: null, answeredAt: null, answeredHow: null, answeredReference: null };
  const tracebackId = ctx.id();
  await ctx.tx
    .insertInto('traceback')
    .values({
      id: tracebackId,
      ...arrival,
      parsed: asJson({ ...arrival.parsed }),
      recordedAt: ctx.at,
      state: 'arrived',
      salt: ctx.salt(),
      ...none,
      ...unanswered,
      ...open,
      ...{ disclosureId: null, acknowledgedAt: null, acknowledgedBy: null },
    })
    .execute();
  await record(ctx, {
    kind: 'traceback.received',
    subject: `traceback:${tracebackId}`,
    happenedAt: arrival.receivedAt,
    facts: { via: arrival.via, promised: told(ctx, arrival.receivedAt + promised) },
  });
  await openTask(ctx, {
    kind: 'traceback',
    subject: `traceback:${tracebackId}`,
    why: 'A traceback request came: verify who asks, confirm what was read, and answer it',
    role: 'network',
    dueAt: arrival.receivedAt + promised,
    key: tracebackId,
  });
  await callSomebody(ctx, { id: tracebackId, receivedAt: arrival.receivedAt });
  return tracebackId;
};

export const pasteTraceback = operation({
  http: 'POST /v1/tracebacks:paste',
  says: 'Take in a traceback request as the text of a mail: each field with the words it was read from; a person confirms them before anybody searches',
  law: tracebackLaw,
  may,
  by: 'anyone',
  takes: z.strictObject({ text: z.string().trim().min(1).max(200_000), received: when }),
  gives: z.strictObject({ id, read: parsed, at: when.nullable(), zone: z.string().nullable(), clocks }),
  async run(ctx: Ctx, { text, received }) {
    const receivedAt = pastInstant(ctx, 'received', received);
    const read: ReadRequest = readRequest(text);
    const at = read.at === null ? null : instantRead(read.at.value);
    const tracebackId = await arrive(ctx, {
      ...{ via: 'mail', receivedAt, original: text, parsed: read },
      askedAt: at?.at ?? null,
    });
    return {
      id: tracebackId,
      read,
      at: at === null ? null : new Date(at.at).toISOString(),
      zone: at?.zone ?? null,
      clocks: toldClocks(ctx, receivedAt, await closuresOf(ctx)),
    };
  },
});

export const enterTraceback = operation({
  http: 'POST /v1/tracebacks',
  says: 'Enter a traceback request field by field',
  law: tracebackLaw,
  may,
  by: 'anyone',
  takes: callAsked.extend({ received: when }),
  gives: z.strictObject({ id, clocks }),
  async run(ctx: Ctx, { received, ...call }) {
    const receivedAt = pastInstant(ctx, 'received', received);
    const original = JSON.stringify(call);
    const tracebackId = await arrive(ctx, {
      ...{ via: 'form', receivedAt, original, parsed: call },
      askedAt: instantOf('at', call.at),
    });
    return { id: tracebackId, clocks: toldClocks(ctx, receivedAt, await closuresOf(ctx)) };
  },
});
