import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { counselLooks, type Guarded } from '../carriers/counsel/look.ts';
import { demandFresh, provePassword, spendProof } from '../carriers/sign-in/prove.ts';
import type { Connections } from '../db/connect.ts';
import { type Asking, type Ctx, transact, type Work, workOf } from '../db/context.ts';
import { answeredBefore, once } from '../db/once.ts';
import { firstSecret } from '../db/secrets.ts';
import type { Actor, GatheringOperation, LookingOperation, Operation, StreamOperation } from '../kernel/operation.ts';
import { Problem, refuse } from '../kernel/problem.ts';
import { receiptNumber } from '../ledger/receipt-number.ts';
import { firstReceipt } from '../ledger/record.ts';
import { throughBundles } from '../operations/through-bundles.ts';
import { operations } from '../operations.ts';

/** The list as loops see it: which input and output a name has is known to zod, not to the loop. */
export type AnyOperation =
  | Operation<Ctx, z.ZodType, z.ZodType>
  | GatheringOperation<Ctx, z.ZodType, z.ZodType>
  | LookingOperation<Ctx, Work, z.ZodType, z.ZodType>
  | StreamOperation<Work, z.ZodType>;

export const listed: ReadonlyMap<string, AnyOperation> = new Map(
  Object.entries(operations as unknown as Record<string, AnyOperation>),
);

const guarded: ReadonlyMap<unknown, Guarded> = new Map(
  Object.entries(throughBundles).map(([name, field]) => {
    const o = listed.get(name);
    return [o, { name, may: o?.may ?? [], field }];
  }),
);

/** What counsel sees through bundles only is judged and put on record before it is answered. */
const lookAsCounsel = async (connections: Connections, o: AnyOperation, asking: Asking, input: unknown) => {
  const one = guarded.get(o);
  if (one !== undefined) await counselLooks(connections, one, asking, input);
};

/** Refuses who may not: role first, then whether a person is needed. */
export const authorize = (actor: Actor, o: AnyOperation): void => {
  if (actor.kind !== 'system' && !actor.roles.some((role) => o.may.includes(role)))
    refuse(
      'not-allowed',
      `This needs one of the roles ${o.may.join(', ')}.`,
      'Ask an administrator of the carrier for the role, or a colleague who has it.',
    );
  if (o.by === 'machine' && actor.kind === 'person')
    refuse(
      'machine-needed',
      "A customer's secrets are typed by himself: no person of the carrier hands them in.",
      "Send the customer to the portal, or let the carrier's telephone line ask him.",
    );
  if (o.by.startsWith('person') && actor.kind !== 'person')
    refuse(
      'person-needed',
      'A machine may ask and record; approving, releasing, signing and excepting need a person.',
      'Let a person with the role do it, signed in or by his own key.',
    );
};

const sentence = (issue: z.core.$ZodIssue): string => {
  const field = issue.path.length === 0 ? 'the request' : `'${issue.path.join('.')}'`;
  if (issue.code === 'unrecognized_keys')
    return `unknown field ${issue.keys.map((key) => `'${[...issue.path, key].join('.')}'`).join(', ')}`;
  return `${field}: ${issue.message}`;
};

/** The fields, by path, whose text holds the character NUL, which no database stores. */
const withNul = (value: unknown, path: string): readonly string[] => {
  if (typeof value === 'string') return value.includes('\0') ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => withNul(inner, path === '' ? name : `${path}.${name}`));
};

/** The input as the operation takes it, or a problem that names each field. */
export const parsed = <S extends z.ZodType>(takes: S, input: unknown): z.output<S> => {
  const result = takes.safeParse(input);
  const unwritable = withNul(input, '').map((field) => `'${field}': holds the character NUL`);
  if (result.success && unwritable.length === 0) return result.data;
  const faults = [...(result.error?.issues.map(sentence) ?? []), ...unwritable].slice(0, 8);
  throw new Problem('invalid-input', {
    detail: faults.join('; '),
    fix: 'Mend the named fields; GET /openapi.json shows what is taken.',
    cite: null,
  });
};

const passwordOf = z.looseObject({ password: z.string() });

/** What is still to be done in the act's own transaction before it. */
type Spend = (ctx: Ctx) => Promise<void>;

const nothing: Spend = async () => {};

/**
 * What signs, releases and excepts asks again who the person is: by the age of his session's proof, by a proof that is used up with
 * the act, or by his password.
 */
export const proveAsker = async (
  connections: Connections,
  o: AnyOperation,
  { actor, proof }: Asking,
  input: unknown,
): Promise<Spend> => {
  if (actor.kind !== 'person' || proof.by === 'house') return nothing;
  if (o.by !== 'person-fresh' && o.by !== 'person-again') return nothing;
  const now = Date.now();
  const inField = o.by === 'person-again' ? (passwordOf.safeParse(input).data?.password ?? null) : null;
  if (inField !== null) await provePassword(connections, actor.id, inField, now);
  else if (proof.by === 'key') await provePassword(connections, actor.id, proof.password, now);
  else if (o.by === 'person-fresh') demandFresh(proof, now);
  else return (ctx) => spendProof(ctx, proof.sessionId);
  return nothing;
};

