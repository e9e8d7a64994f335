import type { z } from 'zod';
import { Problem } from './problem.ts';

/**
 * What staff of a carrier may be (issue: persons from the first day). `administrator` adds staff and keys, and nothing else. `portal`
 * is no person: the carrier's own portal and apps, through which customers themselves speak.
 */
export const roles = [
  'agent',
  'marketing',
  'supervisor',
  'compliance',
  'people',
  'officer',
  'network',
  'onboarding',
  'auditor',
  'counsel',
  'administrator',
  'portal',
] as const;
export type Role = (typeof roles)[number];

/** Who acts: a person who signed in or whose key was used, a named machine, or the system itself (jobs, the local operator). */
export type Actor =
  | { readonly kind: 'person'; readonly id: string; readonly name: string; readonly roles: readonly Role[] }
  | { readonly kind: 'machine'; readonly id: string; readonly name: string; readonly roles: readonly Role[] }
  | { readonly kind: 'system'; readonly id: null; readonly name: string; readonly roles: readonly Role[] };

/**
 * How the asker showed who he is: by a key, or by a session in which he last proved it at that instant (epoch ms); or nobody asks,
 * and the house itself works.
 */
export type Proof = { readonly by: 'house' } | KeyProof | SessionProof;

/** `password` came with the request beside the key: an act that is a person's alone asks for it. */
type KeyProof = { readonly by: 'key'; readonly password: string | null };

type SessionProof = { readonly by: 'session'; readonly provedAt: number; readonly sessionId: string };

/** Everyone who may look: all roles of persons, but none to write. */
export const everyone: readonly Role[] = roles.filter((role) => role !== 'portal');

type Shared = {
  /** Method and path; `{name}` are fields of `takes`. */
  readonly http: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`;
  /** One sentence: what it does. */
  readonly says: string;
  /** The paragraphs it carries out; empty where it is no matter of law. */
  readonly law: readonly string[];
  readonly may: readonly Role[];
  /**
   * Approving, releasing, signing and excepting need a person. `person-fresh`: whoever asks in a session has proved in the last ten
   * minutes who he is; by a key he gives his password. `person-again`: he proves it for this very act, by his password in the field
   * `password` or in the session just before, which serves for one act. A customer's secrets come through a machine he types into: no person of the carrier hands them in.
   */
  readonly by: 'anyone' | 'person' | 'person-fresh' | 'person-again' | 'machine';
};

/** One request, one transaction: the heart of `src/operations.ts`. */
export type Operation<C, I extends z.ZodType, O extends z.ZodType> = Shared & {
  readonly takes: I;
  readonly gives: O;
  run(ctx: C, input: z.output<I>): Promise<z.input<O>>;
};

/** Long input or output in many short transactions: imports, NDJSON streams, exports, documents. */
export type StreamOperation<W, I extends z.ZodType> = Shared & {
  readonly takes: I;
  /** Media type of the request body, or null when there is none. */
  readonly reads: string | null;
  readonly writes: string;
  stream(work: W, input: z.output<I>, body: AsyncIterable<Uint8Array>): AsyncIterable<string | Uint8Array>;
};

/** Declares an operation; the types of `takes` and `gives` flow into `run`. */
export const operation = <C, I extends z.ZodType, O extends z.ZodType>(o: Operation<C, I, O>): Operation<C, I, O> => o;

/**
 * An operation that many ask at once: what one actor asks while a transaction is under way shares the next one. Each input has an
 * answer or a problem of its own.
 */
export type GatheringOperation<C, I extends z.ZodType, O extends z.ZodType> = Operation<C, I, O> & {
  runEach(ctx: C, inputs: readonly z.output<I>[]): Promise<readonly (z.input<O> | Problem)[]>;
};

/** Declares a gathering operation; asked alone it is an operation like any other. */
export const gathering = <C, I extends z.ZodType, O extends z.ZodType>(
  o: Omit<GatheringOperation<C, I, O>, 'run'>,
): GatheringOperation<C, I, O> => ({
  ...o,
  async run(ctx, input) {
    const [answer] = await o.runEach(ctx, [input]);
    if (answer === undefined) throw new Error('one input was given, none was answered');
    if (answer instanceof Problem) throw answer;
    return answer;
  },
});

/**
 * An operation that looks through much before it writes: `look` reads in short transactions and searches in none, and what it gives
 * answers and records in one transaction, which sees to it that nothing changed meanwhile.
 */
export type LookingOperation<C, W, I extends z.ZodType, O extends z.ZodType> = Shared & {
  readonly takes: I;
  readonly gives: O;
  look(work: W, input: z.output<I>): Promise<(ctx: C) => Promise<z.input<O>>>;
};

/** Declares a looking operation. */
export const looking = <C, W, I extends z.ZodType, O extends z.ZodType>(
  o: LookingOperation<C, W, I, O>,
): LookingOperation<C, W, I, O> => o;

/** Declares a streaming operation. */
export const streaming = <W, I extends z.ZodType>(o: StreamOperation<W, I>): StreamOperation<W, I> => o;

/**
 * Work that reaches outside (mail, a directory): written down in one transaction, done without any, and what came back recorded
 * in another. After a crash it is prepared again, so `prepare` must see what an earlier try wrote. Only jobs run it.
 */
export type Outward<C, W, I extends z.ZodType, T, R> = {
  /** One sentence: what it does. */
  readonly says: string;
  readonly law: readonly string[];
  readonly takes: I;
  /** Writes down what is about to be tried; null where nothing is to do any more. */
  prepare(ctx: C, input: z.output<I>): Promise<T | null>;
  /** Touches the world. What the world answers is a result; a throw is tried again. */
  reach(outside: W, task: T): Promise<R>;
  /** Records what came back, in the transaction that ends the job. */
  run(ctx: C, task: T, came: R): Promise<void>;
};

/** Declares outward work. */
export const outward = <C, W, I extends z.ZodType, T, R>(o: Outward<C, W, I, T, R>): Outward<C, W, I, T, R> => o;
