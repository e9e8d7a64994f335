import { easternDay, told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import { dateOfDay, HOUR, type Zone, zone } from '../../kernel/time.ts';
import type { Closures } from '../../law/calendar.ts';
import { tracebackAnswer } from '../../law/clocks/traceback-answer.ts';

/** The paragraph behind the desk. */
export const tracebackLaw: readonly [string, ...string[]] = ['47 CFR 64.1200(n)(1)'];

/** The paragraph behind the promise that people are set aside for it. */
export const rosterLaw: readonly [string, ...string[]] = ['47 CFR 64.6305(d)(2)(iii)'];

/** What our plan promises, weekends and nights counted: promise R30. */
export const promised = 24 * HOUR;
/** What we set ourselves, so that nobody leans on the rule's pause of a weekend. */
export const target = 4 * HOUR;

/** The zone of the answering office: the carrier's. */
export const officeOf = (ctx: Ctx): Zone =>
  zone(ctx.carrier.zone) ??
  refuse('unavailable', `The zone '${ctx.carrier.zone}' is unknown here.`, "Mend the carrier's zone.");

/** The rule's clock for a request received at an instant. */
export const ruleClock = (ctx: Ctx, received: number, closures: Closures) =>
  tracebackAnswer({ received, easternDay: easternDay(received), office: officeOf(ctx), closures });

/** All three clocks of a request as people read them, the rule's with its way. */
export const toldClocks = (ctx: Ctx, received: number, closures: Closures) => {
  const { due, cite, steps } = ruleClock(ctx, received, closures);
  return {
    rule: {
      due: toldOrNull(ctx, due),
      cite,
      steps: steps.map(({ day, counted, why }) => ({ date: dateOfDay(day), counted, why })),
    },
    promised: {
      due: told(ctx, received + promised),
      why: '24 hours after it came, nights, weekends and holidays counted',
    },
    target: { due: told(ctx, received + target), why: 'four hours after it came: our own target' },
  };
};

/** By which office day a provider whom we asked has to answer, with the way there as dues and pages take it. */
export const forwardClock = (ctx: Ctx, askedAt: number) => {
  const day = officeOf(ctx).dayOf(askedAt + promised);
  return {
    day,
    cite: tracebackLaw[0],
    steps: [{ day, counted: true, why: '24 hours after we asked, as every provider in the path has' }],
  };
};
