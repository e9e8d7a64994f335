// What is filed and how it came about: kept for good.
import { filingCompanyRow, filingJointReceiptRow, filingVouchRow } from '../filings/certification/companies/record.ts';
import {
  filingAnswerRow,
  filingDocumentRow,
  filingElsewhereRow,
  filingFindingRow,
  filingReceiptRow,
  filingRow,
  filingSentenceRow,
} from '../filings/certification/record.ts';
import { filingLookRow, filingTalkRow } from '../filings/certification/see/record.ts';
import {
  mitigationPlanDocumentRow,
  mitigationPlanRow,
  planChangeRow,
  registrationReceiptRow,
  registrationRow,
} from '../filings/mitigation-plan/record.ts';
import { filingSignatureRow } from '../filings/signatures/record.ts';
import { appended, changed } from './listed.ts';

export const filedTables = {
  filing: changed(filingRow),
  registration: appended(registrationRow),
  mitigationPlan: changed(mitigationPlanRow),
  mitigationPlanDocument: appended(mitigationPlanDocumentRow),
  planChange: changed(planChangeRow),
  registrationReceipt: appended(registrationReceiptRow),
  filingSentence: appended(filingSentenceRow),
  filingDocument: appended(filingDocumentRow),
  filingSignature: appended(filingSignatureRow),
  filingReceipt: appended(filingReceiptRow),
  filingElsewhere: changed(filingElsewhereRow),
  filingFinding: appended(filingFindingRow),
  filingAnswer: appended(filingAnswerRow),
  filingLook: appended(filingLookRow),
  filingTalk: appended(filingTalkRow),
  filingVouch: appended(filingVouchRow),
  filingCompany: changed(filingCompanyRow),
  filingJointReceipt: appended(filingJointReceiptRow),
};
