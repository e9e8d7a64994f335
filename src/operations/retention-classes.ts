import { notesKept } from '../carriers/tasks/retention.ts';
import { authenticationKept } from '../cpni/authentication/retention.ts';
import { breachesKept } from '../cpni/breaches/retention.ts';
import { callsKept } from '../cpni/call-detail/retention.ts';
import { campaignsKept } from '../cpni/campaigns/retention.ts';
import { complaintsKept } from '../cpni/complaints/retention.ts';
import { customersKept } from '../cpni/customers/retention.ts';
import { deskKept } from '../cpni/desk/retention.ts';
import { lettersKept } from '../cpni/letters/retention.ts';
import { approvalsKept, noticesKept } from '../cpni/returns/retention.ts';
import { interceptionsKept } from '../lawful-process/interceptions/retention.ts';
import { legalRequestsKept } from '../lawful-process/legal-requests/retention.ts';
import { disciplineKept } from '../personnel/retention.ts';
import { gateKept } from '../robocall/call-gate/retention.ts';
import { customerLettersKept } from '../robocall/customer-letters/retention.ts';
import { fccNoticesKept } from '../robocall/fcc-notices/retention.ts';
import { investigationsKept } from '../robocall/investigations/retention.ts';
import { onboardingKept } from '../robocall/onboarding/retention.ts';
import { strikesKept } from '../robocall/strikes/retention.ts';
import { tracebackMailKept } from '../robocall/tracebacks/mails/retention.ts';
import { tracebacksKept } from '../robocall/tracebacks/retention.ts';
import { callRecordsKept } from '../robocall/traffic/calls/retention.ts';
import { trafficKept } from '../robocall/traffic/days/retention.ts';

/** Everything that is kept for a time and then forgotten; each capability brings its own. */
export const retentionClasses = [
  customersKept,
  approvalsKept,
  noticesKept,
  campaignsKept,
  breachesKept,
  complaintsKept,
  disciplineKept,
  callsKept,
  authenticationKept,
  deskKept,
  lettersKept,
  notesKept,
  gateKept,
  onboardingKept,
  strikesKept,
  customerLettersKept,
  callRecordsKept,
  tracebacksKept,
  tracebackMailKept,
  legalRequestsKept,
  interceptionsKept,
  trafficKept,
  fccNoticesKept,
  investigationsKept,
];
