import {
  delivered,
  emailConsent,
  firstDayOfUse,
  optOutForm,
  renewal,
  waitingPeriod,
  withinNotice,
} from '../47cfr/64.2008.ts';
import type { Scope } from '../coverage.ts';
import type { Events, Notice } from '../events.ts';
import { furthest, type Verdict, type Withheld, withheld } from './approval-verdict.ts';

type Flaw = 'scope' | 'email-consent' | 'form' | 'delivery';

/** What keeps silence on one opt-out notice from ever counting, or `sound`. */
const flawOf = (notice: Notice, events: Events, scope: Scope, at: number): Flaw | 'sound' => {
  if (!withinNotice.holds({ named: notice.covers, scope })) return 'scope';
  if (!optOutForm.holds(notice)) return 'form';
  if (notice.method === 'email' && !emailConsent.holds({ notice, consents: events.consents })) return 'email-consent';
  if (events.bounces.length > 0 && !delivered.holds({ notice, bounces: events.bounces, at })) return 'delivery';
  return 'sound';
};

/** The notices again if an id was sent more than once, else none: most histories need not be compared pair by pair. */
const withTwins = (sound: readonly Notice[]): readonly Notice[] =>
  sound.length > 1 && new Set(sound.map(({ id }) => id)).size < sound.length ? sound : [];

/**
 * The first day of use of a notice. One that went out twice while its wait ran, by e-mail and by post, waits for the later
 * end.
 */
const firstDayAmong = (notice: Notice, twins: readonly Notice[]): number => {
  const own = firstDayOfUse(notice);
  let last = own;
  for (const other of twins) {
    if (other === notice || other.id !== notice.id) continue;
    const others = firstDayOfUse(other);
    if (other.day < own && notice.day < others && others > last) last = others;
  }
  return last;
};

/**
 * The first day of use in the run of days that the latest sound notices found; the run lasts as long as its last notice. A
 * notice sent within a run carries it on without a new wait; one sent after it founds the next.
 */
const firstDayOfLastRun = (sound: readonly Notice[], twins: readonly Notice[]): number => {
  let firstDay = Number.POSITIVE_INFINITY;
  let last: Notice | null = null;
  for (const notice of sound) {
    const own = firstDayAmong(notice, twins);
    const carriesOn = last !== null && renewal.holds({ notice: last, day: notice.day });
    firstDay = carriesOn ? Math.min(firstDay, own) : own;
    last = notice;
  }
  return firstDay;
};

/** Whether `notice` speaks before `than` among equally far ones: the latest, then the later wait, then the id. */
const isLater = (notice: Notice, firstDay: number, than: Notice, thanFirstDay: number): boolean => {
  if (notice.at !== than.at) return notice.at > than.at;
  if (firstDay !== thanFirstDay) return firstDay > thanFirstDay;
  return notice.id > than.id;
};

/** Of sound notices none of which permits: one whose wait is over lacks renewal, else the latest wait is told. */
const withheldSound = (sound: readonly Notice[], twins: readonly Notice[], day: number): Withheld => {
  let waiting: Notice | null = null;
  let clearsDay = Number.NEGATIVE_INFINITY;
  let lapsed: Notice | null = null;
  for (const notice of sound) {
    const firstDay = firstDayAmong(notice, twins);
    if (waitingPeriod.holds({ firstDay, day })) {
      if (lapsed === null || isLater(notice, 0, lapsed, 0)) lapsed = notice;
    } else if (waiting === null || isLater(notice, firstDay, waiting, clearsDay)) {
      waiting = notice;
      clearsDay = firstDay;
    }
  }
  return {
    allowed: false,
    missing: lapsed === null ? 'waiting-period' : 'renewal',
    notice: (lapsed ?? waiting)?.id ?? null,
    clearsDay: waiting === null ? null : clearsDay,
  };
};

const byTimeThenId = (one: Notice, other: Notice): number => {
  if (one.at !== other.at) return one.at - other.at;
  return one.id === other.id ? 0 : one.id < other.id ? -1 : 1;
};

const verdictOfSound = (sound: Notice[], day: number): Verdict => {
  if (sound.length > 1) sound.sort(byTimeThenId);
  const twins = withTwins(sound);
  const latest = sound[sound.length - 1];
  const firstDay = firstDayOfLastRun(sound, twins);
  if (latest !== undefined && waitingPeriod.holds({ firstDay, day }) && renewal.holds({ notice: latest, day }))
    return { allowed: true, basis: 'opt-out', notice: latest.id };
  return withheldSound(sound, twins, day);
};

const none: Withheld = withheld('notice');

/**
 * Whether silence permits the scope at an instant (epoch ms) on a local day, refusals aside. One notice that permits is
 * enough; if none does, the verdict speaks of the one that got furthest.
 */
export const silence = (events: Events, scope: Scope, at: number, day: number): Verdict => {
  let sound: Notice[] | null = null;
  let best: Withheld = none;
  let bestNotice: Notice | null = null;
  for (const notice of events.notices) {
    if (notice.at > at || notice.approval === 'opt-in') continue;
    const flaw = flawOf(notice, events, scope, at);
    if (flaw === 'sound') {
      if (sound === null) sound = [notice];
      else sound.push(notice);
      continue;
    }
    const step = furthest[flaw] - furthest[best.missing];
    if (step > 0 || (step === 0 && (bestNotice === null || isLater(notice, 0, bestNotice, 0)))) {
      best = { allowed: false, missing: flaw, notice: notice.id, clearsDay: null };
      bestNotice = notice;
    }
  }
  return sound === null ? best : verdictOfSound(sound, day);
};
