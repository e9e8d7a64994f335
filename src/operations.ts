// Everything we do, by name: HTTP, OpenAPI, client, command line and jobs are loops over this list.

import { closeDay, listClosures, withdrawClosure } from './carriers/closures.ts';
import { endFeed, openFeed } from './carriers/obligations/feed.ts';
import { listClocks } from './carriers/obligations/list-clocks.ts';
import { sweepClocks } from './carriers/obligations/sweep.ts';
import { practiceControls } from './carriers/practices/controls.ts';
import { practiceDues } from './carriers/practices/dues.ts';
import { addPractice, endPractice, listPractices, reviewPractice } from './carriers/practices/practices.ts';
import { changeProfile, showCarrier } from './carriers/profile.ts';
import { adoptPromises, undertake } from './carriers/promises/adopt.ts';
import { checkPromises } from './carriers/promises/check.ts';
import { endFiling, endPromise } from './carriers/promises/end.ts';
import { importPromises } from './carriers/promises/import.ts';
import { listPromises } from './carriers/promises/list.ts';
import { showFiling } from './carriers/promises/show.ts';
import { addMember, endMember, listMembers } from './carriers/staff/members.ts';
import { closeTask } from './carriers/tasks/close.ts';
import { listTasks } from './carriers/tasks/list.ts';
import { approvalStatus, approve, approveOnce, endCall, orderDisclosure, refuseUse } from './cpni/approvals/choose.ts';
import { listConcepts, markConcepts } from './cpni/breaches/concepts.ts';
import { breachControls } from './cpni/breaches/controls.ts';
import { recordCooperation } from './cpni/breaches/cooperate.ts';
import { breachDues } from './cpni/breaches/dues.ts';
import { determineBreach, recordBreach } from './cpni/breaches/enter.ts';
import { notifyCustomers } from './cpni/breaches/notify-customers.ts';
import { directDelay, reportBreach } from './cpni/breaches/report.ts';
import { printReportForm, showReportForm } from './cpni/breaches/report-form.ts';
import { listBreaches, showBreach } from './cpni/breaches/show.ts';
import { askToWrite, writeToCustomers } from './cpni/breaches/write-to-customers.ts';
import { draftCampaign, editCampaign, importCampaign, submitCampaign } from './cpni/campaigns/build.ts';
import { freezeCampaign } from './cpni/campaigns/freeze.ts';
import { leftOut } from './cpni/campaigns/left-out.ts';
import { acknowledgeManifest, campaignLeavers, campaignManifest } from './cpni/campaigns/manifest.ts';
import { closeCampaign, recordOutcome } from './cpni/campaigns/outcomes.ts';
import { releaseCampaign } from './cpni/campaigns/release.ts';
import { adoptCampaign, reviewCampaign } from './cpni/campaigns/review.ts';
import { screenCampaign } from './cpni/campaigns/screen.ts';
import { listCampaigns, showCampaign } from './cpni/campaigns/show.ts';
import { decideSolicitation, proposeSolicitation, showSolicitation } from './cpni/campaigns/solicitations.ts';
import { enterReturnedForm } from './cpni/choices/forms/enter.ts';
import { importReturnedForms } from './cpni/choices/forms/import.ts';
import { choiceHistory } from './cpni/choices/history.ts';
import { lookUp } from './cpni/choices/look.ts';
import { probeChannels } from './cpni/choices/monitor/probe.ts';
import { printChoiceReceipt, showChoiceReceipt } from './cpni/choices/receipt.ts';
import { refuseByCode } from './cpni/choices/refuse.ts';
import { recordAttempt, settleAttempt } from './cpni/choices/settle.ts';
import { endLine, openLine } from './cpni/choices/telephone/lines.ts';
import { stepCall } from './cpni/choices/telephone/step.ts';
import { verifyReceipt } from './cpni/choices/verify.ts';
import { complaintControls } from './cpni/complaints/controls.ts';
import { countComplaints } from './cpni/complaints/count.ts';
import { complaintDues, setOpenDays } from './cpni/complaints/dues.ts';
import { enterComplaint } from './cpni/complaints/enter.ts';
import { complaintFromReply } from './cpni/complaints/from-reply.ts';
import { linkComplaint, listLinks, unlinkComplaint } from './cpni/complaints/link.ts';
import { listComplaints } from './cpni/complaints/list.ts';
import { listNilReports, signNoComplaints } from './cpni/complaints/nil.ts';
import { resolveComplaint } from './cpni/complaints/resolve.ts';
import { addSource, endSource, listSources, sourceDown, sourceUp } from './cpni/complaints/sources.ts';
import { addCustomer } from './cpni/customers/add.ts';
import { addContact, endContact } from './cpni/customers/contacts.ts';
import { emailConsent } from './cpni/customers/email-consent.ts';
import { importCustomers } from './cpni/customers/import/import.ts';
import { leave } from './cpni/customers/leave.ts';
import { listCustomers } from './cpni/customers/list.ts';
import { addPerson, endPerson } from './cpni/customers/persons.ts';
import { addService, endService } from './cpni/customers/services.ts';
import { showCustomer } from './cpni/customers/show.ts';
import { disclosureControls } from './cpni/disclosures/controls.ts';
import { discloseOnce, disclosuresOfCustomer, listDisclosures } from './cpni/disclosures/log.ts';
import { openDisclosure } from './cpni/disclosures/open.ts';
import { passDisclosure } from './cpni/disclosures/pass.ts';
import { approve as approveNotice } from './cpni/notices/approve.ts';
import { bounce } from './cpni/notices/bounce.ts';
import { checkWords } from './cpni/notices/check-words.ts';
import { draft as draftNotice } from './cpni/notices/draft.ts';
import { importDeliveries } from './cpni/notices/import/import.ts';
import { listNotices, showNotice } from './cpni/notices/list.ts';
import { recordDelivery } from './cpni/notices/record-delivery.ts';
import { addChannel, endChannel, listChannels } from './cpni/opt-out-channels/channels.ts';
import { closeIncident, sendLetter } from './cpni/opt-out-channels/close-incident.ts';
import { channelControls } from './cpni/opt-out-channels/controls.ts';
import { letterDues } from './cpni/opt-out-channels/dues.ts';
import { listIncidents } from './cpni/opt-out-channels/incidents.ts';
import { printLetter, showLetter, writeLetter } from './cpni/opt-out-channels/letter.ts';
import { openIncident } from './cpni/opt-out-channels/open-incident.ts';
import { acknowledgeChannel, listChecks, watchChannel } from './cpni/opt-out-channels/watch.ts';
import { changeAction, listActions, recordAction } from './cpni/pretexting/actions.ts';
import { pretextingControls } from './cpni/pretexting/controls.ts';
import { listFindings, recordFinding } from './cpni/pretexting/findings.ts';
import { signNoPretexting } from './cpni/pretexting/nil.ts';
import { poll } from './cpni/returns/poll.ts';
import { readReturned, receive } from './cpni/returns/receive.ts';
import { scanReturned } from './cpni/returns/scan.ts';
import { configureReturns, showReturnSettings } from './cpni/returns/settings.ts';
import { listReturned, showReturned } from './cpni/returns/show.ts';
import { endWait } from './cpni/returns/soft-bounce.ts';
import { configureWebhook, takeWebhook } from './cpni/returns/webhooks/take.ts';
import { approveRun, showRun, stopRun } from './cpni/sendings/approve-run.ts';
import { checkDomains } from './cpni/sendings/check-domains.ts';
import { prepareRun } from './cpni/sendings/prepare-run.ts';
import { sendBatch } from './cpni/sendings/send.ts';
import { configureMail, showMail } from './cpni/sendings/settings.ts';
import { acknowledge, missingAcknowledgments } from './cpni/third-parties/acknowledgments.ts';
import { acceptAgreement, endAgreement, enterAgreement } from './cpni/third-parties/agreements.ts';
import { partyDues } from './cpni/third-parties/dues.ts';
import { endParty, listParties, registerParty } from './cpni/third-parties/register.ts';
import { askBatch, askDecision, askStream, showDecision } from './cpni/uses/ask.ts';
import { amendFiling } from './filings/certification/amend.ts';
import { certificationControls } from './filings/certification/controls/controls.ts';
import { certificationDues } from './filings/certification/dues.ts';
import { openFiling } from './filings/certification/open.ts';
import { showDocument, showPacket } from './filings/certification/packet.ts';
import { prepareFiling } from './filings/certification/prepare.ts';
import { recordReceipt } from './filings/certification/receipt.ts';
import { listFilings, showFiling as showCertification, showSentence } from './filings/certification/show.ts';
import { writeFiling } from './filings/certification/write.ts';
import { lintText } from './filings/lint/lint-operation.ts';
import { signFiling } from './filings/signatures/sign.ts';
import { exportCarrierLedger } from './ledger/export.ts';
import { listEntries, showEntry, showReceipt } from './ledger/read.ts';
import { listAssignments, setProgramme, showAccess } from './personnel/access.ts';
import { personnelControls } from './personnel/controls.ts';
import { publishBuiltIn, startCourse, submitCourse } from './personnel/course/take.ts';
import { completeTraining, listCourses, publishCourse } from './personnel/courses.ts';
import { whoIsCurrent } from './personnel/current.ts';
import { decideCase, listCases, openCase } from './personnel/discipline.ts';
import { personnelDues } from './personnel/dues.ts';
import { acknowledgeManual, listManuals, publishManual } from './personnel/manuals.ts';

