import {
  blockInvestigated,
  limitInvestigated,
  stopInvestigated,
  warnInvestigated,
} from '../robocall/investigations/act.ts';
import { closeInvestigation, releaseSuspended } from '../robocall/investigations/close.ts';
import { addEvidence, readEvidence } from '../robocall/investigations/evidence.ts';
import { listInvestigations, showInvestigation } from '../robocall/investigations/list.ts';
import { recordFindings } from '../robocall/investigations/look.ts';
import { openInvestigation } from '../robocall/investigations/open.ts';

/** Calls that are looked into, whatever gave cause. */
export const investigationsOperations = {
  'investigations.open': openInvestigation,
  'investigations.list': listInvestigations,
  'investigations.show': showInvestigation,
  'investigations.find': recordFindings,
  'investigations.limit': limitInvestigated,
  'investigations.warn': warnInvestigated,
  'investigations.block': blockInvestigated,
  'investigations.stop': stopInvestigated,
  'investigations.addEvidence': addEvidence,
  'investigations.readEvidence': readEvidence,
  'investigations.close': closeInvestigation,
  'investigations.release': releaseSuspended,
} as const;
