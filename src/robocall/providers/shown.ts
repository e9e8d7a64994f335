import { z } from 'zod';
import { told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, when } from '../../kernel/columns.ts';
import { type Provider, type ProviderCheck, providerCheckRow, providerRow } from './record.ts';
import { listingOf, mayBeTaken } from './standing.ts';

/** A provider, the last look, and whether the law lets its calls be taken. */
export const shownProvider = providerRow.omit({ carrierId: true, addedAt: true, endedAt: true, salt: true }).extend({
  addedAt: when,
  endedAt: when.nullable(),
  listing: z.enum(['listed', 'removed', 'verified-absent', 'could-not-check']),
  checked: z
    .strictObject({
      answer: providerCheckRow.shape.answer,
      why: z.string(),
      coversOn: date.nullable(),
      at: when,
    })
    .nullable(),
  callsMayBeTaken: z.strictObject({ allowed: z.boolean(), cite: z.string(), reason: z.string() }),
});

/** `checks`: its looks, the latest first. */
export const showing = (ctx: Ctx, row: Provider, checks: readonly ProviderCheck[]): z.input<typeof shownProvider> => {
  const { carrierId: _carrier, salt: _salt, addedAt, endedAt, ...rest } = row;
  const listing = listingOf(checks);
  const { allowed, cite, reason } = mayBeTaken(row, listing, ctx.at);
  const [last] = checks;
  return {
    ...rest,
    addedAt: told(ctx, addedAt),
    endedAt: toldOrNull(ctx, endedAt),
    listing,
    checked:
      last === undefined
        ? null
        : { answer: last.answer, why: last.why, coversOn: last.coversOn, at: told(ctx, last.checkedAt) },
    callsMayBeTaken: { allowed, cite, reason },
  };
};
