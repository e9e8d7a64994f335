import type { z } from 'zod';
import { dateAt, dayNumber, told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { dateOfDay, HOUR } from '../../kernel/time.ts';
import type { Step } from '../../law/calendar.ts';
import { promised } from '../../robocall/tracebacks/clock.ts';
import type { LegalRequest, legalRequestAnswerRow } from './record.ts';

type Answer = Pick<z.output<typeof legalRequestAnswerRow>, 'kind' | 'comesOn' | 'answeredAt'>;
type Asked = Pick<LegalRequest, 'receivedAt' | 'dueOn'>;

/** One promise of the plan (R30) is behind both: tracebacks and demands. */
const promisedHours = promised / HOUR;

/** The commitment of a plan to answer the Commission and law enforcement. */
export const promiseCite = '47 CFR 64.6305(d)(2)(iii)';

/** No rule of the Commission sets a day: what opens the records is that the law compels. */
const demandCite = '47 USC 222(c)(1)';

/** The instant (epoch ms) by which we promised a first answer. */
export const promisedAt = ({ receivedAt }: Pick<LegalRequest, 'receivedAt'>): number => receivedAt + promised;

/** Whether an answer ends what the demand wants, for what it covers. */
export const isFinal = ({ kind }: Pick<Answer, 'kind'>): boolean =>
  kind === 'given' || kind === 'objected' || kind === 'none-found';

/** Our own promise: due at an instant, with the steps that lead there and when it was met. */
export const promiseClock = (ctx: Ctx, asked: Asked, answers: readonly Answer[]) => {
  const due = promisedAt(asked);
  const steps: readonly Step[] = [
    { day: dayNumber(dateAt(ctx, asked.receivedAt)), counted: false, why: `received ${told(ctx, asked.receivedAt)}` },
    {
      day: dayNumber(dateAt(ctx, due)),
      counted: true,
      why: `${promisedHours} hours later, nights and weekends counted: a first answer, which may say what comes and when`,
    },
  ];
  return { due, cite: promiseCite, steps, met: answers[0]?.answeredAt ?? null };
};

/** The last day that its issuer granted, or the one the demand names; null where it names none. */
export const demandedOn = ({ dueOn }: Pick<Asked, 'dueOn'>, answers: readonly Answer[]): string | null =>
  answers.findLast(({ kind }) => kind === 'extended')?.comesOn ?? dueOn;

/** The day of the demand itself; without one, the day we named to those who ask. */
export const demandClock = (ctx: Ctx, asked: Asked, answers: readonly Answer[]) => {
  const received: Step = { day: dayNumber(dateAt(ctx, asked.receivedAt)), counted: false, why: 'received' };
  const step = (on: string, why: string): Step => ({ day: dayNumber(on), counted: true, why });
  const demanded = demandedOn(asked, answers);
  const named = answers.findLast(({ kind }) => kind === 'told-when')?.comesOn ?? null;
  const due = demanded ?? named;
  if (due === null)
    return {
      due: null,
      cite: demandCite,
      steps: [{ ...received, why: 'received: the demand names no day, and none was agreed' }],
    };
  const own = asked.dueOn === null ? [] : [step(asked.dueOn, 'the day that the demand names')];
  const later =
    demanded === null
      ? [step(due, 'the demand names no day: the day that we told them')]
      : demanded === asked.dueOn
        ? []
        : [step(demanded, 'the day to which its issuer extended it')];
  const steps = [received, ...own.map((one) => ({ ...one, counted: later.length === 0 })), ...later];
  return { due: dayNumber(due), cite: demandCite, steps };
};

/**
 * Whether it was answered by its day. What was final in time stays so: neither a day that was named after it nor its closing, which may
 * come later, makes it late.
 */
export const answeredInTime = (
  ctx: Ctx,
  asked: Asked & Pick<LegalRequest, 'closedAt'>,
  answers: readonly Answer[],
): 'yes' | 'no' | 'open' => {
  const first = answers[0]?.answeredAt ?? null;
  if (first === null && asked.closedAt === null) return ctx.at > promisedAt(asked) ? 'no' : 'open';
  if ((first ?? asked.closedAt ?? 0) > promisedAt(asked)) return 'no';
  const final = answers.findLastIndex(isFinal);
  const { due } = demandClock(ctx, asked, final === -1 ? answers : answers.slice(0, final + 1));
  const end = answers[final]?.answeredAt ?? asked.closedAt ?? ctx.at;
  if (due !== null && dateAt(ctx, end) > dateOfDay(due)) return 'no';
  return asked.closedAt === null ? 'open' : 'yes';
};
