import { rule, type Section } from '../rule.ts';

// The duties stood in 64.2103 from 2000 on and moved here in 2006 (71 FR 38091); the day, 30 days after publication, is recalled.
const since = { from: '2006-08-04' } as const;

export const seniorOfficer = rule<{ readonly officer: 'of-the-staff' | 'left' | 'none' | 'unknown' }>({
  cite: '47 CFR 1.20003(a)',
  duty: 'A senior officer or employee is appointed who sees that interceptions are enabled only lawfully and by a person’s own act',
  effective: since,
  holds: ({ officer }) => officer === 'of-the-staff',
});

/** An interception, or access to call-identifying information, and what stood before it was enabled. */
export type Authorized = {
  /** A court's order or other lawful authority. */
  readonly legal: 'before' | 'after' | 'none' | 'unknown';
  /** The carrier's own. */
  readonly carrier: 'before' | 'after' | 'none' | 'unknown';
};

/** Until when a legal authorization reaches, epoch ms. */
export type Reach = number | 'no-end-named' | 'unknown';

/** Whether a legal authorization that was given still stands at an instant (epoch ms): once it has ended there is none, and an extension is another. */
export const legalAt = (reach: Reach, at: number): Authorized['legal'] => {
  if (reach === 'unknown') return 'unknown';
  return reach === 'no-end-named' || at < reach ? 'before' : 'none';
};

export const bothAuthorizations = rule<Authorized>({
  cite: '47 CFR 1.20003(b)(1)',
  duty: 'Staff enable an interception only after legal and carrier authorization, and the policies say so',
  effective: since,
  holds: ({ legal, carrier }) => legal === 'before' && carrier === 'before',
});

export const bothKindsMeant = rule<{ readonly authorization: 'legal-and-carrier' | 'one-of-them' | 'unknown' }>({
  cite: '47 CFR 1.20003(b)(2)',
  duty: 'The policies take appropriate authorization to be both kinds',
  effective: since,
  holds: ({ authorization }) => authorization === 'legal-and-carrier',
});

export const retentionStated = rule<{ readonly months: number | null }>({
  cite: '47 CFR 1.20003(b)(3)',
  duty: 'The policies say how long records of interceptions are kept',
  effective: since,
  holds: ({ months }) => months !== null && months > 0,
});

export const appendix = rule<{
  readonly officer: 'named-with-job' | 'incomplete' | 'unknown';
  readonly contact: 'at-any-hour' | 'office-hours' | 'none' | 'unknown';
}>({
  cite: '47 CFR 1.20003(b)(4)',
  duty: 'An appendix names the senior officer with his job, and how law enforcement reaches him at any hour of any day',
  effective: since,
  holds: ({ officer, contact }) => officer === 'named-with-job' && contact === 'at-any-hour',
});

/** Epoch ms. The rule says "within a reasonable time"; `due` is the carrier's own measure of it. */
export const compromiseReported = rule<{ readonly reported: number | null; readonly due: number }>({
  cite: '47 CFR 1.20003(c)',
  duty: 'A compromise of a lawful interception, or unlawful surveillance on the premises, is told to the agencies it affects',
  effective: since,
  holds: ({ reported, due }) => reported !== null && reported <= due,
});

/** Policies and procedures for employees' supervision, 47 CFR 1.20003. */
export const section120003: Section = {
  cite: '47 CFR 1.20003',
  rules: [seniorOfficer, bothAuthorizations, bothKindsMeant, retentionStated, appendix, compromiseReported],
  notEncoded: [],
};
