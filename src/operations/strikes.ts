import { listStrikeCalls } from '../robocall/strikes/calls.ts';
import { closeAccount } from '../robocall/strikes/close.ts';
import { deliverWarning } from '../robocall/strikes/deliver.ts';
import { signException } from '../robocall/strikes/except.ts';
import { listStrikes } from '../robocall/strikes/list.ts';
import { readNotice } from '../robocall/strikes/notice.ts';
import { showStrikes } from '../robocall/strikes/show.ts';
import { voidFinding } from '../robocall/strikes/void.ts';
import { watchStrikes } from '../robocall/strikes/watch.ts';

/** One warning, then termination: findings of wrong caller IDs and what follows. */
export const strikesOperations = {
  'strikes.list': listStrikes,
  'strikes.show': showStrikes,
  'strikes.calls': listStrikeCalls,
  'strikes.notice': readNotice,
  'strikes.watch': watchStrikes,
  'strikes.deliver': deliverWarning,
  'strikes.void': voidFinding,
  'strikes.except': signException,
  'strikes.close': closeAccount,
} as const;
