import type { Cite } from '../citation.ts';
import type { UseAsked } from '../facts.ts';
import type { CpniVersion } from '../versions.ts';
import type { AllowedBasis, Missing } from './answer.ts';
import type { ApprovalState } from './approval-state.ts';
import { type Ground, judgeApproval } from './judge-approval.ts';
import { promiseDemand } from './promises.ts';
import { requirement } from './requirement.ts';

/** The deciding word of an answer and its paragraph: on what a yes rests, or what stands first in its way; an order or a call has none. */
export type Deciding =
  | { readonly allowed: true; readonly basis: AllowedBasis; readonly cite: Cite }
  | { readonly allowed: false; readonly missing: Missing; readonly cite: Cite | null };

type Lacking = { readonly allowed: false; readonly missing: readonly [Missing]; readonly cite: Cite | null };

const groundOf = (asked: UseAsked, version: CpniVersion | null, state: ApprovalState): Ground | Lacking => {
  const needed = requirement(asked, version);
  switch (needed.need) {
    case 'none':
      return { allowed: true, basis: needed.basis, cite: needed.cite, how: needed.how, order: 'none' };
    case 'never':
      return { allowed: false, missing: [needed.missing], cite: needed.cite };
    case 'order':
    case 'call':
      return { allowed: false, missing: [needed.need], cite: null };
    default:
      return judgeApproval(needed, state, 'none', []);
  }
};

/**
 * What `mayUseCpni` answers for a customer whose approval state is known, on no call and without an order: how a screening
 * judges a million customers by asking the law once for each pair of services and state.
 */
export const judgeState = (asked: UseAsked, version: CpniVersion | null, state: ApprovalState): Deciding => {
  const ground = groundOf(asked, version, state);
  const { cite } = ground;
  if (!ground.allowed) return { allowed: false, missing: ground.missing[0], cite };
  const demand = promiseDemand(asked, ground);
  if (demand.demands === 'never') return { allowed: false, missing: 'promise', cite };
  const met =
    demand.demands === 'nothing' || (demand.demands === 'yes' ? state.consent.allowed : state.refusal === 'none');
  return met ? { allowed: true, basis: ground.basis, cite: ground.cite } : { allowed: false, missing: 'promise', cite };
};
