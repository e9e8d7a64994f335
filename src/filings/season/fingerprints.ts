import { z } from 'zod';
import type { checkPromises } from '../../carriers/promises/check.ts';
import { mark } from '../../carriers/promises/evidence.ts';
import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { sha256Hex } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { sha256 } from '../certification/packet-hash.ts';
import { mayRead } from '../certification/show.ts';
import { lint } from '../lint/lint.ts';

/** A sentence by its hash alone: of which filing, the concepts that it states, and what the records say of it. */
const print = z.strictObject({
  filing: z.string(),
  hash: sha256Hex,
  concepts: z.array(z.string()),
  mark,
  because: z.string(),
});
/** A defect by its code; `hash` of the words that have it, null for what is absent. */
const defect = z.strictObject({ filing: z.string(), code: z.string(), hash: sha256Hex.nullable() });

export const fingerprints = z.strictObject({ sentences: z.array(print), defects: z.array(defect) });
export type Fingerprints = z.output<typeof fingerprints>;

/** The hash of a sentence whoever files it: without the names of its company, its numbers and its spacing. */
const hashOf = (text: string, names: readonly string[]): string => {
  const bare = names.reduce((rest, name) => rest.replaceAll(name, '@'), text);
  return sha256(
    bare
      .toLowerCase()
      .replaceAll(/\d[\d,]*/g, '#')
      .replaceAll(/\W+/g, ' ')
      .trim(),
  );
};

const textsOf = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('filedText')
    .select(['id', 'name', 'kind', 'text'])
    .where('kind', '!=', 'rule-text')
    .where('endedAt', 'is', null)
    .orderBy('importedAt', 'desc')
    .limit(3)
    .execute();

/** The operation that tells a carrier's filed texts by hashes, so that counsel compares carriers without opening their words. */
export const showFingerprints = (check: ReturnType<typeof checkPromises>) =>
  operation({
    http: 'GET /v1/filings:fingerprints',
    says: 'The sentences of the filed texts by hash, each with what the records of a year say of it, and the defects by code: to compare carriers without opening their words',
    law: ['47 CFR 64.2009(e)'],
    may: mayRead,
    by: 'anyone',
    takes: z.strictObject({ year: z.coerce.number().int().min(2007).max(9998).optional() }),
    gives: fingerprints,
    async run(ctx: Ctx, input) {
      const today = dateAt(ctx, ctx.at);
      const year = input.year ?? Number(today.slice(0, 4)) - 1;
      const { name, shortName } = await ctx.tx
        .selectFrom('carrier')
        .select(['name', 'shortName'])
        .executeTakeFirstOrThrow();
      const names = [name, shortName];
      const given: z.input<typeof fingerprints> = { sentences: [], defects: [] };
      for (const text of await textsOf(ctx)) {
        const { promises } = await check.run(ctx, { filingId: text.id, year });
        for (const promise of promises)
          given.sentences.push({
            ...{ filing: text.name, hash: hashOf(promise.text, names), concepts: promise.concepts },
            ...{ mark: promise.mark, because: promise.because },
          });
        const kind = text.kind === 'mitigation-plan' ? 'mitigation-plan' : 'certification';
        for (const { code, quote } of lint(text.text, { kind, year: null, filed: null, today, role: null }))
          given.defects.push({ filing: text.name, code, hash: quote === null ? null : hashOf(quote, names) });
      }
      return given;
    },
  });
