import { amendFiling } from '../filings/certification/amend.ts';
import { filedJointly } from '../filings/certification/companies/filed-jointly.ts';
import { joinCompany } from '../filings/certification/companies/join.ts';
import { vouchFor } from '../filings/certification/companies/vouch.ts';
import { openFiling } from '../filings/certification/open.ts';
import { showDocument, showPacket } from '../filings/certification/packet.ts';
import { prepareFiling } from '../filings/certification/prepare.ts';
import { recordReceipt } from '../filings/certification/receipt.ts';
import { listFilings, showFiling as showCertification, showSentence } from '../filings/certification/show.ts';
import { writeFiling } from '../filings/certification/write.ts';
import { lintText } from '../filings/lint/lint-operation.ts';
import { signFiling } from '../filings/signatures/sign.ts';
import { exportCarrierLedger } from '../ledger/export.ts';
import { listEntries, showEntry, showReceipt } from '../ledger/read.ts';
import { controls } from './controls.ts';

/** What is filed from the record, and the record itself. */
export const filingsOperations = {
  'lint.text': lintText,
  'filings.open': openFiling,
  'filings.write': writeFiling(controls),
  'filings.show': showCertification,
  'filings.list': listFilings,
  'filings.sentence': showSentence,
  'filings.prepare': prepareFiling(controls),
  'filings.sign': signFiling,
  'filings.receipt': recordReceipt,
  'filings.amend': amendFiling,
  'filings.vouch': vouchFor,
  'filings.join': joinCompany,
  'filings.filedJointly': filedJointly,
  'filings.packet': showPacket,
  'filings.document': showDocument,
  'evidence.list': listEntries,
  'evidence.show': showEntry,
  'receipts.show': showReceipt,
  'ledger.export': exportCarrierLedger,
} as const;
