// Everything we keep. Row security and grants are written from this list (secure.ts); a test compares it with the database.
import type { ColumnType } from 'kysely';
import type { z } from 'zod';
import { personnelSettingRow } from '../carriers/access/record.ts';
import { accessReviewItemRow, accessReviewRow, accessReviewSettingRow } from '../carriers/access-review/record.ts';
import { mailSettingRow } from '../carriers/mail/record.ts';
import { mailboxMessageRow } from '../carriers/mailbox/record.ts';
import { calendarFeedRow, clockReminderRow, clockToldRow } from '../carriers/obligations/record.ts';
import { practiceReviewRow, practiceRow } from '../carriers/practices/record.ts';
import { carrierPromiseRow, filedTextRow, promiseRow } from '../carriers/promises/record.ts';
import { affiliateRow, carrierRow, closureRow } from '../carriers/record.ts';
import { legalHoldRow, purgedRecordRow, purgeRow, retentionSettingRow } from '../carriers/retention/record.ts';
import { taskRow } from '../carriers/tasks/record.ts';
import { telephoneSettingRow } from '../carriers/telephone/record.ts';
import { accountNoticeRow } from '../cpni/account-changes/record.ts';
import { choiceReceiptRow, permissionClassRow, permissionEventRow, permissionRow } from '../cpni/approvals/record.ts';
import {
  authenticationCountRow,
  authenticationLockRow,
  authenticationSaltRow,
  authenticationTryRow,
  backupMethodRow,
  customerPasswordRow,
  customerProofRow,
  oneTimeCodeRow,
  onlineAccountRow,
} from '../cpni/authentication/record.ts';
import {
  agencyDirectionRow,
  breachConceptRow,
  breachCooperationRow,
  breachMessageRow,
  breachRow,
  harmAssessmentRow,
} from '../cpni/breaches/record.ts';
import { callDetailRow } from '../cpni/call-detail/record.ts';
import {
  audienceMemberRow,
  audienceRow,
  campaignOutcomeRow,
  campaignReturnFileRow,
  campaignReturnRefusedRow,
  campaignReturnRow,
  campaignReviewRow,
  campaignRow,
  releaseRow,
  solicitationRow,
} from '../cpni/campaigns/record.ts';
import { choiceAttemptRow, choiceCodeRow, returnedFormRow } from '../cpni/choices/record.ts';
import { ivrCallRow, ivrLineRow } from '../cpni/choices/telephone/record.ts';
import {
  complaintIntakeRow,
  complaintLinkRow,
  complaintRow,
  complaintSettingRow,
  intakeSourceRow,
  nilReportRow,
  sourceOutageRow,
} from '../cpni/complaints/record.ts';
import {
  accountChangeRow,
  accountPersonRow,
  customerContactRow,
  customerRow,
  customerServiceRow,
  legacyApprovalRow,
  probeCustomerRow,
} from '../cpni/customers/record.ts';
import {
  businessContractRow,
  deskAttemptRow,
  deskCallRow,
  deskDispatchRow,
  deskPromptRow,
  deskSessionRow,
  recitedCallRow,
  spokenApprovalRow,
} from '../cpni/desk/record.ts';
import { disclosureItemRow, disclosureRow } from '../cpni/disclosures/record.ts';
import { letterPartRow } from '../cpni/letters/record.ts';
import { deliveryRow, newestNoticeRow, noticeVersionRow } from '../cpni/notices/record.ts';
import {
  channelCheckRow,
  channelIncidentRow,
  choiceChannelRow,
  failureLetterRow,
} from '../cpni/opt-out-channels/record.ts';
import { dataBrokerActionRow, pretexterFindingRow, pretextingAlertRow } from '../cpni/pretexting/record.ts';
import { renewalSettingRow } from '../cpni/renewals/record.ts';
import { returnDomainRow, returnedMailRow, returnSettingsRow, softBounceRow } from '../cpni/returns/record.ts';
import { letterBatchRow, messageRow, sendingRunRow } from '../cpni/sendings/record.ts';
import { agreementRow, partyAcknowledgmentRow, thirdPartyRow } from '../cpni/third-parties/record.ts';
import { decisionRow } from '../cpni/uses/record.ts';
import { checkpointRow, ledgerEntryRow, ledgerLeafRow, ledgerNodeRow, ledgerStateRow } from '../ledger/rows.ts';
import { courseAttemptRow } from '../personnel/course/record.ts';
import { acknowledgmentRow, completionRow, courseRow, disciplineCaseRow, manualRow } from '../personnel/record.ts';
import { filedTables } from './filed-tables.ts';
import { appended, changed, listed, mine } from './listed.ts';
import { platformTables } from './platform-tables.ts';
import { robocallTables } from './robocall-tables.ts';
import { idempotencyRow, jobRow } from './rows.ts';
import { staffTables } from './staff-tables.ts';

