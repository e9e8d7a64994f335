import { rule, type Section } from '../rule.ts';

const since = { from: '2006-08-04' } as const;

/** The six fields, each told or not; of what was made without authorization the third and fourth tell that. */
export type Certification = {
  readonly numbersOrCircuits: 'told' | 'missing';
  readonly start: 'told' | 'missing';
  readonly officer: 'told' | 'missing';
  readonly signer: 'told' | 'missing';
  readonly type: 'told' | 'missing';
  readonly overseer: 'told' | 'missing';
};

export const sixFields = rule<Certification>({
  cite: '47 CFR 1.20004(a)(1)',
  duty: 'One certification of each interception, authorized or not, tells numbers or circuits, start, presenting officer, signer, type and overseer',
  effective: since,
  holds: (fields) => Object.values(fields).every((field) => field === 'told'),
});

export const signedByOverseer = rule<{ readonly signer: 'overseer' | 'other' | 'nobody' | 'unknown' }>({
  cite: '47 CFR 1.20004(a)(2)',
  duty: 'Whoever oversees the interception signs that its record is complete and accurate',
  effective: since,
  holds: ({ signer }) => signer === 'overseer',
});

/** Day numbers. The rule says "within a reasonable time"; `due` is the carrier's own measure of it. */
export const certifiedInTime = rule<{ readonly certified: number | null; readonly due: number }>({
  cite: '47 CFR 1.20004(a)(3)',
  duty: 'The certification is made when the interception begins or within a reasonable time after',
  effective: since,
  holds: ({ certified, due }) => certified !== null && certified <= due,
});

export const keptAsStated = rule<{ readonly monthsKept: number; readonly monthsStated: number }>({
  cite: '47 CFR 1.20004(b)',
  duty: 'Records of interceptions are kept as long as the carrier’s own policies say',
  effective: since,
  holds: ({ monthsKept, monthsStated }) => monthsKept >= monthsStated,
});

/** Secure and accurate records, 47 CFR 1.20004. */
export const section120004: Section = {
  cite: '47 CFR 1.20004',
  rules: [sixFields, signedByOverseer, certifiedInTime, keptAsStated],
  notEncoded: [
    {
      cite: '47 CFR 1.20004(a)(4)',
      why: 'Another form of the same certification, with the order and its extensions attached; ours tells the six fields.',
    },
  ],
};
