import { z } from 'zod';

/** An id: UUID version 7. */
export const id = z.uuid();

/** An instant in a row: epoch milliseconds, UTC. */
export const instant = z.int();

/** A legal date, `YYYY-MM-DD`. */
export const date = z.iso.date();

/** An instant in a request or answer: RFC 3339 with offset. */
export const when = z.iso.datetime({ offset: true });

/** Bytes in a row. */
export const bytes = z.instanceof(Buffer);

/** The asker's password where an act asks it again; null from a session in which he has just proved who he is. */
export const passwordAgain = z.string().nullable().default(null);

/** An FCC Registration Number. */
export const frn = z
  .string()
  .regex(/^\d{10}$/, 'the ten digits of an FCC Registration Number')
  .meta({ examples: ['0012345678'] });

export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** A page of a list: give `next` back as `cursor` for the page after. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() });

/** What every list takes. */
export const paging = {
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
};
