import type { UseAsked } from '../facts.ts';
import type { CpniVersion } from '../versions.ts';
import type { AllowedBasis, Missing } from './answer.ts';
import type { ApprovalState } from './approval-state.ts';
import { type Ground, judgeApproval } from './judge-approval.ts';
import { promiseDemand } from './promises.ts';
import { requirement } from './requirement.ts';

/** The deciding word of an answer: on what a yes rests, or what stands first in its way. */
export type Deciding =
  | { readonly allowed: true; readonly basis: AllowedBasis }
  | { readonly allowed: false; readonly missing: Missing };

const groundOf = (asked: UseAsked, version: CpniVersion | null, state: ApprovalState): Ground | Missing => {
  const needed = requirement(asked, version);
  switch (needed.need) {
    case 'none':
      return { allowed: true, basis: needed.basis, cite: needed.cite, how: needed.how, order: 'none' };
    case 'never':
      return needed.missing;
    case 'order':
    case 'call':
      return needed.need;
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
  if (typeof ground === 'string') return { allowed: false, missing: ground };
  if (!ground.allowed) return { allowed: false, missing: ground.missing[0] };
  const demand = promiseDemand(asked, ground);
  if (demand.demands === 'never') return { allowed: false, missing: 'promise' };
  const met =
    demand.demands === 'nothing' || (demand.demands === 'yes' ? state.consent.allowed : state.refusal === 'none');
  return met ? { allowed: true, basis: ground.basis } : { allowed: false, missing: 'promise' };
};
