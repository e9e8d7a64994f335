import type { OpenDocument } from '../document.ts';
import type { Finding } from '../finding.ts';
import { openPlan, type PlanRole } from './case.ts';
import { passedDates, planCitations } from './dates-and-citations.ts';
import { planIdentity } from './identity.ts';
import { practices } from './practices.ts';
import { extension, status, thirdPartySigning } from './status.ts';
import { tracebackPromise } from './traceback.ts';

/** The defects of a mitigation plan by the rules of the day it is filed (YYYY-MM-DD). */
export const lintPlan = (document: OpenDocument, filed: string, role: PlanRole | null): readonly Finding[] => {
  const plan = openPlan(document, filed, role);
  return [
    status,
    extension,
    thirdPartySigning,
    planIdentity,
    practices,
    tracebackPromise,
    passedDates,
    planCitations,
  ].flatMap((check) => check(plan));
};
