import { approvalStatus, approve, orderDisclosure, refuseUse } from '../cpni/approvals/choose.ts';
import { refreshPermissions } from '../cpni/approvals/refresh.ts';
import { approvalSeries } from '../cpni/approvals/series.ts';
import { draftCampaign, editCampaign, importCampaign, submitCampaign } from '../cpni/campaigns/build.ts';
import { campaignRecord } from '../cpni/campaigns/campaign-record.ts';
import { freezeCampaign } from '../cpni/campaigns/freeze.ts';
import { listCampaignReturns, listRefusedReturns } from '../cpni/campaigns/list-returns.ts';
import { acknowledgeManifest, campaignLeavers, campaignManifest } from '../cpni/campaigns/manifest.ts';
import { noticeReturned } from '../cpni/campaigns/notice-returned.ts';
import { closeCampaign, recordOutcome } from '../cpni/campaigns/outcomes.ts';
import { campaignPeople } from '../cpni/campaigns/people.ts';
import { reachCampaign } from '../cpni/campaigns/reach.ts';
import { releaseCampaign } from '../cpni/campaigns/release.ts';
import { adoptCampaign, reviewCampaign } from '../cpni/campaigns/review.ts';
import { reviewPapers } from '../cpni/campaigns/review-papers.ts';
import { campaignSamples } from '../cpni/campaigns/samples.ts';
import { screenCampaign } from '../cpni/campaigns/screen.ts';
import { listCampaigns, showCampaign } from '../cpni/campaigns/show.ts';
import {
  decideSolicitation,
  listSolicitations,
  proposeSolicitation,
  showSolicitation,
} from '../cpni/campaigns/solicitations.ts';
import { importCampaignReturns } from '../cpni/campaigns/take-returns.ts';
import { askChoiceCode } from '../cpni/choices/ask-code.ts';
import { enterReturnedForm } from '../cpni/choices/forms/enter.ts';
import { importReturnedForms } from '../cpni/choices/forms/import.ts';
import { choiceHistory } from '../cpni/choices/history.ts';
import { lookUp } from '../cpni/choices/look.ts';
import { approveByCode, ownHistory } from '../cpni/choices/proved.ts';
import { printChoiceReceipt, showChoiceReceipt } from '../cpni/choices/receipt.ts';
import { refuseByCode } from '../cpni/choices/refuse.ts';
import { setOwnSecret } from '../cpni/choices/set-secret.ts';
import { recordAttempt, settleAttempt } from '../cpni/choices/settle.ts';
import { endLine, openLine } from '../cpni/choices/telephone/lines.ts';
import { stepCall } from '../cpni/choices/telephone/step.ts';
import { verifyReceipt } from '../cpni/choices/verify.ts';
import { askBatch, askDecision, askStream, showDecision } from '../cpni/uses/ask.ts';
import { askOnline } from '../cpni/uses/ask-online.ts';
import { explainDecision } from '../cpni/uses/explain.ts';

/** May this CPNI be used, and who agreed: decisions, approvals, the customer's own choices, campaigns. */
export const decidingOperations = {
  'decisions.ask': askDecision,
  'decisions.askBatch': askBatch,
  'decisions.askStream': askStream,
  'decisions.show': showDecision,
  'decisions.explain': explainDecision,
  'online.ask': askOnline,
  'approvals.give': approve,
  'approvals.refuse': refuseUse,
  'approvals.order': orderDisclosure,
  'approvals.status': approvalStatus,
  'approvals.series': approvalSeries,
  'permissions.refresh': refreshPermissions,
  'choices.look': lookUp,
  'choices.refuse': refuseByCode,
  'choices.askCode': askChoiceCode,
  'choices.approve': approveByCode,
  'choices.ownHistory': ownHistory,
  'choices.setSecret': setOwnSecret,
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
  'campaigns.reach': reachCampaign,
  'campaigns.people': campaignPeople,
  'campaigns.reviewPapers': reviewPapers,
  'campaigns.samples': campaignSamples,
  'campaigns.record': campaignRecord,
  'campaigns.freeze': freezeCampaign,
  'campaigns.release': releaseCampaign,
  'campaigns.manifest': campaignManifest,
  'campaigns.leavers': campaignLeavers,
  'campaigns.mailed': acknowledgeManifest,
  'campaigns.outcome': recordOutcome,
  'campaigns.close': closeCampaign,
  'campaigns.takeReturns': importCampaignReturns,
  'campaigns.returns': listCampaignReturns,
  'campaigns.refusedReturns': listRefusedReturns,
  'campaigns.noticeReturned': noticeReturned,
  'solicitations.propose': proposeSolicitation,
  'solicitations.decide': decideSolicitation,
  'solicitations.show': showSolicitation,
  'solicitations.list': listSolicitations,
} as const;
