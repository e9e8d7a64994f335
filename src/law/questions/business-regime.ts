/** What a contract and its representative are on a day (dates `YYYY-MM-DD`). */
export type BusinessContract = {
  readonly clause: 'speaks-of-cpni' | 'silent';
  readonly representative: 'dedicated' | 'gone';
  readonly fromDay: string;
  readonly untilDay: string;
  readonly ended: 'yes' | 'no';
};

export type RegimeAnswer =
  | { readonly holds: true; readonly cite: '47 CFR 64.2010(g)' }
  | {
      readonly holds: false;
      readonly missing: 'contract' | 'not-begun' | 'over' | 'clause' | 'representative';
      readonly cite: '47 CFR 64.2010(g)';
    };

const cite = '47 CFR 64.2010(g)';
const lacks = (missing: Extract<RegimeAnswer, { holds: false }>['missing']): RegimeAnswer => ({
  holds: false,
  missing,
  cite,
});

/**
 * Whether a business customer may be known by the way of its contract on a day: the contract runs, it speaks of the protection of
 * CPNI, and a representative of its own is still here. It reaches authentication only, not the notices of changes (doubt D-12).
 */
export const businessRegime = (contract: BusinessContract | null, day: string): RegimeAnswer => {
  if (contract === null) return lacks('contract');
  const { clause, representative, fromDay, untilDay, ended } = contract;
  if (ended === 'yes' || untilDay < day) return lacks('over');
  if (day < fromDay) return lacks('not-begun');
  if (clause !== 'speaks-of-cpni') return lacks('clause');
  if (representative !== 'dedicated') return lacks('representative');
  return { holds: true, cite };
};
