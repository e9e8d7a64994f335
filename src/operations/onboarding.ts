import { endAccount } from '../robocall/accounts/end.ts';
import { resumeAccount, suspendAccount, terminateAccount } from '../robocall/accounts/hold.ts';
import { setLimits } from '../robocall/accounts/limits.ts';
import { listAccounts } from '../robocall/accounts/list.ts';
import { openAccount } from '../robocall/accounts/open.ts';
import { showAccount } from '../robocall/accounts/show.ts';

/** Whom we give service, and the accounts that come of it. */
export const onboardingOperations = {
  'accounts.open': openAccount,
  'accounts.list': listAccounts,
  'accounts.show': showAccount,
  'accounts.setLimits': setLimits,
  'accounts.suspend': suspendAccount,
  'accounts.resume': resumeAccount,
  'accounts.terminate': terminateAccount,
  'accounts.end': endAccount,
} as const;
