import { refuse } from '../../kernel/problem.ts';
import { dateOfDay, dayOfDate, parseInstant, type Zone, zone } from '../../kernel/time.ts';
import type { Closures, Step } from '../../law/calendar.ts';
import type { DueDay } from '../../law/clocks/clock.ts';
import { type ClockName, clock } from '../../law/clocks/clocks.ts';

export type Fields = Readonly<Record<string, unknown>>;
type Reader = { readonly takes: readonly string[]; answer(fields: Fields, closures: Closures): Fields };

/** Whether a value read from JSON is an object. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const invalid = (field: string, what: string, fix: string): never => refuse('invalid-input', `${field} ${what}`, fix);

const given = (fields: Fields, field: string, fix: string): unknown =>
  Object.hasOwn(fields, field) ? fields[field] : invalid(field, 'is missing', fix);

const within = (fields: Fields, parent: string, field: string, fix: string): unknown =>
  Object.hasOwn(fields, field) ? fields[field] : invalid(`${parent}.${field}`, 'is missing', fix);

// Later days could not be written as YYYY-MM-DD once days are added; earlier ones have no year 0 in law.
const firstDay = dayOfDate('0001-01-01') ?? 0;
const lastDay = dayOfDate('9000-12-31') ?? 0;
const dateFix = 'write the local date as YYYY-MM-DD, 0001-01-01 to 9000-12-31';
const instantFix = 'write RFC 3339 with seconds and offset, such as 2026-11-20T15:00:00-05:00';

const dayFrom = (value: unknown, field: string): number => {
  if (typeof value !== 'string') return invalid(field, 'is no date', dateFix);
  const day = dayOfDate(value);
  if (day === null)
    return invalid(field, parseInstant(value) === null ? 'is no date' : 'is an instant, not a date', dateFix);
  return day >= firstDay && day <= lastDay ? day : invalid(field, 'is out of range', dateFix);
};

const date = (fields: Fields, field: string): number => dayFrom(given(fields, field, dateFix), field);

const instant = (fields: Fields, field: string): number => {
  const value = given(fields, field, instantFix);
  if (typeof value !== 'string') return invalid(field, 'is no instant', instantFix);
  const at = parseInstant(value);
  if (at === null)
    return invalid(field, dayOfDate(value) === null ? 'is no instant' : 'is a date, not an instant', instantFix);
  const day = Math.floor(at / 86_400_000);
  return day > firstDay && day < lastDay ? at : invalid(field, 'is out of range', instantFix);
};

const wholeFrom = (value: unknown, field: string, low: number, high: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high
    ? value
    : invalid(field, 'is out of range', `write a whole number from ${low} to ${high}`);

const whole = (fields: Fields, field: string, low: number, high: number): number =>
  wholeFrom(given(fields, field, `write a whole number from ${low} to ${high}`), field, low, high);

const onlyKnown = (fields: Fields, known: readonly string[], of: string): void => {
  const unknown = Object.keys(fields).filter((field) => !known.includes(field));
  if (unknown.length === 0) return;
  const named = unknown.slice(0, 5).map((field) => JSON.stringify(field.slice(0, 60)));
  invalid(
    named.join(', '),
    `${unknown.length === 1 ? 'is no field' : 'are no fields'} of ${of}`,
    `it takes ${known.join(', ')}`,
  );
};

const closuresFix = 'write a list such as [{"date":"2026-12-24","why":"Executive Order"}], or leave it out';

const closuresOf = (fields: Fields): Closures => {
  const listed = Object.hasOwn(fields, 'closures') ? fields.closures : [];
  if (!Array.isArray(listed)) return invalid('closures', 'is no list', closuresFix);
  const days = new Map<number, string>();
  for (const [index, closure] of listed.entries()) {
    const field = `closures[${index}]`;
    if (!isFields(closure)) return invalid(field, 'is no object', closuresFix);
    onlyKnown(closure, ['date', 'why'], field);
    const why = within(closure, field, 'why', closuresFix);
    if (typeof why !== 'string' || why.trim() === '') return invalid(`${field}.why`, 'is no reason', closuresFix);
    days.set(dayFrom(within(closure, field, 'date', closuresFix), `${field}.date`), why);
  }
  return days;
};

/** The carrier's own promise, null or left out when there is none. */
const promised = (fields: Fields, key: string, fix: string): unknown => {
  const promise = Object.hasOwn(fields, 'promise') ? fields.promise : null;
  if (promise === null) return null;
  if (!isFields(promise)) return invalid('promise', 'is no object', fix);
  onlyKnown(promise, [key], 'promise');
  return within(promise, 'promise', key, fix);
};

