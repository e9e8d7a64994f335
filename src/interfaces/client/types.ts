import type { z } from 'zod';
import type { operations } from '../../operations.ts';

type Listed = typeof operations;

/** The operations that take one JSON object and give one. */
export type AnswerName = { [N in keyof Listed]: Listed[N] extends { gives: unknown } ? N : never }[keyof Listed];
/** The operations that read or write a stream. */
export type StreamName = Exclude<keyof Listed, AnswerName>;

/** Every operation. */
export type OperationName = keyof Listed;

/** What a caller gives, and what comes back as JSON carries it. */
export type InputOf<N extends keyof Listed> = z.input<Listed[N]['takes']>;
export type OutputOf<N extends AnswerName> = z.input<Listed[N]['gives']>;

/** What staff of a carrier may be. */
export type RoleName = Listed[keyof Listed]['may'][number];
