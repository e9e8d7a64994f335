import type { OpenDocument } from '../document.ts';
import type { Finding } from '../finding.ts';
import { authentication } from './authentication.ts';
import { breachProcedure } from './breach-procedure.ts';
import { campaignRecord } from './campaign-record.ts';
import { openCase } from './case.ts';
import { changeNotice } from './change-notice.ts';
import { citations } from './citations.ts';
import { contradictions, overClaims } from './claims.ts';
import { conditional } from './conditional.ts';
import { coveredYear } from './covered-year.ts';
import { deadlines } from './deadlines.ts';
import { identity } from './identity.ts';
import { officer } from './officer.ts';
import { optOutMechanics } from './opt-out-mechanics.ts';
import { periods } from './periods.ts';
import { personalKnowledge } from './personal-knowledge.ts';
import { procedures } from './procedures.ts';
import { retention } from './retention.ts';
import { signature } from './signature.ts';
import { signing } from './signing.ts';
import { swapped } from './swapped.ts';
import { futureTense } from './tense.ts';
import { terms } from './terms.ts';
import { complaints, dataBrokers } from './year-in-review.ts';

/** Checks that ask what the filing says of its year, its date and its practice. */
const ofCase = [
  coveredYear,
  signing,
  optOutMechanics,
  campaignRecord,
  retention,
  conditional,
  contradictions,
  terms,
  procedures,
];
const ofText = [signature, officer, personalKnowledge, periods, citations, swapped, futureTense, overClaims, deadlines];
/** Asked of no certificate that fell due before December 8, 2007. */
const since2007 = [authentication, changeNotice, breachProcedure, dataBrokers, complaints, identity];

const same = (one: Finding, other: Finding): boolean =>
  one.code === other.code && one.quote === other.quote && one.line === other.line && one.message === other.message;

/** The defects of a certification for the covered year asked for, or that its text names. `filed` is YYYY-MM-DD or null. */
export const lintCertification = (
  document: OpenDocument,
  year: number | null,
  filed: string | null,
): readonly Finding[] => {
  const certification = openCase(document, year, filed);
  const checked = [
    ...ofCase.flatMap((check) => check(certification)),
    ...ofText.flatMap((check) => check(document)),
    ...(certification.rules === 'CPNI-2007' ? since2007.flatMap((check) => check(document)) : []),
  ];
  return checked.filter((each, at) => !checked.some((other, before) => before < at && same(each, other)));
};
