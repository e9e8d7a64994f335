import { type Closures, dayOfCivil, isBusinessDay, rollForward, type Step } from '../calendar.ts';
import { told } from './clock.ts';

/** What the clock must know of the office's time zone: instants are epoch ms, days are day numbers. */
export type Wall = {
  dayOf(ms: number): number;
  /** Milliseconds on the wall clock since 00:00. */
  clockOf(ms: number): number;
  /** The instant at which the wall shows a time of a day. */
  at(day: number, clock: number): number;
};

export type TracebackReceived = {
  /** Epoch ms. */
  readonly received: number;
  /** The Eastern day of receipt: a version of a rule begins at 00:00 Eastern. */
  readonly easternDay: number;
  /** The zone of the office that must answer. */
  readonly office: Wall;
  readonly closures: Closures;
};

/** Unlike the other clocks this one ends at an instant: `due` and `deemedReceived` are epoch ms. */
export type TracebackAnswer = {
  readonly due: number | null;
  readonly cite: string;
  readonly version: string | null;
  readonly steps: readonly Step[];
  readonly deemedReceived: number | null;
};

const cite = '47 CFR 64.1200(n)(1)';
const since = dayOfCivil(2024, 1, 8);
const hour = 3_600_000;
const opens = 8 * hour;
const closes = 17.5 * hour;

type Deemed = { readonly day: number; readonly at: number; readonly steps: readonly Step[] };

/** Outside office hours a request counts as received at the next opening; before 08:00 that is the same day (doubt D-18). */
const deemed = ({ received, office, closures }: TracebackReceived): Deemed => {
  const day = office.dayOf(received);
  const clock = office.clockOf(received);
  const open = isBusinessDay(day, closures);
  if (open && clock >= opens && clock <= closes)
    return { day, at: received, steps: [told(day, 'request received in office hours: the trigger')] };
  const early = open && clock < opens;
  const trigger = told(
    day,
    `request received ${early ? 'before' : 'outside'} office hours (08:00 to 17:30 on business days): the trigger`,
  );
  const next = early ? { day, skipped: [] } : rollForward(open ? day + 1 : day, closures);
  const at = office.at(next.day, opens);
  return { day: next.day, at, steps: [trigger, ...next.skipped, told(next.day, 'counts as received at 08:00')] };
};

/**
 * The instant by which a traceback request must be answered: 24 hours that pass, so a change of clocks between two
 * business days moves the wall time; hours that would end on a weekend, holiday or closure end at the same wall time of
 * the next business day (doubt D-25). Before the rule the duty was "fully and timely", with no hours.
 */
export const tracebackAnswer = (request: TracebackReceived): TracebackAnswer => {
  const { office, closures } = request;
  if (request.easternDay < since) {
    const why = 'no hours were set: the rule asks for 24 hours only from 2024-01-08';
    return { due: null, cite, version: null, steps: [told(office.dayOf(request.received), why)], deemedReceived: null };
  }
  const start = deemed(request);
  const passed = start.at + 24 * hour;
  const end = rollForward(office.dayOf(passed), closures);
  const carried = end.skipped.length > 0;
  const due = carried ? office.at(end.day, office.clockOf(start.at)) : passed;
  const why = carried ? 'due at the same clock time of the next business day' : 'due when 24 hours have passed';
  const steps = [...start.steps, ...end.skipped, { day: end.day, counted: true, why }];
  return { due, cite, version: 'TB-2024', steps, deemedReceived: start.at };
};
