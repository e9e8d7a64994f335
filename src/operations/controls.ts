import { practiceControls } from '../carriers/practices/controls.ts';
import { accountChangeControls } from '../cpni/account-changes/controls.ts';
import { authenticationControls } from '../cpni/authentication/controls.ts';
import { breachControls } from '../cpni/breaches/controls.ts';
import { complaintControls } from '../cpni/complaints/controls.ts';
import { deskControls } from '../cpni/desk/controls.ts';
import { disclosureControls } from '../cpni/disclosures/controls.ts';
import { channelControls } from '../cpni/opt-out-channels/controls.ts';
import { pretextingControls } from '../cpni/pretexting/controls.ts';
import { certificationControls } from '../filings/certification/controls/controls.ts';
import { mitigationPlanControls } from '../filings/mitigation-plan/controls.ts';
import { interceptionControls } from '../lawful-process/interceptions/controls.ts';
import { legalRequestControls } from '../lawful-process/legal-requests/controls.ts';
import { personnelControls } from '../personnel/controls.ts';
import { attestationControls } from '../robocall/call-gate/attestation-control.ts';
import { gateControls } from '../robocall/call-gate/controls.ts';
import { fccNoticeControls } from '../robocall/fcc-notices/controls.ts';
import { investigationControls } from '../robocall/investigations/controls.ts';
import { numberControls } from '../robocall/numbers/controls.ts';
import { onboardingControls } from '../robocall/onboarding/controls.ts';
import { providerControls } from '../robocall/providers/controls.ts';
import { signingControls } from '../robocall/signing/credentials/controls.ts';
import { strikeControls } from '../robocall/strikes/controls.ts';
import { tracebackControls } from '../robocall/tracebacks/controls.ts';
import { trafficControls } from '../robocall/traffic/days/controls.ts';

/** Every control that a promise may be proved by; each capability brings its own. */
export const controls = [
  ...complaintControls,
  ...pretextingControls,
  ...channelControls,
  ...breachControls,
  ...personnelControls,
  ...practiceControls,
  ...disclosureControls,
  ...certificationControls,
  ...mitigationPlanControls,
  ...accountChangeControls,
  ...deskControls,
  ...authenticationControls,
  ...numberControls,
  ...onboardingControls,
  ...gateControls,
  ...attestationControls,
  ...signingControls,
  ...strikeControls,
  ...tracebackControls,
  ...legalRequestControls,
  ...interceptionControls,
  ...trafficControls,
  ...providerControls,
  ...fccNoticeControls,
  ...investigationControls,
];
