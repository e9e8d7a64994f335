import { seesSecrecy } from '../carriers/under-seal.ts';
import { amendFiling } from '../filings/certification/amend.ts';
import { filedJointly } from '../filings/certification/companies/filed-jointly.ts';
import { joinCompany } from '../filings/certification/companies/join.ts';
import { vouchFor } from '../filings/certification/companies/vouch.ts';
import { filedElsewhere, listFiledElsewhere, takeBackFiledElsewhere } from '../filings/certification/elsewhere.ts';
import { answerFinding } from '../filings/certification/findings.ts';
import { openFiling } from '../filings/certification/open.ts';
import { showDocument, showPacket } from '../filings/certification/packet.ts';
import { prepareFiling } from '../filings/certification/prepare.ts';
import { recordReceipt } from '../filings/certification/receipt.ts';
import { lookAtEntry, noteTalk, showKnowledge } from '../filings/certification/see/look.ts';
import { drawSamples } from '../filings/certification/see/samples.ts';
import { listFilings, showFiling as showCertification, showSentence } from '../filings/certification/show.ts';
import { sinceLast } from '../filings/certification/since-last.ts';
import { writeFiling } from '../filings/certification/write.ts';
import { lintText } from '../filings/lint/lint-operation.ts';
import { showOwnEntry } from '../filings/mitigation-plan/entry.ts';
import { showForm } from '../filings/mitigation-plan/form.ts';
import { preparePlan } from '../filings/mitigation-plan/prepare.ts';
import { listRegistrationReceipts, recordRegistrationReceipt } from '../filings/mitigation-plan/receipts.ts';
import { enterRegistration, listRegistrations } from '../filings/mitigation-plan/registration.ts';
import { settleChange } from '../filings/mitigation-plan/settle.ts';
import { listPlans, showPlan, showPlanDocument } from '../filings/mitigation-plan/show.ts';
import { signPlan } from '../filings/mitigation-plan/sign.ts';
import { watchPlan } from '../filings/mitigation-plan/watch.ts';
import { showFingerprints } from '../filings/season/fingerprints.ts';
import { showSeason } from '../filings/season/line.ts';
import { signFiling } from '../filings/signatures/sign.ts';
import { exportCarrierLedger } from '../ledger/export.ts';
import { listEntries, showEntry, showReceipt } from '../ledger/read.ts';
import { showStanding } from '../ledger/standing.ts';
import { carrierOperations } from './carrier.ts';
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
  'filings.answer': answerFinding,
  'filings.sign': signFiling,
  'filings.receipt': recordReceipt,
  'filings.amend': amendFiling,
  'filings.vouch': vouchFor,
  'filings.join': joinCompany,
  'filings.filedJointly': filedJointly,
  'filings.filedElsewhere': filedElsewhere,
  'filings.listElsewhere': listFiledElsewhere,
  'filings.takeBackElsewhere': takeBackFiledElsewhere,
  'filings.sinceLast': sinceLast,
  'filings.samples': drawSamples,
  'filings.look': lookAtEntry,
  'filings.talked': noteTalk,
  'filings.knowledge': showKnowledge,
  'filings.season': showSeason,
  'filings.fingerprints': showFingerprints(carrierOperations['promises.check']),
  'filings.packet': showPacket,
  'filings.document': showDocument,
  'registrations.enter': enterRegistration,
  'registrations.list': listRegistrations,
  'registrations.entry': showOwnEntry,
  'registrations.form': showForm,
  'registrations.receipt': recordRegistrationReceipt,
  'registrations.receipts': listRegistrationReceipts,
  'mitigationPlans.prepare': preparePlan(controls),
  'mitigationPlans.sign': signPlan,
  'mitigationPlans.watch': watchPlan,
  'mitigationPlans.settle': settleChange,
  'mitigationPlans.list': listPlans,
  'mitigationPlans.show': showPlan,
  'mitigationPlans.document': showPlanDocument,
  'evidence.list': listEntries(seesSecrecy),
  'evidence.show': showEntry(seesSecrecy),
  'evidence.standing': showStanding,
  'receipts.show': showReceipt,
  'ledger.export': exportCarrierLedger(seesSecrecy),
} as const;
