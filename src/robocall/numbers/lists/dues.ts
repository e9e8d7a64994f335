import type { Due, DueSource } from '../../../carriers/obligations/due.ts';
import { dateAt, dayNumber } from '../../../carriers/promises/local-time.ts';
import { freshThrough, needed, owedFrom, todayOf } from './freshness.ts';

const ahead = 10;
const roles = ['network', 'compliance'] as const;
const cite = '47 CFR 64.1200(o)';

const names: Readonly<Record<(typeof needed)[number], string>> = {
  'do-not-originate': 'numbers that only take calls (do not originate)',
  unallocated: 'unallocated numbers',
  held: 'the numbers that the carrier holds, of which the unassigned are unused',
};

/** Lists of numbers that are about to be too old, and those that a carrier of calls has not got. */
export const numberListDues: DueSource = async (ctx) => {
  const since = await owedFrom(ctx);
  if (since === null || since > ctx.at) return [];
  const lists = await ctx.tx
    .selectFrom('numberList')
    .select(['id', 'kind', 'source', 'versionOn'])
    .where('inForceAt', 'is not', null)
    .where('replacedAt', 'is', null)
    .orderBy('versionOn')
    .execute();
  const today = todayOf(ctx);
  const old = lists
    .filter((list) => freshThrough(list) - ahead <= today)
    .map((list): Due => {
      const day = freshThrough(list);
      return {
        key: `number-list:${list.kind}:${list.source}`,
        what: `Import a newer version of ${list.source}, or calls are screened against an old list`,
        subject: `number-list:${list.id}`,
        cite,
        bound: 'by',
        day,
        promisedDay: null,
        steps: [{ day, counted: true, why: `its version is of ${list.versionOn}` }],
        roles,
      };
    });
  const missing = needed
    .filter((kind) => !lists.some((list) => list.kind === kind))
    .map((kind): Due => {
      const day = dayNumber(dateAt(ctx, since));
      return {
        key: `number-list-missing:${kind}`,
        what: `Import a list of ${names[kind]}: there is none`,
        subject: `carrier:${ctx.carrier.id}`,
        cite,
        bound: 'by',
        day,
        promisedDay: null,
        steps: [{ day, counted: true, why: 'calls of accounts are carried since' }],
        roles,
      };
    });
  return [...old, ...missing];
};
