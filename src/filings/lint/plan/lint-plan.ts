import type { OpenDocument } from '../document.ts';
import type { Finding } from '../finding.ts';
import { analytics } from './analytics.ts';
import { blocking } from './blocking.ts';
import { openPlan, type PlanRole } from './case.ts';
import { certifications } from './certifications.ts';
import { planCitations } from './citations.ts';
import { contact } from './contact.ts';
import { renewingCustomers } from './customers.ts';
import { unspecificEfforts } from './efforts.ts';
import { extension } from './extension.ts';
import { planIdentity } from './identity.ts';
import { passedDates } from './passed-dates.ts';
import { status } from './status.ts';
import { thirdPartySigning } from './third-party-signing.ts';
import { tracebackPromise } from './traceback.ts';
import { upstreamProviders } from './upstream.ts';

const checks = [
  status,
  extension,
  thirdPartySigning,
  planIdentity,
  contact,
  certifications,
  renewingCustomers,
  upstreamProviders,
  analytics,
  blocking,
  unspecificEfforts,
  tracebackPromise,
  passedDates,
  planCitations,
] as const;

/** The defects of a mitigation plan by the rules of the day it is filed (YYYY-MM-DD). */
export const lintPlan = (document: OpenDocument, filed: string, role: PlanRole | null): readonly Finding[] => {
  const plan = openPlan(document, filed, role);
  return checks.flatMap((check) => check(plan));
};
