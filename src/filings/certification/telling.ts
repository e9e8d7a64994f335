import { promised } from '../../carriers/promises/in-force.ts';
import { yearPeriod } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { figuresOf } from './figures.ts';
import type { Practice, Telling } from './sentences/template.ts';

const approvedNotices = (ctx: Ctx, until: number) =>
  ctx.tx
    .selectFrom('noticeVersion')
    .select(['kind', 'waitDays'])
    .where('approvedAt', 'is not', null)
    .where('approvedAt', '<', until)
    .execute();

const practiceOf = ({ codes, promised }: Pick<Telling, 'codes' | 'promised'>, kinds: readonly string[]): Practice => {
  if (codes.has('no-cpni-marketing')) return 'no-marketing';
  if (codes.has('opt-in-only')) return 'opt-in';
  if (kinds.includes('opt-out') || promised.has('P8') || promised.has('P18')) return 'opt-out';
  return kinds.includes('opt-in') ? 'opt-in' : 'no-marketing';
};

const channelWords = {
  phone: 'telephone',
  web: 'web page',
  'email-reply': 'reply to the e-mail',
  mail: 'mail',
} as const;

/** What the sentences of a year are written from. */
export const tellingOf = async (ctx: Ctx, year: number): Promise<Telling> => {
  const period = yearPeriod(ctx, year);
  const at = Math.min(period.until, ctx.at) - 1;
  const { shortName } = await ctx.tx.selectFrom('carrier').select('shortName').executeTakeFirstOrThrow();
  const { concepts, codes } = await promised(ctx, at);
  const notices = await approvedNotices(ctx, period.until);
  const waits = notices.filter(({ kind }) => kind === 'opt-out').map(({ waitDays }) => waitDays);
  const channels = await ctx.tx
    .selectFrom('choiceChannel')
    .select('kind')
    .distinct()
    .where('free', '=', true)
    .where('fromAt', '<', period.until)
    .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', period.from)]))
    .orderBy('kind')
    .execute();
  return {
    name: shortName,
    year,
    practice: practiceOf(
      { codes, promised: concepts },
      notices.map(({ kind }) => kind),
    ),
    promised: concepts,
    codes,
    figures: await figuresOf(ctx, year),
    // without a text in use, what the rule asks
    waitDays: waits.length === 0 ? 30 : Math.min(...waits),
    channels: channels.map(({ kind }) => channelWords[kind]),
  };
};
