// What we keep of voice accounts, their calls and what is demanded of them.
import {
  interceptionDesigneeRow,
  interceptionFilingRow,
  interceptionIncidentRow,
  interceptionPolicyRow,
  interceptionRow,
} from '../lawful-process/interceptions/record.ts';
import {
  legalRequestAnswerRow,
  legalRequestAssessmentRow,
  legalRequestPullRow,
  legalRequestRow,
} from '../lawful-process/legal-requests/record.ts';
import { acceptableUseAcceptanceRow, acceptableUseVersionRow } from '../robocall/acceptable-use/record.ts';
import { accountGateModeRow, accountHoldRow, accountLimitsRow, voiceAccountRow } from '../robocall/accounts/record.ts';
import {
  gateChangeRow,
  gateCredentialRow,
  gateGroupRow,
  gateRefusalRow,
  gateShadowCallRow,
} from '../robocall/call-gate/record.ts';
import { customerLetterBatchRow, customerLetterRow } from '../robocall/customer-letters/record.ts';
import { fccNoticeActionRow, fccNoticeRow } from '../robocall/fcc-notices/record.ts';
import {
  blockedNumberRow,
  investigationActionRow,
  investigationEvidenceRow,
  investigationIntakeRow,
  investigationRow,
} from '../robocall/investigations/record.ts';
import { numberListBlockRow, numberListRow, numberRightRow, numberSaltRow } from '../robocall/numbers/record.ts';
import {
  onboardingBasisRow,
  onboardingCallRow,
  onboardingCaseRow,
  onboardingCheckRow,
  onboardingDecisionRow,
  onboardingDocumentRow,
  onboardingFieldRow,
  onboardingFlagAnswerRow,
  onboardingMatchRow,
  onboardingNoticeRow,
  onboardingQuestionnaireRow,
  onboardingScreeningRow,
  onboardingSubmissionRow,
} from '../robocall/onboarding/record.ts';
import { providerCheckRow, providerRow } from '../robocall/providers/record.ts';
import { publicEntryRow, publicFileRow } from '../robocall/public-files/record.ts';
import { signingCredentialRow, signingPaperRow } from '../robocall/signing/credentials/record.ts';
import {
  strikeAccountRow,
  strikeCallRow,
  strikeEventRow,
  strikeFindingRow,
  strikeNoticeRow,
} from '../robocall/strikes/record.ts';
import {
  tracebackAddressRow,
  tracebackMailRow,
  tracebackMailSettingsRow,
} from '../robocall/tracebacks/mails/record.ts';
import {
  onCallTurnRow,
  tracebackCallRow,
  tracebackPageRow,
  tracebackProofRow,
  tracebackRequesterRow,
  tracebackRow,
  traceForwardRow,
  upstreamReviewRow,
} from '../robocall/tracebacks/record.ts';
import { calledListRow } from '../robocall/traffic/called-lists/record.ts';
import {
  callFileRow,
  callPartRow,
  callPieceRow,
  callQuarantineRow,
  callSourceRow,
} from '../robocall/traffic/calls/record.ts';
import { numberComplaintRow } from '../robocall/traffic/complaints/record.ts';
import {
  callAccountRow,
  messageDeliveryRow,
  trafficAlertRow,
  trafficDayRow,
  trafficScoringRow,
} from '../robocall/traffic/days/record.ts';
import { appended, changed, forGate, listed, mine } from './listed.ts';

