import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import { told } from '../../carriers/promises/local-time.ts';
import { staffWith } from '../../carriers/staff/now.ts';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import type { Role } from '../../kernel/operation.ts';
import type { Closures } from '../../law/calendar.ts';
import { ruleClock, toldClocks } from './clock.ts';
import { looksAt } from './page-steps.ts';
import type { PageStep } from './record.ts';
import { onCallAt } from './roster.ts';

type Person = { readonly personId: string; readonly personName: string };

const withRoles = async (ctx: Ctx, roles: readonly Role[]): Promise<readonly Person[]> =>
  (await staffWith(ctx, roles)).map(({ personId, name }) => ({ personId, personName: name }));

const late: ReadonlySet<PageStep> = new Set(['sixteen-hours', 'twenty-two-hours', 'rule']);

/** Who is called: first whoever is on call, then his backup, then everybody who could answer; without a roster everybody at once. */
const calledFor = async (ctx: Ctx, step: PageStep): Promise<readonly Person[]> => {
  if (step === 'everyone') return withRoles(ctx, ['network', 'officer']);
  const turns = await onCallAt(ctx, ctx.at);
  const [first, backup] = [
    turns.filter(({ place }) => place === 'first'),
    turns.filter(({ place }) => place === 'backup'),
  ];
  const wanted = step === 'backup' ? backup : step === 'arrived' ? (first.length > 0 ? first : backup) : turns;
  const called = wanted.length > 0 ? wanted : await withRoles(ctx, ['network']);
  if (!late.has(step)) return called;
  const officers = await withRoles(ctx, ['officer']);
  return [...called, ...officers.filter(({ personId }) => called.every((one) => one.personId !== personId))];
};

const because: Readonly<Record<PageStep, string>> = {
  arrived: 'A traceback request came',
  backup: 'A traceback request came and whoever is on call has not taken it',
  everyone: 'A traceback request came and nobody has taken it',
  'two-hours': 'A traceback request has not been answered for two hours',
  'eight-hours': 'A traceback request has not been answered for eight hours',
  'sixteen-hours': 'A traceback request has not been answered for sixteen hours',
  'twenty-two-hours': 'A traceback request must be answered within two hours to keep our promise',
  rule: 'A traceback request must be answered within two hours to keep the rule',
};

type Asked = { readonly id: string; readonly receivedAt: number };

/** What a page says: why now, until when, and how each clock was reckoned; nothing of the call. */
const wordsOf = (ctx: Ctx, { id, receivedAt }: Asked, step: PageStep, closures: Closures): string => {
  const { rule, promised, target } = toldClocks(ctx, receivedAt, closures);
  const steps = rule.steps.map(({ date, why }) => `${date}: ${why}`).join('\n');
  return `${because[step]}.

Request ${id}, received ${told(ctx, receivedAt)}. Take it on the console’s page “On call” (/console/on-call), or with POST /v1/tracebacks/${id}:acknowledge.

Our target: ${target.due}. Why? ${target.why}.

Our promise: ${promised.due}. Why? ${promised.why}.

The rule: ${rule.due ?? 'no hours are set'} (${rule.cite}). Why?
${steps}`;
};

/** Calls whoever a step calls to a request, each once. */
export const wantPages = async (ctx: Ctx, asked: Asked, step: PageStep, closures: Closures): Promise<number> => {
  const persons = await calledFor(ctx, step);
  if (persons.length === 0) return 0;
  const words = wordsOf(ctx, asked, step, closures);
  const wanted = { tracebackId: asked.id, step, words, wantedAt: ctx.at, state: 'wanted' as const };
  const added = await ctx.tx
    .insertInto('tracebackPage')
    .values(
      persons.map(({ personId, personName }) => ({
        id: ctx.id(),
        personId,
        personName,
        ...wanted,
        reference: null,
        endedAt: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  for (const { id } of added)
    await later(ctx, { does: 'tracebacks.page', input: { pageId: id }, from: ctx.at, key: id });
  return added.length;
};

/** Has an open request looked at when nobody took it and before its clocks end; what lies before `recordedAt` is left out. */
export const lookAgain = async (
  ctx: Ctx,
  { id, receivedAt, recordedAt }: Asked & { readonly recordedAt: number },
): Promise<void> => {
  const ruleDue = ruleClock(ctx, receivedAt, await closuresOf(ctx)).due;
  for (const from of looksAt({ receivedAt, recordedAt, acknowledgedAt: null, ruleDue }))
    await later(ctx, { does: 'tracebacks.watch', input: {}, from, key: `${id} ${from}` });
};

/** Calls whoever is on call to a request that just came, and has it looked at again. */
export const callSomebody = async (ctx: Ctx, asked: Asked): Promise<void> => {
  await wantPages(ctx, asked, 'arrived', await closuresOf(ctx));
  await lookAgain(ctx, { ...asked, recordedAt: ctx.at });
};