const calendarDays = (fields: Fields): { calendarDays: number } | null => {
  const days = promised(fields, 'calendarDays', 'write {"calendarDays":7}, or null for no promise');
  return days === null ? null : { calendarDays: wholeFrom(days, 'promise.calendarDays', 1, 3650) };
};

const before = (fields: Fields): { before: true } | null => {
  const fix = 'write {"before":true}, or null for no promise';
  const value = promised(fields, 'before', fix);
  return value === null ? null : value === true ? { before: true } : invalid('promise.before', 'is not true', fix);
};

const zoneOf = (fields: Fields): Zone => {
  const fix = 'write the IANA name of the answering office, such as America/Chicago';
  const name = given(fields, 'zone', fix);
  return (typeof name === 'string' ? zone(name) : null) ?? invalid('zone', 'is no time zone', fix);
};

const methodOf = (fields: Fields): 'email' | 'mail' => {
  const fix = 'write "email" or "mail"';
  const method = given(fields, 'method', fix);
  return method === 'email' || method === 'mail' ? method : invalid('method', 'is no way this clock knows', fix);
};

const delayOf = (fields: Fields): number | null => {
  const until = given(
    fields,
    'agencyDelayUntil',
    'write the last day of the delay, or null when no agency asked for one',
  );
  return until === null ? null : dayFrom(until, 'agencyDelayUntil');
};

const dateOrNull = (day: number | null): string | null => (day === null ? null : dateOfDay(day));

const stepsShown = (steps: readonly Step[]): unknown =>
  steps.map(({ day, counted, why }) => ({ date: dateOfDay(day), counted, why }));

const shown = ({ due, cite, version, steps }: DueDay): Fields => ({
  due: dateOrNull(due),
  cite,
  version,
  steps: stepsShown(steps),
});

const eastern = zone('America/New_York');

const traceback = (fields: Fields, closures: Closures): Fields => {
  const received = instant(fields, 'received');
  const office = zoneOf(fields);
  const easternDay = (eastern ?? office).dayOf(received);
  const answer = clock('traceback-answer', { received, easternDay, office, closures });
  const { due, cite, version, steps, deemedReceived } = answer;
  const written = (ms: number | null): string | null => (ms === null ? null : office.format(ms));
  return { due: written(due), cite, version, steps: stepsShown(steps), deemedReceived: written(deemedReceived) };
};

const dispute = (fields: Fields): Fields => {
  const disputed = instant(fields, 'disputed');
  const office = zoneOf(fields);
  const easternDay = (eastern ?? office).dayOf(disputed);
  const { due, cite, version, steps } = clock('block-dispute', { disputed, easternDay, office });
  return { due: due === null ? null : office.format(due), cite, version, steps: stepsShown(steps) };
};

