import type { Ctx } from '../../db/context.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { callsBetween, mostCalls } from '../call-detail/read.ts';
import { dayNumber, local, startOfDate } from '../customers/dates.ts';
import type { DeskDispatch } from './record.ts';

type Language = 'en' | 'es';

const words = {
  en: {
    subject: 'The calls that you asked for',
    lead: (carrier: string, from: string, until: string) =>
      `${carrier} sends you the calls of ${from} to ${until} because somebody asked for them at our desk. If it was not you, call us at once at the number on your bill.`,
    out: 'to',
    in: 'from',
    withheld: 'withheld',
    none: 'There were no calls in this period.',
    more: `Only the latest ${mostCalls} calls are listed: ask for a shorter period.`,
    seconds: 's',
  },
  es: {
    subject: 'Las llamadas que usted pidió',
    lead: (carrier: string, from: string, until: string) =>
      `${carrier} le envía las llamadas del ${from} al ${until} porque alguien las pidió a nuestro personal. Si no fue usted, llámenos de inmediato al número de su factura.`,
    out: 'a',
    in: 'de',
    withheld: 'oculto',
    none: 'No hubo llamadas en este período.',
    more: `Solo se listan las últimas ${mostCalls} llamadas: pida un período más corto.`,
    seconds: 's',
  },
} as const;

export const subjectOf = (language: Language): string => words[language].subject;

/** What goes to the address of record: a line a call, nothing else of the account. */
export const textOf = async (ctx: Ctx, dispatch: DeskDispatch, language: Language): Promise<string> => {
  const { customerId, fromDay, untilDay } = dispatch;
  const { zone, name } = ctx.carrier;
  const told = words[language];
  const until = startOfDate(zone, dateOfDay(dayNumber(untilDay) + 1));
  const calls = await callsBetween(ctx, customerId, startOfDate(zone, fromDay), until);
  const lines = calls.map(({ direction, otherNumber, startAt, talkMs }) => {
    const at = local(zone, startAt).slice(0, 16).replace('T', ' ');
    return `${at}  ${told[direction]} ${otherNumber ?? told.withheld}  ${Math.round(talkMs / 1000)} ${told.seconds}`;
  });
  const body = lines.length === 0 ? [told.none] : lines;
  const more = calls.length === mostCalls ? [told.more] : [];
  return [told.lead(name, fromDay, untilDay), '', ...body, ...more, ''].join('\n');
};

/** Moves a dispatch on, with its evidence. */
export const settleDispatch = async (ctx: Ctx, dispatch: DeskDispatch, state: DeskDispatch['state']): Promise<void> => {
  const sentAt = state === 'sent' || state === 'posted' ? ctx.at : null;
  await ctx.tx.updateTable('deskDispatch').set({ state, sentAt }).where('id', '=', dispatch.id).execute();
  await record(ctx, {
    kind: `desk.dispatch-${state}`,
    subject: `customer:${dispatch.customerId}`,
    happenedAt: ctx.at,
    facts: { session: dispatch.sessionId, dispatch: dispatch.id, way: dispatch.way },
  });
};

/** The address still there, and the language of whom it reaches; undefined where it was taken off meanwhile. */
export const receiverOf = (ctx: Ctx, { customerId, contactId }: DeskDispatch) =>
  ctx.tx
    .selectFrom('customerContact')
    .innerJoin('customer', 'customer.id', 'customerContact.customerId')
    .select(['customerContact.value', 'customer.name', 'customer.language'])
    .where('customerContact.id', '=', contactId)
    .where('customer.id', '=', customerId)
    .where('customerContact.untilAt', 'is', null)
    .executeTakeFirst();
