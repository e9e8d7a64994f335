/** What a spoken notice for one call may leave out, 64.2008(f)(2)(i)–(iv), in the order of the paragraphs. */
export const omissions = ['no-action-after-opt-out', 'sharing', 'deny-later', 'precise-steps'] as const;
export type Omission = (typeof omissions)[number];

/** What makes an omission lawful, or not. */
export type SpokenNotice = {
  /** Whether the customer said no before, as far as records go. */
  readonly earlierRefusal: 'stands' | 'none' | 'unknown';
  /** Who would see the information in this call. */
  readonly recipients: 'self-only' | 'others';
  /** Whether the script says that the use ends with the call. */
  readonly scope: 'explained' | 'not-explained';
  /** Whether the script says that the customer can say no in this call. */
  readonly refusal: 'offered' | 'not-offered';
};

type Judged = { readonly omission: Omission; readonly lawful: boolean; readonly cite: string; readonly why: string };

const judge: Readonly<Record<Omission, (told: SpokenNotice) => Omit<Judged, 'omission'>>> = {
  'no-action-after-opt-out': ({ earlierRefusal }) => ({
    lawful: earlierRefusal === 'none',
    cite: '47 CFR 64.2008(f)(2)(i)',
    why: 'may be left out where the customer never opted out before',
  }),
  sharing: ({ recipients }) => ({
    lawful: recipients === 'self-only',
    cite: '47 CFR 64.2008(f)(2)(ii)',
    why: 'may be left out where nobody but the carrier uses the information in this call',
  }),
  'deny-later': ({ scope }) => ({
    lawful: scope === 'explained',
    cite: '47 CFR 64.2008(f)(2)(iii)',
    why: 'may be left out where the script explains that the use ends with this call',
  }),
  'precise-steps': ({ refusal }) => ({
    lawful: refusal === 'offered',
    cite: '47 CFR 64.2008(f)(2)(iv)',
    why: 'may be left out where the script makes clear that the customer can refuse for this call',
  }),
};

/** For each thing that a spoken notice left out, whether that was lawful, under which paragraph and why. */
export const mayLeaveOut = (left: readonly Omission[], told: SpokenNotice): readonly Judged[] =>
  left.map((omission) => ({ omission, ...judge[omission](told) }));
