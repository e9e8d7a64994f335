import { sql } from 'kysely';
import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import { settleTask } from '../../carriers/tasks/end.ts';
import type { Ctx } from '../../db/context.ts';
import { DAY, MINUTE } from '../../kernel/time.ts';
import { record, sealed } from '../../ledger/record.ts';
import { toNumber } from '../numbers/normalise.ts';
import { lookAgain } from './page.ts';
import { instantRead } from './read-time.ts';
import type { tracebackRow } from './record.ts';
import { wantAnswer } from './want-answer.ts';

/** A request as it was read or entered: fields by name, each as its value or as it was read with its words. */
type Fields = Readonly<Record<string, unknown>>;
type OnRecord = Pick<z.output<typeof tracebackRow>, 'id' | 'state' | 'receivedAt' | 'recordedAt' | 'salt'>;

/** Who asks again does so while a traceback lasts, which is days. */
const longest = 90 * DAY;
/** An hour that was typed leaves the seconds out. */
const oneCall = MINUTE;

const read = z.object({ value: z.string() });

const textIn = (fields: Fields, name: string): string | null => {
  const field = fields[name] ?? null;
  const value = read.safeParse(field).data?.value ?? field;
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : null;
};

const numberIn = (fields: Fields, name: string): number | null => toNumber(textIn(fields, name) ?? '');
const atIn = (fields: Fields): number | null => instantRead(textIn(fields, 'at') ?? '')?.at ?? null;
const referenceIn = (fields: Fields): string | null =>
  textIn(fields, 'reference')?.replace(/^#/, '').toLowerCase() || null;

const agree = <T>(one: T | null, other: T | null): boolean => one === null || other === null || one === other;

/** Whether both ask about one call: to the same number within a minute, and neither its caller nor our place in its path another's. */
const isSameCall = (one: Fields, other: Fields): boolean => {
  const [called, at, otherAt] = [numberIn(one, 'called'), atIn(one), atIn(other)];
  return (
    called !== null &&
    called === numberIn(other, 'called') &&
    at !== null &&
    otherAt !== null &&
    Math.abs(at - otherAt) < oneCall &&
    agree(numberIn(one, 'calling'), numberIn(other, 'calling')) &&
    agree(textIn(one, 'hop'), textIn(other, 'hop'))
  );
};

const bears = (column: 'parsed' | 'call', reference: string) =>
  sql<boolean>`lower(ltrim(coalesce(${sql.ref(column)} -> 'reference' ->> 'value', ${sql.ref(column)} ->> 'reference'), '#')) = ${reference}`;

/**
 * The request on record that this one repeats, by whatever way either came: of one reference and about one call, as it was read or as a person
 * confirmed it. Null where there is none, and where this one names no reference or no call.
 */
export const sameRequest = async (ctx: Ctx, asked: Fields): Promise<OnRecord | null> => {
  const reference = referenceIn(asked);
  if (reference === null) return null;
  // what comes by two ways at once is one request: the second waits until the first is on record
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.carrier.id} ${reference}`}, 0))`.execute(ctx.tx);
  const rows = await ctx.tx
    .selectFrom('traceback')
    .select(['id', 'state', 'receivedAt', 'recordedAt', 'salt', 'parsed', 'call'])
    .where('receivedAt', '>=', ctx.at - longest)
    .where((eb) => eb.or([bears('parsed', reference), bears('call', reference)]))
    .orderBy('id')
    .execute();
  return (
    rows.find(({ parsed, call }) => isSameCall(asked, parsed) || (call !== null && isSameCall(asked, call))) ?? null
  );
};

type Repeat = { readonly via: 'form' | 'mail'; readonly receivedAt: number; readonly original: string };

/** Lets the clocks of a request run from when it had come already: whoever had it first is of the carrier. */
const cameEarlier = async (ctx: Ctx, { id, recordedAt }: OnRecord, receivedAt: number): Promise<void> => {
  await ctx.tx.updateTable('traceback').set({ receivedAt }).where('id', '=', id).execute();
  const note = 'It had come earlier: the task of that hour stands instead';
  await settleTask(ctx, { kind: 'traceback', key: id, outcome: 'not-needed', note });
  await wantAnswer(ctx, id, receivedAt);
  await lookAgain(ctx, { id, receivedAt, recordedAt });
};

/** Puts on record that a request came once more, and from when it had come; nobody is called anew. */
export const joinRequest = async (ctx: Ctx, request: OnRecord, repeat: Repeat): Promise<void> => {
  const { id, state, salt } = request;
  await record(ctx, {
    kind: 'traceback.came-again',
    subject: `traceback:${id}`,
    happenedAt: repeat.receivedAt,
    facts: { via: repeat.via, received: told(ctx, repeat.receivedAt), text: sealed(salt ?? '', repeat.original) },
  });
  if (state !== 'answered' && repeat.receivedAt < request.receivedAt)
    await cameEarlier(ctx, request, repeat.receivedAt);
};
