import {
  delivered,
  emailConsent,
  firstDayOfUse,
  lastDayOfSilence,
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

/**
 * The first day of use of a notice among the sound ones. One notice that went out twice while its wait ran, by e-mail and
 * by post, waits for the later end.
 */
const firstDayAmong = (notice: Notice, sound: readonly Notice[]): number => {
  const own = firstDayOfUse(notice);
  let last = own;
  for (const other of sound) {
    if (other === notice || other.id !== notice.id) continue;
    const others = firstDayOfUse(other);
    if (other.day < own && notice.day < others && others > last) last = others;
  }
  return last;
};

/** Local days on which silence counts, both inclusive. */
type Run = { readonly firstDay: number; readonly lastDay: number };

/**
 * The run of days that the latest sound notices found. A notice sent within a run carries it on without a new wait; one
 * sent after it founds the next.
 */
const lastRun = (sound: readonly Notice[]): Run => {
  let firstDay = Number.POSITIVE_INFINITY;
  let lastDay = Number.NEGATIVE_INFINITY;
  for (const notice of sound) {
    const own = firstDayAmong(notice, sound);
    firstDay = notice.day <= lastDay ? Math.min(firstDay, own) : own;
    lastDay = lastDayOfSilence(notice);
  }
  return { firstDay, lastDay };
};

/** Whether `notice` speaks before `than` among equally far ones: the latest, then the later wait, then the id. */
const isLater = (notice: Notice, firstDay: number, than: Notice, thanFirstDay: number): boolean => {
  if (notice.at !== than.at) return notice.at > than.at;
  if (firstDay !== thanFirstDay) return firstDay > thanFirstDay;
  return notice.id > than.id;
};

/** Of sound notices none of which permits: one whose wait is over lacks renewal, else the latest wait is told. */
const withheldSound = (sound: readonly Notice[], day: number): Withheld => {
  let waiting: Notice | null = null;
  let clearsDay = Number.NEGATIVE_INFINITY;
  let lapsed: Notice | null = null;
  for (const notice of sound) {
    const firstDay = firstDayAmong(notice, sound);
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
  const { firstDay, lastDay } = lastRun(sound);
  const latest = sound[sound.length - 1];
  if (latest !== undefined && waitingPeriod.holds({ firstDay, day }) && renewal.holds({ lastDay, day }))
    return { allowed: true, basis: 'opt-out', notice: latest.id };
  return withheldSound(sound, day);
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
