import { civilOfDay, dayOfCivil } from '../calendar.ts';
import type { Approval } from '../events.ts';
import type { Recipient, UseAsked } from '../facts.ts';
import { isPartner, judgedRecipient } from '../judged-recipient.ts';
import { type NotEncoded, rule, type Section } from '../rule.ts';

const from = '2003-02-24';

export const formsOfApproval = rule<{ readonly method: Approval['method'] | 'unknown' }>({
  cite: '47 CFR 64.2007(a)',
  duty: 'Approval may be written, oral or electronic',
  effective: { from },
  holds: ({ method }) => method !== 'unknown',
});

export const burdenOfProof = rule<Approval>({
  cite: '47 CFR 64.2007(a)(1)',
  duty: 'Whoever relies on an oral approval must be able to prove it',
  effective: { from },
  holds: ({ method, proof }) => method !== 'oral' || proof,
});

/** Epoch ms of the last refusal that reaches the use and of the last proven yes that covers it; -Infinity for none. */
export type LastWords = { readonly refusedAt: number; readonly approvedAt: number };

export const standsUntilChanged = rule<LastWords>({
  cite: '47 CFR 64.2007(a)(2)',
  duty: 'A yes and a no stand until the customer changes them; at the same instant the no stands; silence lifts no refusal',
  effective: { from },
  holds: ({ refusedAt, approvedAt }) => refusedAt === Number.NEGATIVE_INFINITY || approvedAt > refusedAt,
});

/** First day on which a record kept for at least `years` may go; 29 February counts to 1 March, the longer way. */
export const keptThrough = (day: number, years: number): number => {
  const { year, month, date } = civilOfDay(day);
  return dayOfCivil(year + years, month, date);
};

/** Day numbers; `ended` null while the approval is alive. */
export const approvalRecords = rule<{ readonly ended: number | null; readonly purged: number }>({
  cite: '47 CFR 64.2007(a)(3)',
  duty: 'Records of approval are kept for at least one year: here from the end of the approval (doubt D-4)',
  effective: { from },
  holds: ({ ended, purged }) => ended !== null && purged >= keptThrough(ended, 1),
});

/** Marketing of communications-related services; exempt kinds of offer that are not exempt here are judged as such. */
const isCommunicationsMarketing = ({ use }: UseAsked): boolean =>
  use.purpose === 'market' && use.offer !== null && use.offer.kind !== 'non-communications';

const silenceServes = (who: readonly Recipient[]) => {
  const served: ReadonlySet<Recipient> = new Set(who);
  return (asked: UseAsked): boolean => isCommunicationsMarketing(asked) && served.has(judgedRecipient(asked.use));
};

const withPartners = ['self', 'agent', 'affiliate-communications', 'joint-venture', 'independent-contractor'] as const;

export const whoNeedsWhich2002 = rule<UseAsked>({
  cite: '47 CFR 64.2007(b)',
  duty: 'Opt-out suffices to market communications-related services by the carrier, agents, such affiliates, partners and contractors; all else needs opt-in',
  effective: { from, until: '2007-12-07' },
  holds: silenceServes(withPartners),
});

export const whoNeedsWhich2007 = rule<UseAsked>({
  cite: '47 CFR 64.2007(b)',
  duty: 'Opt-out suffices to market communications-related services by the carrier, its agents and such affiliates; all else needs opt-in',
  effective: { from: '2007-12-08' },
  holds: silenceServes(['self', 'agent', 'affiliate-communications']),
});

export const confidentialityAgreement = rule<UseAsked>({
  cite: '47 CFR 64.2007(b)(2)',
  duty: 'Partners and contractors market communications-related services only under a confidentiality agreement',
  effective: { from, until: '2007-12-07' },
  // Asked of a yes too: the paragraph speaks of disclosure, not of silence. An agent without agreement has none.
  holds: (asked) =>
    !isPartner(asked.use) ||
    !isCommunicationsMarketing(asked) ||
    (asked.use.agreement && asked.use.recipient !== 'agent'),
});

const notEncoded: readonly NotEncoded[] = [
  { cite: '47 CFR 64.2007(b)(2)(i)', why: 'A clause of the agreement; that it is complete is a fact given to us.' },
  { cite: '47 CFR 64.2007(b)(2)(ii)', why: 'A clause of the agreement; that it is complete is a fact given to us.' },
  { cite: '47 CFR 64.2007(b)(2)(iii)', why: 'A clause of the agreement; that it is complete is a fact given to us.' },
];

/** Approval required for use of CPNI, 47 CFR 64.2007. */
export const section642007: Section = {
  cite: '47 CFR 64.2007',
  rules: [
    formsOfApproval,
    burdenOfProof,
    standsUntilChanged,
    approvalRecords,
    whoNeedsWhich2002,
    whoNeedsWhich2007,
    confidentialityAgreement,
  ],
  notEncoded,
};
