import { acceptPolicy } from '../robocall/acceptable-use/accept.ts';
import { listPolicies } from '../robocall/acceptable-use/list.ts';
import { publishPolicy } from '../robocall/acceptable-use/publish.ts';
import { endAccount } from '../robocall/accounts/end.ts';
import { resumeAccount, suspendAccount, terminateAccount } from '../robocall/accounts/hold.ts';
import { setLimits } from '../robocall/accounts/limits.ts';
import { listAccounts } from '../robocall/accounts/list.ts';
import { openAccount } from '../robocall/accounts/open.ts';
import { showAccount } from '../robocall/accounts/show.ts';
import { answerQuestionnaire } from '../robocall/onboarding/answer.ts';
import { answerFlag } from '../robocall/onboarding/answer-flag.ts';
import { recordCall } from '../robocall/onboarding/call.ts';
import { checkField } from '../robocall/onboarding/check.ts';
import { claimFields } from '../robocall/onboarding/claim.ts';
import { decideCase } from '../robocall/onboarding/decide.ts';
import { decideMatch } from '../robocall/onboarding/decide-match.ts';
import { addDocument, readDocument } from '../robocall/onboarding/documents.ts';
import { listCases } from '../robocall/onboarding/list.ts';
import { openCase } from '../robocall/onboarding/open.ts';
import { screenCase } from '../robocall/onboarding/screen.ts';
import { showCase } from '../robocall/onboarding/show.ts';
import { submitCase } from '../robocall/onboarding/submit.ts';
import { watchLapses } from '../robocall/onboarding/watch.ts';
import { importPublicFile } from '../robocall/public-files/import.ts';
import { listPublicFiles } from '../robocall/public-files/list.ts';

/** Whom we give service, and the accounts that come of it. */
export const onboardingOperations = {
  'onboarding.open': openCase,
  'onboarding.list': listCases,
  'onboarding.show': showCase,
  'onboarding.claim': claimFields,
  'onboarding.check': checkField,
  'onboarding.answer': answerQuestionnaire,
  'onboarding.addDocument': addDocument,
  'onboarding.readDocument': readDocument,
  'onboarding.recordCall': recordCall,
  'onboarding.screen': screenCase,
  'onboarding.decideMatch': decideMatch,
  'onboarding.answerFlag': answerFlag,
  'onboarding.accept': acceptPolicy,
  'onboarding.submit': submitCase,
  'onboarding.decide': decideCase,
  'onboarding.watch': watchLapses,
  'acceptableUse.publish': publishPolicy,
  'acceptableUse.list': listPolicies,
  'publicFiles.import': importPublicFile,
  'publicFiles.list': listPublicFiles,
  'accounts.open': openAccount,
  'accounts.list': listAccounts,
  'accounts.show': showAccount,
  'accounts.setLimits': setLimits,
  'accounts.suspend': suspendAccount,
  'accounts.resume': resumeAccount,
  'accounts.terminate': terminateAccount,
  'accounts.end': endAccount,
} as const;
