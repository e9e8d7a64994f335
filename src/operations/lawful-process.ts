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
} as const;
