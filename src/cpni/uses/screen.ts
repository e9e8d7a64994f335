import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import type { Category, UseAsked } from '../../law/facts.ts';
import { type Deciding, judgeState } from '../../law/questions/judge-state.ts';
import { cpniVersionAt } from '../../law/versions.ts';
import { classesFor } from '../approvals/classes.ts';
import { codeCount, noNotice, stateOf } from '../approvals/verdict-codes.ts';
import { categoriesOf, groundOf, useOf } from './facts.ts';
import type { UseAskedFor } from './record.ts';

/** The deciding words of a screening that let a customer be approached, and those that leave him out. */
export const includingWords = ['no-approval-needed', 'opt-out', 'opt-in'] as const;
export const excludingWords = [
  'notice',
  'scope',
  'opt-in-missing',
  'email-consent',
  'form',
  'delivery',
  'waiting-period',
  'renewal',
  'proof',
  'refused',
  'agreement',
  'authentication',
  'call',
  'order',
  'prohibited',
  'not-applicable',
  'promise',
] as const;
/** All of them by the number that stands in audience rows; numbers never change their meaning. */
export const verdictWords = [...includingWords, ...excludingWords] as const;
/** Verdicts below this number include. */
export const firstExcluding = includingWords.length;

const words: readonly string[] = verdictWords;

/** The number of an answer's deciding word. */
export const verdictNumber = (answer: string, allowed: boolean): number => {
  const word = !allowed && answer === 'opt-in' ? 'opt-in-missing' : answer;
  const number = words.indexOf(word);
  if (number === -1) throw new Error(`a screening cannot rest on '${word}'`);
  return number;
};

const numberOf = (deciding: Deciding): number =>
  deciding.allowed ? verdictNumber(deciding.basis, true) : verdictNumber(deciding.missing, false);

const masks = 16;

/** The law's verdict for every mask of services and every pair of stored codes, in order; null where no such state is. */
const verdicts = (asked: Omit<UseAsked, 'subscribes'>, at: number): readonly (Deciding | null)[] => {
  const version = cpniVersionAt(at);
  const table: (Deciding | null)[] = [];
  for (let mask = 0; mask < masks; mask += 1) {
    const subscribes: readonly Category[] = categoriesOf(mask);
    for (let silence = 0; silence < codeCount; silence += 1)
      for (let consent = 0; consent < codeCount; consent += 1) {
        const state = stateOf(silence, consent);
        table.push(state === null ? null : judgeState({ ...asked, subscribes }, version, state));
      }
  }
  return table;
};

/** The same as numbers of deciding words. */
const verdictTable = (asked: Omit<UseAsked, 'subscribes'>, at: number): readonly number[] =>
  verdicts(asked, at).map((one) => (one === null ? verdictWords.indexOf('notice') : numberOf(one)));

/** By deciding word the paragraphs that may stand behind it for a use at an instant (epoch ms). */
export const paragraphsOf = async (ctx: Ctx, use: UseAskedFor, at: number): Promise<Map<string, readonly string[]>> => {
  const { carrier } = await groundOf(ctx, at);
  const found = new Map<string, readonly string[]>();
  for (const one of verdicts({ carrier, use: useOf(use) }, at)) {
    if (one === null || one.cite === null) continue;
    const word = verdictWords[numberOf(one)] ?? 'notice';
    const cites = found.get(word) ?? [];
    if (!cites.includes(one.cite)) found.set(word, [...cites, one.cite]);
  }
  return found;
};

/** Who of the carrier's present customers is asked about at all. */
export type Audience = { readonly language: 'en' | 'es' | null; readonly subscribesMask: number };

/** A query of `customer_id, verdict` for a use at an instant (epoch ms): one join, the rule asked once in TypeScript. */
export const screening = async (
  ctx: Ctx,
  use: UseAskedFor,
  audience: Audience,
  at: number,
): Promise<RawBuilder<{ customerId: string; verdict: number }>> => {
  const ground = await groundOf(ctx, at);
  const lawUse = useOf(use);
  const table = verdictTable({ carrier: ground.carrier, use: lawUse }, at);
  const classes = await classesFor(ctx, lawUse);
  const silence =
    ground.lost === 0 ? sql`p.silence` : sql`coalesce(p.silence_by_loss[${sql.lit(1 + ground.lost)}], p.silence)`;
  return sql`
    select c.id as customer_id, c.account, p.until_at,
      (${sql.lit(`{${table.join(',')}}`)}::smallint[])[1 + c.subscribes * ${sql.lit(codeCount * codeCount)}
        + coalesce(${silence}, ${sql.lit(noNotice)}) * ${sql.lit(codeCount)}
        + coalesce(p.consent, ${sql.lit(noNotice)})] as verdict
    from customer c
    left join permission p on p.carrier_id = c.carrier_id and p.customer_id = c.id and p.class_id = any(${[...classes]}::bigint[])
      and p.from_at <= ${at} and p.until_at > ${at}
    where c.left_at is null
      and (${audience.language}::text is null or c.language = ${audience.language})
      and (${audience.subscribesMask}::int = 0 or (c.subscribes & ${audience.subscribesMask}::int) <> 0)`;
};

/** How many customers a use reaches and leaves out, by deciding word. */
export const screeningCounts = async (
  ctx: Ctx,
  use: UseAskedFor,
  audience: Audience,
  at: number,
): Promise<Record<string, number>> => {
  const query = await screening(ctx, use, audience, at);
  const { rows } = await sql<{
    verdict: number;
    count: number;
  }>`select verdict, count(*) as count from (${query}) s group by verdict order by verdict`.execute(ctx.tx);
  return Object.fromEntries(rows.map(({ verdict, count }) => [verdictWords[verdict] ?? 'notice', count]));
};