const readers: { readonly [N in ClockName]: Reader } = {
  'opt-out-wait': {
    takes: ['sent', 'method', 'days'],
    answer(fields) {
      const facts = { sent: date(fields, 'sent'), method: methodOf(fields), days: whole(fields, 'days', 30, 3650) };
      const answer = clock('opt-out-wait', facts);
      return { ...shown(answer), lastWaitingDay: dateOrNull(answer.lastWaitingDay) };
    },
  },
  'biennial-notice': {
    takes: ['sent'],
    answer: (fields) => shown(clock('biennial-notice', { sent: date(fields, 'sent') })),
  },
  'opt-out-failure-letter': {
    takes: ['detected'],
    answer: (fields, closures) =>
      shown(clock('opt-out-failure-letter', { detected: date(fields, 'detected'), closures })),
  },
  'breach-report': {
    takes: ['determined', 'promise'],
    answer(fields, closures) {
      const facts = { determined: date(fields, 'determined'), promise: calendarDays(fields), closures };
      const answer = clock('breach-report', facts);
      return { ...shown(answer), promisedDue: dateOrNull(answer.promisedDue) };
    },
  },
  'breach-customer-notice': {
    takes: ['reported', 'agencyDelayUntil'],
    answer(fields, closures) {
      const facts = { reported: date(fields, 'reported'), agencyDelayUntil: delayOf(fields), closures };
      return shown(clock('breach-customer-notice', facts));
    },
  },
  'annual-certification': {
    takes: ['year', 'promise'],
    answer(fields, closures) {
      const facts = { year: whole(fields, 'year', 1, 9000), promise: before(fields), closures };
      const answer = clock('annual-certification', facts);
      return { ...shown(answer), promisedDue: dateOrNull(answer.promisedDue) };
    },
  },
  'registration-update': {
    takes: ['changed'],
    answer: (fields, closures) => shown(clock('registration-update', { changed: date(fields, 'changed'), closures })),
  },
  'registration-recertification': {
    takes: ['year'],
    answer(fields, closures) {
      const facts = { year: whole(fields, 'year', 1, 9000), closures };
      const answer = clock('registration-recertification', facts);
      return { ...shown(answer), windowOpens: dateOrNull(answer.windowOpens) };
    },
  },
  'traceback-answer': { takes: ['received', 'zone'], answer: traceback },
  'calea-refile': {
    takes: ['amended'],
    answer: (fields, closures) => shown(clock('calea-refile', { amended: date(fields, 'amended'), closures })),
  },
  'block-dispute': { takes: ['disputed', 'zone'], answer: dispute },
  'blocked-list': {
    takes: ['asked'],
    answer: (fields, closures) => shown(clock('blocked-list', { asked: date(fields, 'asked'), closures })),
  },
  'illegal-traffic-notice': {
    takes: ['noticed', 'days'],
    answer(fields) {
      const facts = { noticed: date(fields, 'noticed'), days: whole(fields, 'days', 1, 3650) };
      return shown(clock('illegal-traffic-notice', facts));
    },
  },
  'final-determination': {
    takes: ['released'],
    answer: (fields) => shown(clock('final-determination', { released: date(fields, 'released') })),
  },
  'token-review': {
    takes: ['revoked'],
    answer: (fields, closures) => shown(clock('token-review', { revoked: date(fields, 'revoked'), closures })),
  },
  'fcc-account-update': {
    takes: ['changed'],
    answer: (fields, closures) => shown(clock('fcc-account-update', { changed: date(fields, 'changed'), closures })),
  },
};

const isClock = (name: unknown): name is ClockName => typeof name === 'string' && Object.hasOwn(readers, name);

/** The answer to one question of `compline law clock` (contracts.md section 2), or a Problem naming the field and the fix. */
export const answerClock = (fields: Fields): Fields => {
  const id = given(fields, 'id', 'give every line an id of its own');
  if (typeof id !== 'string' && typeof id !== 'number')
    return invalid('id', 'is neither text nor number', 'write text');
  const name = given(fields, 'clock', `write one of ${Object.keys(readers).join(', ')}`);
  if (!isClock(name)) return invalid('clock', 'is none we know', `write one of ${Object.keys(readers).join(', ')}`);
  const reader = readers[name];
  onlyKnown(fields, ['id', 'clock', ...reader.takes, 'closures'], name);
  // Closures are read even where nothing rolls, so that a broken list never passes in silence.
  return { id, clock: name, ...reader.answer(fields, closuresOf(fields)) };
};
