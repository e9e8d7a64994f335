/** What stands in the way of permission by silence or consent. */
export type ApprovalMissing =
  | 'notice'
  | 'scope'
  | 'opt-in'
  | 'email-consent'
  | 'form'
  | 'delivery'
  | 'waiting-period'
  | 'renewal'
  | 'proof'
  | 'refused';

/** Whether one path, silence or consent, permits; if not, what its best notice lacks. */
export type Verdict =
  | { readonly allowed: true; readonly basis: 'opt-out' | 'opt-in'; readonly notice: string }
  | {
      readonly allowed: false;
      readonly missing: ApprovalMissing;
      /** The notice the answer speaks of, null when there is none. */
      readonly notice: string | null;
      /** The first day after a wait that is running, local day number; null when none runs. */
      readonly clearsDay: number | null;
    };

export type Withheld = Extract<Verdict, { allowed: false }>;

/** A path that is closed without a notice to speak of. */
export const withheld = (missing: ApprovalMissing): Withheld => ({
  allowed: false,
  missing,
  notice: null,
  clearsDay: null,
});

/** How far a path got, by what it lacks last: the order of contracts.md 1.1 (6), with a yes that lacks only proof furthest. */
export const furthest: Readonly<Record<ApprovalMissing, number>> = {
  notice: 0,
  scope: 1,
  'opt-in': 2,
  'email-consent': 3,
  form: 3,
  delivery: 4,
  'waiting-period': 5,
  renewal: 6,
  proof: 7,
  refused: 8,
};