export const tables = {
  carrier: listed({ of: 'carrier', key: 'id', row: carrierRow, app: 'change', platform: 'append', filled: [] }),
  affiliate: changed(affiliateRow),
  closure: changed(closureRow),

  accessReview: changed(accessReviewRow),
  accessReviewItem: changed(accessReviewItemRow),
  accessReviewSetting: appended(accessReviewSettingRow),

  task: changed(taskRow),
  clockTold: appended(clockToldRow),
  clockReminder: changed(clockReminderRow),
  // a calendar program names no carrier: its token does
  calendarFeed: listed({ ...mine, row: calendarFeedRow, app: 'change', platform: 'read', filled: ['carrierId'] }),

  retentionSetting: appended(retentionSettingRow),
  legalHold: changed(legalHoldRow),
  purge: changed(purgeRow),
  // a line here takes what it names: the trigger behind it is the only one who forgets
  purgedRecord: appended(purgedRecordRow),

  customer: changed(customerRow),
  probeCustomer: appended(probeCustomerRow),
  customerService: changed(customerServiceRow),
  customerContact: changed(customerContactRow),
  accountPerson: changed(accountPersonRow),
  legacyApproval: appended(legacyApprovalRow),

  telephoneSetting: changed(telephoneSettingRow),
  accountChange: appended(accountChangeRow),
  accountNotice: changed(accountNoticeRow),

  authenticationSalt: appended(authenticationSaltRow),
  oneTimeCode: changed(oneTimeCodeRow),
  onlineAccount: changed(onlineAccountRow),
  customerPassword: changed(customerPasswordRow),
  backupMethod: changed(backupMethodRow),
  authenticationTry: appended(authenticationTryRow),
  authenticationCount: changed(authenticationCountRow),
  authenticationLock: changed(authenticationLockRow),
  customerProof: changed(customerProofRow),
  callDetail: appended(callDetailRow),
  deskSession: changed(deskSessionRow),
  deskAttempt: appended(deskAttemptRow),
  recitedCall: appended(recitedCallRow),
  deskCall: changed(deskCallRow),
  deskPrompt: changed(deskPromptRow),
  deskDispatch: changed(deskDispatchRow),
  businessContract: changed(businessContractRow),
  spokenApproval: appended(spokenApprovalRow),

  noticeVersion: listed({
    ...mine,
    row: noticeVersionRow,
    app: 'change',
    platform: 'none',
    filled: ['carrierId', 'formOf'],
  }),
  delivery: appended(deliveryRow),
  newestNotice: changed(newestNoticeRow),

  returnedMail: changed(returnedMailRow),
  softBounce: changed(softBounceRow),
  returnSettings: changed(returnSettingsRow),
  mailboxMessage: changed(mailboxMessageRow),
  // an incoming message names no carrier: the domain it is addressed to does
  returnDomain: listed({ ...mine, row: returnDomainRow, app: 'remove', platform: 'read', filled: ['carrierId'] }),

  permissionEvent: appended(permissionEventRow),
  permissionClass: appended(permissionClassRow),
  permission: listed({ ...mine, row: permissionRow, app: 'remove', platform: 'none', filled: ['carrierId'] }),

  // a customer's answer names no carrier: his code does
  choiceCode: listed({ ...mine, row: choiceCodeRow, app: 'change', platform: 'read', filled: ['carrierId'] }),

  // a receipt names no carrier: its number finds it
  choiceReceipt: listed({ ...mine, row: choiceReceiptRow, app: 'append', platform: 'read', filled: ['carrierId'] }),
  choiceAttempt: changed(choiceAttemptRow),
  returnedForm: changed(returnedFormRow),
  // a telephone service names no carrier: its line does
  ivrLine: listed({ ...mine, row: ivrLineRow, app: 'change', platform: 'read', filled: ['carrierId'] }),
  ivrCall: changed(ivrCallRow),

  decision: appended(decisionRow),
  campaign: changed(campaignRow),
  campaignReview: appended(campaignReviewRow),
  solicitation: changed(solicitationRow),
  audience: changed(audienceRow),
  audienceMember: changed(audienceMemberRow),
  release: changed(releaseRow),
  campaignOutcome: appended(campaignOutcomeRow),
  campaignReturnFile: appended(campaignReturnFileRow),
  campaignReturnRefused: appended(campaignReturnRefusedRow),
  campaignReturn: appended(campaignReturnRow),

  ledgerEntry: listed({
    ...mine,
    row: ledgerEntryRow,
    app: 'append',
    platform: 'none',
    filled: ['carrierId', 'tx', 'n', 'secrecy'],
  }),
  ledgerLeaf: appended(ledgerLeafRow),
  ledgerNode: appended(ledgerNodeRow),
  ledgerState: changed(ledgerStateRow),
  checkpoint: appended(checkpointRow),
  // an answer for repeats is no record: it goes after its time
  idempotency: listed({ ...mine, row: idempotencyRow, app: 'remove', platform: 'none', filled: ['carrierId'] }),
  // the worker finds due work of all carriers; what a job did ends it in the carrier's own transaction
  job: listed({
    ...mine,
    row: jobRow,
    app: 'change',
    platform: 'change',
    filled: ['carrierId', 'lockedUntil', 'doneAt', 'error', 'attempts'],
  }),

  filedText: changed(filedTextRow),
  promise: appended(promiseRow),
  carrierPromise: changed(carrierPromiseRow),

  // a complaint of the public names no carrier: its form does
  intakeSource: listed({ ...mine, row: intakeSourceRow, app: 'change', platform: 'read', filled: ['carrierId'] }),
  sourceOutage: changed(sourceOutageRow),
  complaint: changed(complaintRow),
  complaintIntake: appended(complaintIntakeRow),
  complaintLink: changed(complaintLinkRow),
  complaintSetting: appended(complaintSettingRow),
  nilReport: changed(nilReportRow),
  dataBrokerAction: changed(dataBrokerActionRow),
  pretexterFinding: appended(pretexterFindingRow),
  pretextingAlert: changed(pretextingAlertRow),
  breach: changed(breachRow),
  breachConcept: appended(breachConceptRow),
  breachCooperation: appended(breachCooperationRow),
  breachMessage: appended(breachMessageRow),
  harmAssessment: appended(harmAssessmentRow),
  agencyDirection: appended(agencyDirectionRow),
  choiceChannel: changed(choiceChannelRow),
  channelIncident: changed(channelIncidentRow),
  channelCheck: appended(channelCheckRow),
  failureLetter: changed(failureLetterRow),

  mailSetting: changed(mailSettingRow),
  sendingRun: changed(sendingRunRow),
  message: changed(messageRow),
  letterBatch: changed(letterBatchRow),
  letterPart: changed(letterPartRow),
  renewalSetting: changed(renewalSettingRow),

  thirdParty: changed(thirdPartyRow),
  agreement: changed(agreementRow),
  partyAcknowledgment: appended(partyAcknowledgmentRow),
  disclosure: changed(disclosureRow),
  disclosureItem: appended(disclosureItemRow),
  practice: changed(practiceRow),
  practiceReview: appended(practiceReviewRow),

  course: appended(courseRow),
  completion: appended(completionRow),
  courseAttempt: changed(courseAttemptRow),
  personnelSetting: appended(personnelSettingRow),
  manual: appended(manualRow),
  acknowledgment: appended(acknowledgmentRow),
  disciplineCase: changed(disciplineCaseRow),

  ...filedTables,
  ...staffTables,
  ...robocallTables,
  ...platformTables,
};

type Tables = typeof tables;

type Columns<R extends z.ZodObject, F extends string> = {
  [K in keyof z.output<R>]: K extends F
    ? ColumnType<z.output<R>[K], z.output<R>[K] | undefined, z.output<R>[K]>
    : z.output<R>[K];
};

/** The database as Kysely sees it, from the same zod objects as the API. */
export type Database = {
  [N in keyof Tables]: Columns<Tables[N]['row'], Tables[N]['filled'][number]>;
};