/**
 * Tells requests apart, also by what is secret in them: another password is another request and never gets the first one's answer.
 * What is stored lets nobody guess a request, be it a password or a customer's number: the key stands in no database.
 */
const fingerprintOf = async (
  { dataFolder }: Connections,
  carrierId: string,
  name: string,
  input: unknown,
): Promise<string> =>
  createHmac('sha256', await requestKey(dataFolder, carrierId))
    .update(`${name}\n${JSON.stringify(input)}`)
    .digest('hex');

// read once a process
const requestKeys = new Map<string, Promise<string>>();

const requestKey = (dataFolder: string, carrierId: string): Promise<string> => {
  const name = `${dataFolder}/${carrierId}`;
  const key = requestKeys.get(name) ?? firstSecret(dataFolder, carrierId, 'requests', randomBytes(32).toString('hex'));
  requestKeys.set(name, key);
  key.catch(() => requestKeys.delete(name));
  return key;
};

type Requested = { readonly input: unknown; readonly key: string | null };

/** What an operation answers, and the number of the receipt of what it recorded: null where it recorded nothing, or was only repeated. */
export type Invoked = { readonly answer: unknown; readonly receipt: string | null };

const withReceipt = (ctx: Ctx, answer: unknown): Invoked => {
  const first = firstReceipt(ctx);
  return { answer, receipt: first === null ? null : receiptNumber(first.leaf) };
};

/** Runs one operation in one transaction, after a look of its own where it takes one, under the caller's Idempotency-Key when it writes. */
export const invokeForReceipt = async (
  connections: Connections,
  name: string,
  asking: Asking,
  request: Requested,
): Promise<Invoked> => {
  const o = listed.get(name);
  if (o === undefined || 'stream' in o)
    return refuse('not-found', `There is no operation '${name}'.`, 'GET /openapi.json lists them.');
  authorize(asking.actor, o);
  const input = parsed(o.takes, request.input);
  const spend = await proveAsker(connections, o, asking, request.input);
  await lookAsCounsel(connections, o, asking, input);
  const { key } = request;
  const keyed = key !== null && !o.http.startsWith('GET');
  const fingerprint = keyed ? await fingerprintOf(connections, asking.carrierId, name, request.input) : '';
  // what a look finds may have gone on since: a repeat gets the first answer and looks at nothing
  if (keyed && 'look' in o) {
    const first = await transact(connections, asking, (ctx) => answeredBefore(ctx, key, fingerprint));
    if (first !== null) return { answer: first.answer, receipt: null };
  }
  const answer = 'look' in o ? await o.look(await workOf(connections, asking), input) : (ctx: Ctx) => o.run(ctx, input);
  const run = async (ctx: Ctx) => {
    await spend(ctx);
    return answer(ctx);
  };
  return transact(connections, asking, async (ctx) =>
    withReceipt(ctx, await (keyed ? once(ctx, key, fingerprint, () => run(ctx)) : run(ctx))),
  );
};

/** The same for whoever wants the answer only. */
export const invoke = async (
  connections: Connections,
  name: string,
  asking: Asking,
  request: Requested,
): Promise<unknown> => (await invokeForReceipt(connections, name, asking, request)).answer;

// A first answer that is given again would have to be kept whole, and a stream has neither one transaction nor an end that we choose.
const withoutKey = (o: StreamOperation<Work, z.ZodType>, key: string | null): void => {
  if (key !== null && !o.http.startsWith('GET'))
    refuse(
      'invalid-input',
      "'Idempotency-Key': a stream is written in many transactions, and no key makes it one.",
      'Leave the header out. After a cut send again the lines whose answer you did not read.',
    );
};

/** Opens a streaming operation; its transactions are its own. One that writes refuses an Idempotency-Key, which it could not honour. */
export const invokeStream = async (
  connections: Connections,
  o: StreamOperation<Work, z.ZodType>,
  asking: Asking,
  request: { readonly input: unknown; readonly body: AsyncIterable<Uint8Array>; readonly key: string | null },
): Promise<AsyncIterable<string | Uint8Array>> => {
  authorize(asking.actor, o);
  withoutKey(o, request.key);
  const input = parsed(o.takes, request.input);
  const spend = await proveAsker(connections, o, asking, request.input);
  await lookAsCounsel(connections, o, asking, input);
  if (spend !== nothing) await transact(connections, asking, spend);
  return o.stream(await workOf(connections, asking), input, request.body);
};
