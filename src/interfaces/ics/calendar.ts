import type { FastifyInstance } from 'fastify';
import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import type { z } from 'zod';
import { readerOf } from '../../carriers/obligations/feed.ts';
import type { shownDue } from '../../carriers/obligations/list-clocks.ts';
import type { Connections } from '../../db/connect.ts';
import { randomIds } from '../../kernel/id.ts';
import { invoke } from '../invoke.ts';

type Shown = z.output<typeof shownDue>;

const day = 86_400;

/** How a date came about, as a person reads it: the paragraph, then every day of the way. */
const derivation = ({ why, promisedOn, toldBefore }: Shown): string =>
  [
    why.cite,
    ...why.steps.map(({ date, counted, why: reason }) => `${date} ${counted ? '+' : '·'} ${reason}`),
    ...(promisedOn === null ? [] : [`By your own promise: ${promisedOn}.`]),
    ...(toldBefore === null ? [] : [`Told before: ${toldBefore.dueOn} (${toldBefore.why}).`]),
  ].join('\n');

/** The clocks as an iCalendar (RFC 5545): an all-day event each, with its derivation and an alarm a day ahead. */
export const calendarOf = (items: readonly Shown[], now: number): string => {
  const calendar = ical({ name: 'Compline: what is due', method: ICalCalendarMethod.PUBLISH, ttl: 3600 });
  calendar.prodId({ company: 'Compline', product: 'Clocks', language: 'EN' });
  for (const due of items) {
    const event = calendar.createEvent({
      id: `${due.key}@compline`,
      start: new Date(`${due.dueOn}T00:00:00Z`),
      allDay: true,
      stamp: new Date(now),
      summary: due.bound === 'by' ? `Due: ${due.what}` : `Not before: ${due.what}`,
      description: derivation(due),
    });
    event.createAlarm({ type: ICalAlarmType.display, triggerBefore: day });
  }
  return calendar.toString();
};

/** `GET /calendar/{token}.ics`: a calendar program has no other way to sign in than the address itself. */
export const calendar = (app: FastifyInstance, connections: Connections): void => {
  app.get<{ Params: { token: string } }>('/calendar/:token.ics', async (request, reply) => {
    const now = Date.now();
    const reader = await readerOf(connections.platform, request.params.token);
    if (reader === null) return reply.code(404).type('text/plain').send('There is no such calendar.\n');
    const asking = { ...reader, proof: { by: 'key' as const, password: null }, at: now, id: randomIds(now) };
    const { items } = (await invoke(connections, 'clocks.list', asking, { input: {}, key: null })) as {
      items: readonly Shown[];
    };
    return reply.type('text/calendar; charset=utf-8').header('cache-control', 'private').send(calendarOf(items, now));
  });
};