/** Every control that a promise may be proved by; each capability brings its own. */
const controls = [
  ...complaintControls,
  ...pretextingControls,
  ...channelControls,
  ...breachControls,
  ...personnelControls,
  ...practiceControls,
  ...disclosureControls,
  ...certificationControls,
];

/** Everything that can be due; each capability brings its own. */
const dues = [letterDues, breachDues, certificationDues, partyDues, practiceDues, personnelDues, complaintDues];

export const operations = {
  'decisions.ask': askDecision,
  'decisions.askBatch': askBatch,
  'decisions.askStream': askStream,
  'decisions.show': showDecision,
  'approvals.give': approve,
  'approvals.refuse': refuseUse,
  'approvals.once': approveOnce,
  'approvals.endCall': endCall,
  'approvals.order': orderDisclosure,
  'approvals.status': approvalStatus,
  'choices.look': lookUp,
  'choices.refuse': refuseByCode,
  'choices.receipt': showChoiceReceipt,
  'choices.print': printChoiceReceipt,
  'choices.verify': verifyReceipt,
  'choices.attempted': recordAttempt,
  'choices.settle': settleAttempt,
  'telephone.lines.open': openLine,
  'telephone.lines.end': endLine,
  'telephone.step': stepCall,
  'forms.enter': enterReturnedForm,
  'forms.import': importReturnedForms,
  'choices.history': choiceHistory,
  'campaigns.draft': draftCampaign,
  'campaigns.edit': editCampaign,
  'campaigns.submit': submitCampaign,
  'campaigns.adopt': adoptCampaign,
  'campaigns.review': reviewCampaign,
  'campaigns.import': importCampaign,
  'campaigns.show': showCampaign,
  'campaigns.list': listCampaigns,
  'campaigns.screen': screenCampaign,
  'campaigns.leftOut': leftOut,
  'campaigns.freeze': freezeCampaign,
  'campaigns.release': releaseCampaign,
  'campaigns.manifest': campaignManifest,
  'campaigns.leavers': campaignLeavers,
  'campaigns.mailed': acknowledgeManifest,
  'campaigns.outcome': recordOutcome,
  'campaigns.close': closeCampaign,
  'solicitations.propose': proposeSolicitation,
  'solicitations.decide': decideSolicitation,
  'solicitations.show': showSolicitation,

  'carrier.show': showCarrier,
  'carrier.change': changeProfile,
  'clocks.list': listClocks(dues),
  'clocks.sweep': sweepClocks(dues),
  'clocks.feeds.open': openFeed,
  'clocks.feeds.end': endFeed,
  'closures.add': closeDay,
  'closures.list': listClosures,
  'closures.withdraw': withdrawClosure,
  'members.add': addMember,
  'members.list': listMembers,
  'members.end': endMember,
  'tasks.list': listTasks,
  'tasks.close': closeTask,

  'customers.add': addCustomer,
  'customers.show': showCustomer,
  'customers.list': listCustomers,
  'customers.leave': leave,
  'customers.import': importCustomers,
  'customers.services.add': addService,
  'customers.services.end': endService,
  'customers.contacts.add': addContact,
  'customers.contacts.end': endContact,
  'customers.persons.add': addPerson,
  'customers.persons.end': endPerson,
  'customers.emailConsent': emailConsent,

  'notices.draft': draftNotice,
  'notices.check': checkWords,
  'notices.approve': approveNotice,
  'notices.list': listNotices,
  'notices.show': showNotice,
  'deliveries.record': recordDelivery,
  'deliveries.import': importDeliveries,
  'deliveries.bounce': bounce,

  'returns.receive': receive,
  'returns.read': readReturned,
  'returns.list': listReturned,
  'returns.show': showReturned,
  'returns.endWait': endWait,
  'returns.configure': configureReturns,
  'returns.settings': showReturnSettings,
  'returns.webhook': takeWebhook,
  'returns.webhook.configure': configureWebhook,
  'returns.scan': scanReturned,

  'promises.import': importPromises,
  'promises.filing': showFiling,
  'promises.check': checkPromises(controls),
  'promises.adopt': adoptPromises,
  'promises.undertake': undertake,
  'promises.end-filing': endFiling,
  'promises.end': endPromise,
  'promises.list': listPromises,

  'sources.add': addSource,
  'sources.end': endSource,
  'sources.down': sourceDown,
  'sources.up': sourceUp,
  'sources.list': listSources,
  'complaints.record': enterComplaint,
  'complaints.fromReply': complaintFromReply,
  'complaints.link': linkComplaint,
  'complaints.unlink': unlinkComplaint,
  'complaints.links': listLinks,
  'complaints.openDays': setOpenDays,
  'complaints.resolve': resolveComplaint,
  'complaints.list': listComplaints,
  'complaints.countsOfYear': countComplaints,
  'complaints.nil': signNoComplaints,
  'pretexting.actions.record': recordAction,
  'pretexting.actions.status': changeAction,
  'pretexting.actions.list': listActions,
  'pretexting.findings.record': recordFinding,
  'pretexting.findings.list': listFindings,
  'pretexting.nil': signNoPretexting,
  'nilReports.list': listNilReports,

  'channels.add': addChannel,
  'channels.end': endChannel,
  'channels.list': listChannels,
  'channels.watch': watchChannel,
  'channels.acknowledge': acknowledgeChannel,
  'channels.checks': listChecks,
  'channels.incident.open': openIncident,
  'channels.incident.close': closeIncident,
  'channels.incident.letter': sendLetter,
  'channels.incident.showLetter': showLetter,
  'channels.incident.writeLetter': writeLetter,
  'channels.incident.printLetter': printLetter,
  'channels.incident.list': listIncidents,
  'breaches.record': recordBreach,
  'breaches.determine': determineBreach,
  'breaches.report': reportBreach,
  'breaches.direct': directDelay,
  'breaches.customersNotified': notifyCustomers,
  'breaches.mayWrite': askToWrite,
  'breaches.writeToCustomers': writeToCustomers,
  'breaches.concepts': listConcepts,
  'breaches.markConcepts': markConcepts,
  'breaches.cooperation': recordCooperation,
  'breaches.reportForm': showReportForm,
  'breaches.printReportForm': printReportForm,
  'breaches.show': showBreach,
  'breaches.list': listBreaches,

  'parties.register': registerParty,
  'parties.end': endParty,
  'parties.list': listParties,
  'parties.acknowledge': acknowledge,
  'parties.missingAcknowledgments': missingAcknowledgments,
  'agreements.enter': enterAgreement,
  'agreements.accept': acceptAgreement,
  'agreements.end': endAgreement,
  'disclosures.open': openDisclosure,
  'disclosures.pass': passDisclosure,
  'disclosures.once': discloseOnce,
  'disclosures.list': listDisclosures,
  'disclosures.ofCustomer': disclosuresOfCustomer,
  'practices.add': addPractice,
  'practices.review': reviewPractice,
  'practices.end': endPractice,
  'practices.list': listPractices,

  'mail.configure': configureMail,
  'mail.show': showMail,
  'sendings.prepare': prepareRun,
  'sendings.approve': approveRun,
  'sendings.stop': stopRun,
  'sendings.show': showRun,

  'personnel.courses.publish': publishCourse,
  'personnel.courses.list': listCourses,
  'personnel.courses.complete': completeTraining,
  'personnel.course.publish': publishBuiltIn,
  'personnel.course.start': startCourse,
  'personnel.course.submit': submitCourse,
  'personnel.manuals.publish': publishManual,
  'personnel.manuals.acknowledge': acknowledgeManual,
  'personnel.manuals.list': listManuals,
  'personnel.current': whoIsCurrent,
  'personnel.access': showAccess,
  'personnel.assignments': listAssignments,
  'personnel.programme': setProgramme,
  'personnel.discipline.open': openCase,
  'personnel.discipline.decide': decideCase,
  'personnel.discipline.list': listCases,

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
  'filings.packet': showPacket,
  'filings.document': showDocument,

  'evidence.list': listEntries,
  'evidence.show': showEntry,
  'receipts.show': showReceipt,
  'ledger.export': exportCarrierLedger,
} as const;

/** Work that reaches outside, by name: only jobs run it. */
export const outwardWork = {
  'mail.checkDomains': checkDomains,
  'sendings.send': sendBatch,
  'returns.poll': poll,
  'channels.probe': probeChannels,
} as const;

/** What recurs for every carrier: the name of an operation or of outward work, and minutes between. */
export const recurring: Readonly<Record<string, number>> = {
  'clocks.sweep': 15,
  'returns.poll': 5,
  'channels.probe': 1,
};
