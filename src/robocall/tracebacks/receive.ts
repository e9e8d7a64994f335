import { z } from 'zod';
import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import { instantOf, pastInstant, told } from '../../carriers/promises/local-time.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { joinRequest, sameRequest } from './again.ts';
import { promised, toldClocks, tracebackLaw } from './clock.ts';
import { callAsked } from './confirm.ts';
import { callSomebody } from './page.ts';
import { fieldNames, type ReadRequest, readRequest } from './parse.ts';
import { instantRead } from './read-time.ts';
import { wantAnswer } from './want-answer.ts';

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
  await wantAnswer(ctx, tracebackId, arrival.receivedAt);
  await callSomebody(ctx, { id: tracebackId, receivedAt: arrival.receivedAt });
  return tracebackId;
};

/** A request that repeats one on record joins it, unless whoever takes it in says that it is another. */
const again = z.enum(['join', 'open']).default('join');
const outcome = z.enum(['opened', 'joined']);

type Taken = { readonly id: string; readonly outcome: z.output<typeof outcome>; readonly receivedAt: number };

const takeIn = async (ctx: Ctx, arrival: Arrival, wanted: z.output<typeof again>): Promise<Taken> => {
  const before = wanted === 'open' ? null : await sameRequest(ctx, arrival.parsed);
  const { receivedAt } = arrival;
  if (before === null) return { id: await arrive(ctx, arrival), outcome: 'opened', receivedAt };
  await joinRequest(ctx, before, arrival);
  return { id: before.id, outcome: 'joined', receivedAt: Math.min(before.receivedAt, receivedAt) };
};

export const pasteTraceback = operation({
  http: 'POST /v1/tracebacks:paste',
  says: 'Take in a traceback request as the text of a mail: each field with the words it was read from; a person confirms them before anybody searches. What repeats a request on record joins it, unless `again` says that it is another',
  law: tracebackLaw,
  may,
  by: 'anyone',
  takes: z.strictObject({ text: z.string().trim().min(1).max(200_000), received: when, again }),
  gives: z.strictObject({ id, outcome, read: parsed, at: when.nullable(), zone: z.string().nullable(), clocks }),
  async run(ctx: Ctx, { text, received, again: wanted }) {
    const read: ReadRequest = readRequest(text);
    const at = read.at === null ? null : instantRead(read.at.value);
    const said = { via: 'mail', original: text, parsed: read, askedAt: at?.at ?? null } as const;
    const taken = await takeIn(ctx, { ...said, receivedAt: pastInstant(ctx, 'received', received) }, wanted);
    return {
      ...{ id: taken.id, outcome: taken.outcome, read },
      at: at === null ? null : new Date(at.at).toISOString(),
      zone: at?.zone ?? null,
      clocks: toldClocks(ctx, taken.receivedAt, await closuresOf(ctx)),
    };
  },
});

export const enterTraceback = operation({
  http: 'POST /v1/tracebacks',
  says: 'Enter a traceback request field by field; what repeats a request on record joins it, unless `again` says that it is another',
  law: tracebackLaw,
  may,
  by: 'anyone',
  takes: callAsked.extend({ received: when, again }),
  gives: z.strictObject({ id, outcome, clocks }),
  async run(ctx: Ctx, { received, again: wanted, ...call }) {
    const said = {
      via: 'form',
      original: JSON.stringify(call),
      parsed: call,
      askedAt: instantOf('at', call.at),
    } as const;
    const taken = await takeIn(ctx, { ...said, receivedAt: pastInstant(ctx, 'received', received) }, wanted);
    const clocksNow = toldClocks(ctx, taken.receivedAt, await closuresOf(ctx));
    return { id: taken.id, outcome: taken.outcome, clocks: clocksNow };
  },
});
