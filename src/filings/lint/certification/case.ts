import { civilOfDay, dayOfCivil } from '../../../law/calendar.ts';
import { annualCertification } from '../../../law/clocks/annual-certification.ts';
import { cpni2007 } from '../../../law/versions.ts';
import { dayOfIso } from '../dates.ts';
import type { OpenDocument } from '../document.ts';
import { coveredYears, type YearClaim } from './covered-years.ts';
import { type Practice, readPractice } from './practice.ts';
import { readSigningDate, type SigningDate } from './signing-date.ts';

/** A certification with what its checks ask again and again. Days are day numbers. */
export type CertificationCase = {
  readonly document: OpenDocument;
  readonly claims: readonly YearClaim[];
  /** The calendar year covered, as asked for or as the text says; null when neither tells. */
  readonly year: number | null;
  /** The year the caller named. */
  readonly asked: number | null;
  readonly due: number | null;
  readonly date: SigningDate;
  readonly filed: number | null;
  /** The rules in force when it fell due: before December 8, 2007 nothing was filed, and 64.2010 and 64.2011 did not bind. */
  readonly rules: 'CPNI-2002' | 'CPNI-2007';
  readonly practice: Practice;
};

const weight = { period: 4, covering: 2, mentioned: 1 } as const;

/** The year that most of the filing's wordings agree on, strong wordings counting more. */
const mostClaimed = (claims: readonly YearClaim[]): number | null => {
  const votes = new Map<number, number>();
  for (const { year, strength } of claims) votes.set(year, (votes.get(year) ?? 0) + weight[strength]);
  const ranked = [...votes].sort(([, a], [, b]) => b - a);
  return ranked[0]?.[0] ?? null;
};

const yearBefore = (day: number | undefined): number | null => (day === undefined ? null : civilOfDay(day).year - 1);

/** March 1 after the covered year, Eastern, is the day that decides. */
const rulesFor = (year: number): CertificationCase['rules'] =>
  dayOfCivil(year + 1, 3, 1) * 86_400_000 < cpni2007.starts ? 'CPNI-2002' : 'CPNI-2007';

/** Opens a certification for its checks. `year` and `filed` (YYYY-MM-DD) as the caller gave them, or null. */
export const openCase = (document: OpenDocument, asked: number | null, filed: string | null): CertificationCase => {
  const claims = coveredYears(document);
  const date = readSigningDate(document);
  const year = asked ?? mostClaimed(claims) ?? yearBefore(date.signed?.day) ?? yearBefore(date.letter?.day);
  const due = year === null ? null : annualCertification({ year: year + 1, promise: null, closures: new Map() }).due;
  return {
    document,
    claims,
    year,
    asked,
    due,
    date,
    filed: filed === null ? null : dayOfIso(filed),
    rules: year === null ? 'CPNI-2007' : rulesFor(year),
    practice: readPractice(document),
  };
};
