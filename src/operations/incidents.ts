import { assessHarm, listAssessments } from '../cpni/breaches/assess.ts';
import { listConcepts, markConcepts } from '../cpni/breaches/concepts.ts';
import { recordCooperation } from '../cpni/breaches/cooperate.ts';
import { determineBreach, recordBreach } from '../cpni/breaches/enter.ts';
import { markLine } from '../cpni/breaches/mark-line.ts';
import { notifyCustomers } from '../cpni/breaches/notify-customers.ts';
import { directDelay, reportBreach } from '../cpni/breaches/report.ts';
import { printReportForm, showReportForm } from '../cpni/breaches/report-form.ts';
import { listBreaches, showBreach } from '../cpni/breaches/show.ts';
import { askToWrite, writeToCustomers } from '../cpni/breaches/write-to-customers.ts';
import { countComplaints } from '../cpni/complaints/count.ts';
import { setOpenDays } from '../cpni/complaints/dues.ts';
import { enterComplaint } from '../cpni/complaints/enter.ts';
import { complaintFromReply } from '../cpni/complaints/from-reply.ts';
import { linkComplaint, listLinks, unlinkComplaint } from '../cpni/complaints/link.ts';
import { listComplaints } from '../cpni/complaints/list.ts';
import { listNilReports, signNoComplaints } from '../cpni/complaints/nil.ts';
import { resolveComplaint } from '../cpni/complaints/resolve.ts';
import { addSource, endSource, listSources, sourceDown, sourceUp } from '../cpni/complaints/sources.ts';
import { findIntake, showForm, submitComplaint } from '../cpni/complaints/submit.ts';
import { addChannel, endChannel, listChannels } from '../cpni/opt-out-channels/channels.ts';
import { closeIncident, sendLetter } from '../cpni/opt-out-channels/close-incident.ts';
import { listIncidents } from '../cpni/opt-out-channels/incidents.ts';
import { printLetter, showLetter, writeLetter } from '../cpni/opt-out-channels/letter.ts';
import { openIncident } from '../cpni/opt-out-channels/open-incident.ts';
import { listTried } from '../cpni/opt-out-channels/tried.ts';
import { acknowledgeChannel, listChecks, watchChannel } from '../cpni/opt-out-channels/watch.ts';
import { changeAction, listActions, recordAction } from '../cpni/pretexting/actions.ts';
import { listFindings, recordFinding } from '../cpni/pretexting/findings.ts';
import { signNoPretexting } from '../cpni/pretexting/nil.ts';
import { listAlerts, settleAlert } from '../cpni/pretexting/settle-alert.ts';

/** What went wrong, who said so, and who was told. */
export const incidentsOperations = {
  'sources.add': addSource,
  'sources.end': endSource,
  'sources.down': sourceDown,
  'sources.up': sourceUp,
  'sources.list': listSources,
  'complaints.record': enterComplaint,
  'complaints.form': showForm,
  'complaints.submit': submitComplaint,
  'complaints.intake': findIntake,
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
  'pretexting.alerts': listAlerts,
  'pretexting.alerts.settle': settleAlert,
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
  'channels.incident.tried': listTried,
  'breaches.record': recordBreach,
  'breaches.determine': determineBreach,
  'breaches.markLine': markLine,
  'breaches.report': reportBreach,
  'breaches.assess': assessHarm,
  'breaches.assessments': listAssessments,
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
} as const;
