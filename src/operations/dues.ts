import { accessReviewDues } from '../carriers/access-review/dues.ts';
import { practiceDues } from '../carriers/practices/dues.ts';
import { accountChangeDues } from '../cpni/account-changes/dues.ts';
import { breachDues } from '../cpni/breaches/dues.ts';
import { complaintDues } from '../cpni/complaints/dues.ts';
import { letterDues } from '../cpni/opt-out-channels/dues.ts';
import { renewalDues } from '../cpni/renewals/dues.ts';
import { partyDues } from '../cpni/third-parties/dues.ts';
import { certificationDues } from '../filings/certification/dues.ts';
import { mitigationPlanDues } from '../filings/mitigation-plan/dues.ts';
import { interceptionDues } from '../lawful-process/interceptions/dues.ts';
import { legalRequestDues } from '../lawful-process/legal-requests/dues.ts';
import { personnelDues } from '../personnel/dues.ts';
import { customerLetterDues } from '../robocall/customer-letters/dues.ts';
import { fccNoticeDues } from '../robocall/fcc-notices/dues.ts';
import { investigationDues } from '../robocall/investigations/dues.ts';
import { numberListDues } from '../robocall/numbers/lists/dues.ts';
import { onboardingDues } from '../robocall/onboarding/dues.ts';
import { signingDues } from '../robocall/signing/credentials/dues.ts';
import { strikeDues } from '../robocall/strikes/dues.ts';
import { tracebackDues } from '../robocall/tracebacks/dues.ts';

/** Everything that can be due; each capability brings its own. */
export const dues = [
  letterDues,
  breachDues,
  certificationDues,
  mitigationPlanDues,
  partyDues,
  practiceDues,
  personnelDues,
  complaintDues,
  accountChangeDues,
  accessReviewDues,
  renewalDues,
  numberListDues,
  onboardingDues,
  strikeDues,
  customerLetterDues,
  tracebackDues,
  legalRequestDues,
  interceptionDues,
  signingDues,
  fccNoticeDues,
  investigationDues,
];

/** Those that can say what was due at a past instant: their records keep when each thing was done. */
export const pastDues = [letterDues, breachDues, certificationDues];
