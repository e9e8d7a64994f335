import { enterAuthorizedEnd } from '../lawful-process/interceptions/enter-end.ts';
import { enterIncident, listIncidents, reportIncident } from '../lawful-process/interceptions/incidents.ts';
import { noteMerger, notePolicyFiled, showInterceptionPolicies } from '../lawful-process/interceptions/policies.ts';
import { publishInterceptionPolicy } from '../lawful-process/interceptions/publish.ts';
import { listInterceptions, showInterception } from '../lawful-process/interceptions/show.ts';
import {
  authorizeInterception,
  certifyInterception,
  enableInterception,
  endInterception,
  openInterception,
  recordWithout,
} from '../lawful-process/interceptions/steps.ts';
import { answerLegalRequest } from '../lawful-process/legal-requests/answer.ts';
import { assessLegalRequest } from '../lawful-process/legal-requests/assess.ts';
import { closeLegalRequest } from '../lawful-process/legal-requests/close.ts';
import { enterLegalRequest } from '../lawful-process/legal-requests/enter.ts';
import { narrowHold } from '../lawful-process/legal-requests/hold.ts';
import { listLegalRequests, showLegalRequest } from '../lawful-process/legal-requests/list.ts';
import { pullCalls } from '../lawful-process/legal-requests/pull.ts';
import { retentionClasses } from './retention-classes.ts';

/** What courts and agencies demand, and what is given. */
export const lawfulProcessOperations = {
  'legalRequests.enter': enterLegalRequest(retentionClasses),
  'legalRequests.list': listLegalRequests,
  'legalRequests.show': showLegalRequest,
  'legalRequests.assess': assessLegalRequest,
  'legalRequests.hold': narrowHold(retentionClasses),
  'legalRequests.pull': pullCalls,
  'legalRequests.answer': answerLegalRequest,
  'legalRequests.close': closeLegalRequest,
  'interceptionPolicies.publish': publishInterceptionPolicy,
  'interceptionPolicies.show': showInterceptionPolicies,
  'interceptionPolicies.noteMerger': noteMerger,
  'interceptionPolicies.noteFiled': notePolicyFiled,
  'interceptions.open': openInterception,
  'interceptions.authorize': authorizeInterception,
  'interceptions.enterEnd': enterAuthorizedEnd,
  'interceptions.enable': enableInterception,
  'interceptions.certify': certifyInterception,
  'interceptions.end': endInterception,
  'interceptions.recordWithout': recordWithout,
  'interceptions.list': listInterceptions,
  'interceptions.show': showInterception,
  'interceptionIncidents.enter': enterIncident,
  'interceptionIncidents.report': reportIncident,
  'interceptionIncidents.list': listIncidents,
} as const;
