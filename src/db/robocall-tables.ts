// What we keep of voice accounts and their calls.
import { accountHoldRow, accountLimitsRow, voiceAccountRow } from '../robocall/accounts/record.ts';
import { gateChangeRow, gateCredentialRow, gateGroupRow, gateRefusalRow } from '../robocall/call-gate/record.ts';
import { numberListBlockRow, numberListRow, numberRightRow, numberSaltRow } from '../robocall/numbers/record.ts';
import { onboardingCaseRow, onboardingDecisionRow } from '../robocall/onboarding/record.ts';
import { appended, changed, forGate, listed, mine } from './listed.ts';

export const robocallTables = {
  onboardingCase: changed(onboardingCaseRow),
  onboardingDecision: forGate(onboardingDecisionRow, 'append'),
  voiceAccount: forGate(voiceAccountRow, 'change'),
  accountLimits: forGate(accountLimitsRow, 'append'),
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
};
