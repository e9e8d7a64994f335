import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { date } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { Problem } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { classNamed, monthsKept, type RetentionClass } from './class.ts';
import { retentionSettingRow } from './record.ts';
import { countRipe, ripeRecords } from './store.ts';

const law = ['47 CFR 64.2007(a)(3)', '47 CFR 64.2008(a)(2)', '47 CFR 64.2009(c)', '47 CFR 64.2011(d)'];

const { months } = retentionSettingRow.shape;
const shownClass = z.strictObject({
  class: z.string(),
  says: z.string(),
  law: z.array(z.string()),
  floorMonths: z.int(),
  months,
  /** records whose time is over and that nothing holds, and the day from which the oldest of them counted */
  ripe: z.int(),
  oldestOn: date.nullable(),
  purged: z.int(),
});

const show = async (ctx: Ctx, kept: RetentionClass): Promise<z.input<typeof shownClass>> => {
  const [oldest] = await ripeRecords(ctx, kept, 1);
  const { purged } = await ctx.tx
    .selectFrom('purgedRecord')
    .select((eb) => eb.fn.countAll<number>().as('purged'))
    .where('class', '=', kept.id)
    .executeTakeFirstOrThrow();
  return {
    class: kept.id,
    says: kept.says,
    law: [...kept.law],
    floorMonths: kept.months,
    months: await monthsKept(ctx, kept),
    ripe: oldest === undefined ? 0 : await countRipe(ctx, kept),
    oldestOn: oldest?.endedOn ?? null,
    purged,
  };
};

/** What is never purged, by the name of its table: why. */
export type KeptForGood = Readonly<Record<string, string>>;

export const listRetention = (classes: readonly RetentionClass[], keptForGood: KeptForGood) =>
  operation({
    http: 'GET /v1/retention',
    says: 'What is kept how long: each class with its floor and paragraph, the time kept here, and how much may go today; and what is kept for good, with the reason',
    law,
    may: everyone,
    by: 'anyone',
    takes: z.strictObject({}),
    gives: z.strictObject({ items: z.array(shownClass), forGood: z.record(z.string(), z.string()) }),
    async run(ctx: Ctx) {
      const items: z.input<typeof shownClass>[] = [];
      for (const kept of classes) items.push(await show(ctx, kept));
      return { items, forGood: { ...keptForGood } };
    },
  });

export const keepLonger = (classes: readonly RetentionClass[]) =>
  operation({
    http: 'PUT /v1/retention/{class}',
    says: 'Set how many months a class is kept at this carrier: longer than its floor, never shorter',
    law,
    may: ['compliance', 'counsel'],
    by: 'person',
    takes: z.strictObject({ class: z.string().min(1), months }),
    gives: shownClass,
    async run(ctx: Ctx, { class: named, months: after }) {
      const kept = classNamed(classes, named);
      const before = await monthsKept(ctx, kept);
      if (after < kept.months)
        throw new Problem('invalid-input', {
          detail: `'months': ${kept.id} are kept at least ${kept.months} months.`,
          fix: `Give ${kept.months} or more.`,
          cite: kept.law[0],
        });
      await ctx.tx
        .insertInto('retentionSetting')
        .values({ id: ctx.id(), class: kept.id, months: after, setAt: ctx.at })
        .execute();
      const facts = { before, after };
      await record(ctx, { kind: 'retention.set', subject: `retention:${kept.id}`, happenedAt: ctx.at, facts });
      return show(ctx, kept);
    },
  });
