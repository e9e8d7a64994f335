import { setReviewMonths } from '../carriers/access-review/dues.ts';
import { decideAccess, listReviews, openReview, showReview } from '../carriers/access-review/review.ts';
import { closeDay, listClosures, withdrawClosure } from '../carriers/closures.ts';
import { clocksOn } from '../carriers/obligations/clocks-on.ts';
import { endFeed, openFeed } from '../carriers/obligations/feed.ts';
import { listClocks } from '../carriers/obligations/list-clocks.ts';
import { sweepClocks } from '../carriers/obligations/sweep.ts';
import { changeProfile, showCarrier } from '../carriers/profile.ts';
import { adoptPromises, undertake } from '../carriers/promises/adopt.ts';
import { checkPromises } from '../carriers/promises/check.ts';
import { endFiling, endPromise } from '../carriers/promises/end.ts';
import { importPromises } from '../carriers/promises/import.ts';
import { listPromises } from '../carriers/promises/list.ts';
import { showFiling } from '../carriers/promises/show.ts';
import { closeTask } from '../carriers/tasks/close.ts';
import { listTasks } from '../carriers/tasks/list.ts';
import { configureTelephone } from '../carriers/telephone/settings.ts';
import { breachBearing } from '../cpni/breaches/bearing.ts';
import { controls } from './controls.ts';
import { dues, pastDues } from './dues.ts';

/** The carrier itself: profile, access, promises, clocks, tasks. */
export const carrierOperations = {
  'carrier.show': showCarrier,
  'carrier.change': changeProfile,
  'clocks.list': listClocks(dues),
  'clocks.on': clocksOn(pastDues),
  'clocks.sweep': sweepClocks(dues),
  'clocks.feeds.open': openFeed,
  'clocks.feeds.end': endFeed,
  'closures.add': closeDay,
  'closures.list': listClosures,
  'closures.withdraw': withdrawClosure,
  'accessReviews.open': openReview,
  'accessReviews.decide': decideAccess,
  'accessReviews.show': showReview,
  'accessReviews.list': listReviews,
  'accessReviews.months': setReviewMonths,
  'tasks.list': listTasks,
  'tasks.close': closeTask,
  'promises.import': importPromises,
  'promises.filing': showFiling,
  'promises.check': checkPromises(controls, breachBearing),
  'promises.adopt': adoptPromises,
  'promises.undertake': undertake,
  'promises.end-filing': endFiling,
  'promises.end': endPromise,
  'promises.list': listPromises,
  'telephone.configure': configureTelephone,
} as const;
