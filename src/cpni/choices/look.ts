import { z } from 'zod';
import { promiseCodes } from '../../carriers/promises/in-force.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { coverageOf } from '../../law/coverage.ts';
import { eventsOf, historyOf, zoneOf } from '../approvals/history.ts';
import { noticeVersionRow } from '../notices/record.ts';
import { openLosses } from '../opt-out-channels/losses.ts';
import { choiceChannelRow } from '../opt-out-channels/record.ts';
import { statusOf } from './status.ts';
import { type CodeHolder, holderOf } from './store.ts';

/** How a choice stands, as `statusOf` tells it. */
export const choiceState = z.enum(['waiting', 'in-use', 'said-no', 'said-yes', 'not-in-use']);

const opened = z.strictObject({
  carrier: z.strictObject({ name: z.string(), zone: z.string(), demo: z.boolean() }),
  notice: z.strictObject({
    versionId: id,
    ...noticeVersionRow.pick({
      kind: true,
      language: true,
      cpni: true,
      recipients: true,
      purposes: true,
      entities: true,
    }).shape,
  }),
  status: z.strictObject({
    state: choiceState,
    on: date,
  }),
  ways: z.array(choiceChannelRow.pick({ kind: true, address: true, alwaysOpen: true, hours: true })),
  /** The form for complaints on the web, where there is one. */
  complaints: id.nullable(),
});

const waysOf = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('choiceChannel')
    .select(['kind', 'address', 'alwaysOpen', 'hours'])
    .where('untilAt', 'is', null)
    .where('free', '=', true)
    .orderBy('alwaysOpen', 'desc')
    .orderBy('name')
    .execute();

const formOf = async (ctx: Ctx): Promise<string | null> => {
  const rows = await ctx.tx
    .selectFrom('intakeSource')
    .select(['id', 'feeds'])
    .where('kind', '=', 'web')
    .where('untilDay', 'is', null)
    .orderBy('id')
    .execute();
  return rows.find(({ feeds }) => feeds.includes('complaints'))?.id ?? null;
};

/** Where a customer's choice about what a notice covers stands now. */
export const statusFor = async (ctx: Ctx, { customerId }: Pick<CodeHolder, 'customerId'>, covers: number) => {
  const here = zoneOf(ctx);
  const history = (await historyOf(ctx, [customerId], Number.MAX_SAFE_INTEGER)).get(customerId) ?? [];
  const promises = await promiseCodes(ctx, ctx.at);
  const never = promises.includes('opt-in-only') || promises.includes('no-cpni-marketing');
  const lost = new Set((await openLosses(ctx, ctx.at)).map(({ channel }): string => channel));
  const silenceCounts = (notice: string): boolean => {
    const channels = history.find(({ id: eventId }) => eventId === notice)?.channels ?? [];
    return !never && !(channels.length === 1 && channels.every((channel) => lost.has(channel)));
  };
  return statusOf(eventsOf(history, here), covers, ctx.at, here, silenceCounts);
};

export const lookUp = operation({
  // the code stands in the body: an address is logged in too many places
  http: 'POST /v1/choices:look',
  says: 'What the code of a notice opens: where the choice stands and since when, what the notice covers, and the free ways to choose; records nothing',
  law: ['47 CFR 64.2008(c)', '47 CFR 64.2008(d)(3)(v)'],
  may: ['agent', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({ code: z.string().min(1).max(64) }),
  gives: opened,
  async run(ctx: Ctx, { code }) {
    const holder = await holderOf(ctx, code);
    const { id: versionId, ...notice } = await ctx.tx
      .selectFrom('noticeVersion')
      .select(['id', 'kind', 'language', 'cpni', 'recipients', 'purposes', 'entities'])
      .where('id', '=', holder.versionId)
      .executeTakeFirstOrThrow();
    const covers = coverageOf(notice.cpni, notice.recipients, notice.purposes);
    const { name, zone, demo } = ctx.carrier;
    const status = await statusFor(ctx, holder, covers);
    const [ways, complaints] = [await waysOf(ctx), await formOf(ctx)];
    return { carrier: { name, zone, demo }, notice: { versionId, ...notice }, status, ways, complaints };
  },
});
