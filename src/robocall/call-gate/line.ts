import { z } from 'zod';
import { levels } from './call.ts';

const text = z.string().nullable().default(null);

/** A call as the record of the gate holds it, one JSON line each; what a line of an earlier version lacks is null. */
export const gateLine = z.object({
  /** Milliseconds since 1970, UTC. */
  at: z.number(),
  call: z.string(),
  account: text,
  from: z.string(),
  to: z.array(z.string()).readonly(),
  diverted: text,
  trunk: text,
  ip: text,
  /** As the switch said it. */
  placed: z.unknown(),
  carry: z.boolean(),
  emergency: z.boolean(),
  refused: text,
  /** Why it would have been refused, where it was carried in shadow mode. */
  shadowed: text,
  asked: text,
  attest: z.enum(levels).nullable().default(null),
  right: text,
  iat: z.number().nullable().default(null),
  origid: text,
  certificate: text,
});
export type GateLine = z.output<typeof gateLine>;

/** The line of a call, as it goes on record. */
export const writeLine = (call: GateLine): string => JSON.stringify(call);

/** The call of a line on record. */
export const readLine = (line: string): GateLine => gateLine.parse(JSON.parse(line));

/** The calls of a group on record, in their order. */
export const readLines = (lines: string): readonly GateLine[] => lines.split('\n').map(readLine);