export const robocallTables = {
  onboardingCase: changed(onboardingCaseRow),
  onboardingDecision: forGate(onboardingDecisionRow, 'append'),
  onboardingField: appended(onboardingFieldRow),
  onboardingCheck: appended(onboardingCheckRow),
  onboardingQuestionnaire: appended(onboardingQuestionnaireRow),
  onboardingDocument: appended(onboardingDocumentRow),
  onboardingFlagAnswer: appended(onboardingFlagAnswerRow),
  onboardingCall: appended(onboardingCallRow),
  onboardingSubmission: appended(onboardingSubmissionRow),
  onboardingBasis: appended(onboardingBasisRow),
  onboardingNotice: changed(onboardingNoticeRow),
  onboardingScreening: appended(onboardingScreeningRow),
  onboardingMatch: changed(onboardingMatchRow),
  acceptableUseVersion: appended(acceptableUseVersionRow),
  acceptableUseAcceptance: appended(acceptableUseAcceptanceRow),
  publicFile: appended(publicFileRow),
  // the entries of a file go when the next of its kind is in
  publicEntry: listed({ ...mine, row: publicEntryRow, app: 'remove', platform: 'none', filled: ['carrierId'] }),
  voiceAccount: forGate(voiceAccountRow, 'change'),
  accountLimits: forGate(accountLimitsRow, 'append'),
  accountGateMode: forGate(accountGateModeRow, 'append'),
  accountHold: forGate(accountHoldRow, 'change'),
  numberRight: forGate(numberRightRow, 'change'),
  numberSalt: appended(numberSaltRow),
  numberList: forGate(numberListRow, 'change'),
  // blocks of versions long replaced are taken away
  numberListBlock: listed({
    ...mine,
    row: numberListBlockRow,
    app: 'remove',
    platform: 'read',
    filled: ['carrierId'],
  }),
  signingCredential: forGate(signingCredentialRow, 'change'),
  signingPaper: appended(signingPaperRow),
  gateCredential: forGate(gateCredentialRow, 'change'),
  gateChange: listed({
    ...mine,
    row: gateChangeRow,
    app: 'append',
    platform: 'read',
    filled: ['carrierId', 'seq', 'tx', 'accountId'],
  }),
  gateGroup: changed(gateGroupRow),
  gateRefusal: appended(gateRefusalRow),
  gateShadowCall: appended(gateShadowCallRow),
  strikeAccount: changed(strikeAccountRow),
  strikeFinding: changed(strikeFindingRow),
  strikeEvent: appended(strikeEventRow),
  strikeCall: changed(strikeCallRow),
  strikeNotice: changed(strikeNoticeRow),
  customerLetterBatch: changed(customerLetterBatchRow),
  customerLetter: changed(customerLetterRow),
  tracebackRequester: appended(tracebackRequesterRow),
  traceback: changed(tracebackRow),
  tracebackCall: appended(tracebackCallRow),
  tracebackProof: appended(tracebackProofRow),
  tracebackMailSettings: changed(tracebackMailSettingsRow),
  tracebackMail: changed(tracebackMailRow),
  // an incoming message names no carrier: the address that it is for does
  tracebackAddress: listed({
    ...mine,
    row: tracebackAddressRow,
    app: 'remove',
    platform: 'read',
    filled: ['carrierId'],
  }),
  traceForward: changed(traceForwardRow),
  onCallTurn: changed(onCallTurnRow),
  tracebackPage: changed(tracebackPageRow),
  upstreamReview: changed(upstreamReviewRow),
  callSource: changed(callSourceRow),
  callFile: changed(callFileRow),
  // an import that was broken off is taken in anew, and parts are made again
  callPiece: listed({ ...mine, row: callPieceRow, app: 'remove', platform: 'none', filled: ['carrierId'] }),
  callQuarantine: listed({ ...mine, row: callQuarantineRow, app: 'remove', platform: 'none', filled: ['carrierId'] }),
  provider: changed(providerRow),
  providerCheck: appended(providerCheckRow),
  fccNotice: changed(fccNoticeRow),
  fccNoticeAction: appended(fccNoticeActionRow),
  investigation: changed(investigationRow),
  investigationIntake: appended(investigationIntakeRow),
  investigationAction: appended(investigationActionRow),
  investigationEvidence: appended(investigationEvidenceRow),
  blockedNumber: forGate(blockedNumberRow, 'change'),
  interceptionPolicy: appended(interceptionPolicyRow),
  interceptionDesignee: appended(interceptionDesigneeRow),
  interceptionFiling: changed(interceptionFilingRow),
  interception: changed(interceptionRow),
  interceptionIncident: changed(interceptionIncidentRow),
  legalRequest: changed(legalRequestRow),
  legalRequestAssessment: appended(legalRequestAssessmentRow),
  legalRequestPull: appended(legalRequestPullRow),
  legalRequestAnswer: appended(legalRequestAnswerRow),
  callPart: listed({ ...mine, row: callPartRow, app: 'remove', platform: 'none', filled: ['carrierId'] }),
  callAccount: changed(callAccountRow),
  trafficDay: changed(trafficDayRow, 'keptFrom'),
  trafficAlert: appended(trafficAlertRow, 'keptFrom'),
  trafficScoring: changed(trafficScoringRow),
  messageDelivery: changed(messageDeliveryRow, 'keptFrom'),
  calledList: listed({
    ...{ ...mine, row: calledListRow, platform: 'none', filled: ['carrierId'] },
    app: { may: 'append', changes: ['goneAt', 'goneBy', 'goneWhy'] },
  }),
  numberComplaint: appended(numberComplaintRow),
};
